//! Kinds that repeat, wander or count.

use std::f64::consts::TAU;

use super::{HOUR, MINUTE, Made, Make};
use crate::noise::Noise;

pub(super) const ALL: &[(&str, Make)] = &[
    ("quiet days", quiet_days),
    ("weekends, 9 to 20 days", few_weekends),
    ("weekends, 4 weeks", weekends),
    ("releases every two weeks", fortnight),
    ("saw-tooth of 70 h", long_saw),
    ("saw-tooth of 7 h", short_saw),
    ("saw-tooth, uneven", uneven_saw),
    ("cron of 45 min", cron),
    ("disk that fills", filling),
    ("disk cleaned every five weeks", cleaned),
    ("two states", two_states),
    ("heavy tails", heavy_tails),
    ("rare errors", rare_errors),
    ("counter", counter),
    ("counter with resets", resets),
    ("moving sum of an hour", moving_sum),
    ("random walk", walk),
    ("near the limit", near_the_limit),
    ("one-minute load", one_minute),
    ("steps of 15 s", quarter_minutes),
    ("steps of a day", days),
    ("10 to 50 points", few_points),
];

fn quiet_days(noise: &mut Noise) -> Made {
    Made::of(5 * MINUTE, noise.usual(288 * 15, 300, false), 288)
}

fn few_weekends(noise: &mut Noise) -> Made {
    let days = noise.whole(9, 21);
    let start = noise.whole(0, 7) * 24;
    let values = noise.usual(start + days * 24 + 48, HOUR, true).split_off(start);
    Made::of(HOUR, values, 48)
}

fn weekends(noise: &mut Noise) -> Made {
    let start = noise.whole(0, 7) * 24;
    Made::of(HOUR, noise.usual(start + 28 * 24 + 48, HOUR, true).split_off(start), 48)
}

fn fortnight(noise: &mut Noise) -> Made {
    let mut values = noise.usual(24 * 70 + 48, HOUR, false);
    let (size, phase) = (values[0] * noise.between(0.3, 0.6), noise.whole(0, 336));
    for (index, value) in values.iter_mut().enumerate() {
        *value += if (index + phase) % 336 < 10 { size } else { 0.0 };
    }
    Made::of(HOUR, values, 48)
}

/// Fills and is emptied: `steps` a tooth, each a little longer or shorter where `uneven`.
fn saw(noise: &mut Noise, step_seconds: u64, points: usize, steps: usize, uneven: f64, horizon: usize) -> Made {
    let (low, high, loud) = (noise.between(10.0, 30.0), noise.between(70.0, 90.0), noise.between(0.2, 1.0));
    let mut values = Vec::with_capacity(points);
    let (mut at, mut length) = (noise.whole(0, steps), steps);
    while values.len() < points + horizon {
        values.push(low + (high - low) * at as f64 / steps as f64 + loud * noise.normal());
        at += 1;
        if at >= length {
            at = 0;
            length = (steps as f64 * (1.0 + uneven * noise.normal())).max(2.0) as usize;
        }
    }
    let limit = high + 0.15 * (high - low) * (1.0 + 5.0 * uneven);
    Made { limit: Some(limit), ..Made::of(step_seconds, values, horizon) }
}

fn long_saw(noise: &mut Noise) -> Made {
    saw(noise, HOUR, 24 * 28, 70, 0.0, 48)
}

fn short_saw(noise: &mut Noise) -> Made {
    saw(noise, 5 * MINUTE, 288 * 7, 84, 0.0, 144)
}

fn uneven_saw(noise: &mut Noise) -> Made {
    let steps = noise.whole(20, 90);
    saw(noise, HOUR, 24 * 28, steps, 0.1, 48)
}

fn cron(noise: &mut Noise) -> Made {
    let mut values = noise.level(288 * 4 + 36, 0.03);
    let (size, phase) = (noise.between(40.0, 100.0), noise.whole(0, 9));
    for (index, value) in values.iter_mut().enumerate() {
        *value += if (index + phase) % 9 < 2 { size } else { 0.0 };
    }
    Made::of(5 * MINUTE, values, 36)
}

fn filling(noise: &mut Noise) -> Made {
    let (points, ahead) = (24 * 21, 24 * 7);
    let (start, pace, loud) = (noise.between(0.2, 0.4), noise.between(0.0005, 0.001), noise.between(0.0005, 0.003));
    let value = |index: usize| start + pace * (index as f64 + 3.0 * libm::sin(index as f64 / 24.0 * TAU));
    let limit = value(points) + pace * noise.between(50.0, 280.0);
    let values = (0..points + ahead).map(|index| value(index) + loud * noise.normal()).collect();
    Made { limit: Some(limit), most: Some(1.0), ..Made::of(HOUR, values, ahead) }
}

fn cleaned(noise: &mut Noise) -> Made {
    let (days, ahead) = (noise.whole(7, 61), 24 * 14);
    let (low, high, cycle) = (noise.between(0.3, 0.6), noise.between(0.85, 0.95), 24 * 35);
    let phase = noise.whole(24 * 3, cycle - 24 * 3);
    let wander = noise.lasting(days * 24 + ahead, 0.9);
    let value = |(index, noise): (usize, &f64)| {
        let at = (index + 10 * cycle + phase - days * 24) % cycle;
        low + (high - low) * at as f64 / cycle as f64 + 0.0015 * noise
    };
    let values = wander.iter().enumerate().map(value).collect();
    Made { limit: Some(high - 0.1), most: Some(1.0), ..Made::of(HOUR, values, ahead) }
}

fn two_states(noise: &mut Noise) -> Made {
    let (low, high, leaves) = (noise.between(10.0, 20.0), noise.between(60.0, 90.0), noise.between(0.02, 0.1));
    let mut is_high = false;
    let mut value = || {
        is_high ^= noise.is(leaves);
        (if is_high { high } else { low }) + noise.normal()
    };
    let values = (0..24 * 28 + 24).map(|_| value()).collect();
    Made::of(HOUR, values, 24)
}

fn heavy_tails(noise: &mut Noise) -> Made {
    let (level, tail) = (noise.between(10.0, 50.0), noise.between(0.4, 0.8));
    let values = (0..288 * 7 + 48).map(|_| {
        let size = level * libm::exp(0.2 * noise.normal());
        if noise.is(0.03) { size * libm::pow(1.0 - noise.uniform(), -tail) * 2.0 } else { size }
    });
    Made::of(5 * MINUTE, values.collect(), 48)
}

fn rare_errors(noise: &mut Noise) -> Made {
    let chance = noise.between(0.01, 0.1);
    let values = (0..24 * 28 + 24).map(|_| if noise.is(chance) { noise.whole(1, 9) as f64 } else { 0.0 });
    Made::of(HOUR, values.collect(), 24)
}

/// Counts what a usual metric says a second.
fn counted(noise: &mut Noise, points: usize) -> Vec<f64> {
    let rates = noise.usual(points, 300, false);
    let mut total = 0.0;
    let add = |rate: f64| {
        total += rate * 300.0;
        total
    };
    rates.into_iter().map(add).collect()
}

fn counter(noise: &mut Noise) -> Made {
    Made::of(5 * MINUTE, counted(noise, 288 * 7 + 48), 48)
}

fn resets(noise: &mut Noise) -> Made {
    let mut values = counted(noise, 288 * 7 + 48);
    for _ in 0..noise.whole(1, 4) {
        let at = noise.whole(20, 288 * 7 - 20);
        let lost = values[at];
        values[at..].iter_mut().for_each(|value| *value -= lost);
    }
    Made::of(5 * MINUTE, values, 48)
}

fn moving_sum(noise: &mut Noise) -> Made {
    let mut values = noise.usual(288 * 7 + 36 + 12, 300, false);
    for value in &mut values {
        if noise.is(0.02) {
            *value *= noise.between(3.0, 8.0);
        }
    }
    let sums = values.windows(12).map(|window| window.iter().sum()).collect();
    Made::of(5 * MINUTE, sums, 36)
}

fn walk(noise: &mut Noise) -> Made {
    let mut at = noise.between(500.0, 1_500.0);
    let mut step = || {
        at += noise.normal();
        at
    };
    Made::of(MINUTE, (0..1_440 + 60).map(|_| step()).collect(), 60)
}

fn near_the_limit(noise: &mut Noise) -> Made {
    let values = noise.usual(288 * 7 + 48, 300, false);
    let largest = values.iter().copied().fold(0.0, f64::max);
    let values = values.into_iter().map(|value| (1.1 * value / largest).min(1.0)).collect();
    Made { most: Some(1.0), ..Made::of(5 * MINUTE, values, 48) }
}

fn one_minute(noise: &mut Noise) -> Made {
    let mut values = noise.usual(1_440 * 3 + 60, 60, false);
    let slow = noise.lasting(values.len(), 0.995);
    values.iter_mut().zip(slow).for_each(|(value, slow)| *value += 5.0 * slow);
    Made::of(MINUTE, values, 60)
}

fn quarter_minutes(noise: &mut Noise) -> Made {
    let mut values = noise.level(4 * 60 * 6 + 40, 0.05);
    for (index, value) in values.iter_mut().enumerate() {
        *value += if index % 20 < 3 { 15.0 } else { 0.0 };
    }
    Made::of(15, values, 40)
}

fn days(noise: &mut Noise) -> Made {
    let (level, growth) = (noise.between(100.0, 200.0), noise.between(-0.2, 0.4));
    let values = noise.lasting(400 + 28, 0.5).into_iter().enumerate().map(|(day, noise)| {
        let share = if day % 7 >= 5 { 0.6 } else { 1.0 };
        share * (level + growth * day as f64) + 4.0 * noise
    });
    Made::of(86_400, values.collect(), 28)
}

fn few_points(noise: &mut Noise) -> Made {
    let (points, step) = (noise.whole(10, 51), [15, 60, 300, HOUR][noise.whole(0, 4)]);
    let mut values = noise.level(points + 12, 0.05);
    let slope = if noise.is(0.3) { noise.between(-1.0, 1.0) } else { 0.0 };
    values.iter_mut().enumerate().for_each(|(index, value)| *value += slope * index as f64);
    Made::of(step, values, 12)
}
