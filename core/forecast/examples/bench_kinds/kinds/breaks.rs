//! Kinds that change: levels, slopes, noise, clocks; and kinds with gaps.

use super::{HOUR, MINUTE, Made, Make};
use crate::noise::Noise;

pub(super) const ALL: &[(&str, Make)] = &[
    ("jump, stays", jump_stays),
    ("jump, goes back", jump_goes_back),
    ("jump, three in four stay", jump_mixed),
    ("jump, as past ones that stayed", jump_like_past_stays),
    ("jump, as past ones that went back", jump_like_past_returns),
    ("jump of memory, 5 min", memory_jump),
    ("spike at the end", spike_at_the_end),
    ("shift of three days ago", old_shift),
    ("runaway disk", runaway),
    ("ramp that slows down", slowing_ramp),
    ("outage at the end", outage_now),
    ("outages of the past", past_outages),
    ("gap of two days", two_days_missing),
    ("gaps of a third", third_missing),
    ("noise grew fivefold", louder),
    ("noise fell to a fifth", quieter),
    ("amplitude grew", wider),
    ("clocks changed two days ago", clocks),
    ("holiday yesterday", holiday),
];

const MONTH: usize = 24 * 28;
const AHEAD: usize = 24;

fn hourly(noise: &mut Noise) -> Vec<f64> {
    match noise.is(0.5) {
        true => noise.usual(MONTH + AHEAD, HOUR, false),
        false => noise.level(MONTH + AHEAD, 0.03),
    }
}

/// Adds `size` to values from one index to before another.
fn raise(values: &mut [f64], from: usize, to: usize, size: f64) {
    let to = to.min(values.len());
    values[from.min(to)..to].iter_mut().for_each(|value| *value += size);
}

fn size(noise: &mut Noise, values: &[f64]) -> f64 {
    let level = values.iter().sum::<f64>() / values.len() as f64;
    let side = if noise.is(0.75) { 1.0 } else { -1.0 };
    side * level * noise.between(0.3, 0.6)
}

fn jumped(noise: &mut Noise, lasts: usize) -> Made {
    let mut values = hourly(noise);
    let (age, size) = (noise.whole(2, 7), size(noise, &values));
    raise(&mut values, MONTH - age, (MONTH + lasts).min(MONTH + AHEAD), size);
    Made::of(HOUR, values, AHEAD)
}

fn jump_stays(noise: &mut Noise) -> Made {
    jumped(noise, AHEAD)
}

fn jump_goes_back(noise: &mut Noise) -> Made {
    let lasts = noise.whole(1, 9);
    jumped(noise, lasts)
}

fn jump_mixed(noise: &mut Noise) -> Made {
    let lasts = if noise.is(0.75) { AHEAD } else { noise.whole(1, 9) };
    jumped(noise, lasts)
}

fn jump_like_past_stays(noise: &mut Noise) -> Made {
    let mut values = hourly(noise);
    for _ in 0..noise.whole(3, 6) {
        let (at, size) = (noise.whole(100, MONTH - 60), size(noise, &values[..60]) * 0.7);
        raise(&mut values, at, MONTH + AHEAD, size);
    }
    let (age, size) = (noise.whole(2, 7), size(noise, &values[..60]));
    raise(&mut values, MONTH - age, MONTH + AHEAD, size);
    Made::of(HOUR, values, AHEAD)
}

fn jump_like_past_returns(noise: &mut Noise) -> Made {
    let mut values = hourly(noise);
    let (size, usual) = (size(noise, &values), noise.whole(6, 16));
    for part in 0..noise.whole(4, 8) {
        let (at, lasts) = (90 + part * 70 + noise.whole(0, 40), usual + noise.whole(0, 5));
        raise(&mut values, at, at + lasts, size * noise.between(0.8, 1.2));
    }
    let age = noise.whole(2, usual.min(7));
    raise(&mut values, MONTH - age, MONTH - age + usual + noise.whole(0, 5), size);
    Made::of(HOUR, values, AHEAD)
}

fn memory_jump(noise: &mut Noise) -> Made {
    let (points, ahead) = (288 * 7, 48);
    let (level, kept) = (noise.between(1.0, 8.0) * 1e9, 0.97);
    let mut values: Vec<f64> =
        noise.lasting(points + ahead, kept).into_iter().map(|noise| level * (1.0 + 0.02 * noise)).collect();
    let lasts = if noise.is(0.75) { ahead } else { noise.whole(2, 30) };
    raise(&mut values, points - noise.whole(3, 9), points + lasts, 0.4 * level);
    Made::of(5 * MINUTE, values, ahead)
}

fn spike_at_the_end(noise: &mut Noise) -> Made {
    let (points, ahead) = (288 * 7, 48);
    let mut values =
        if noise.is(0.5) { noise.usual(points + ahead, 300, false) } else { noise.level(points + ahead, 0.03) };
    for _ in 0..noise.whole(6, 14) {
        let (at, lasts, size) = (noise.whole(0, points - 300), noise.whole(1, 4), noise.between(40.0, 120.0));
        raise(&mut values, at, at + lasts, size);
    }
    let (lasts, size) = (noise.whole(1, 4), noise.between(40.0, 120.0));
    raise(&mut values, points - lasts, points, size);
    Made::of(5 * MINUTE, values, ahead)
}

fn old_shift(noise: &mut Noise) -> Made {
    let mut values = hourly(noise);
    let size = size(noise, &values);
    raise(&mut values, MONTH - 72 - noise.whole(0, 24), MONTH + AHEAD, size);
    Made::of(HOUR, values, AHEAD)
}

/// Fills at one pace for weeks, then faster since some hours; a limit that the new pace reaches in half the time that is asked about.
fn runaway(noise: &mut Noise) -> Made {
    let (points, ahead) = (24 * 14, 48);
    let (start, pace, since) = (noise.between(0.3, 0.5), noise.between(0.0001, 0.0003), noise.whole(4, 13));
    let fast = 5.0 * pace * noise.between(1.0, 2.0);
    let loud = pace * noise.between(0.5, 2.0);
    let value = |index: usize| {
        let over = index.saturating_sub(points - since) as f64;
        start + pace * index as f64 + (fast - pace) * over
    };
    let limit = value(points + noise.whole(10, 44));
    let values = (0..points + ahead).map(|index| (value(index) + loud * noise.normal()).min(1.0)).collect();
    Made { limit: Some(limit), most: Some(1.0), ..Made::of(HOUR, values, ahead) }
}

fn slowing_ramp(noise: &mut Noise) -> Made {
    let (points, ahead) = (24 * 14, 48);
    let (start, pace, since) = (noise.between(0.2, 0.3), noise.between(0.0005, 0.001), noise.whole(5, 24));
    let loud = pace * noise.between(0.5, 2.0);
    let value = |index: usize| start + pace * index.min(points - since) as f64;
    let limit = value(points) + pace * noise.between(8.0, 40.0);
    let values = (0..points + ahead).map(|index| value(index) + loud * noise.normal()).collect();
    Made { limit: Some(limit), most: Some(1.0), ..Made::of(HOUR, values, ahead) }
}

fn outage_now(noise: &mut Noise) -> Made {
    let mut values = noise.usual(MONTH + AHEAD, HOUR, false);
    for _ in 0..3 {
        let (at, lasts) = (noise.whole(24, MONTH - 60), noise.whole(2, 9));
        values[at..at + lasts].fill(0.0);
    }
    let (age, lasts) = (noise.whole(1, 3), noise.whole(0, 6));
    values[MONTH - age..MONTH + lasts].fill(0.0);
    Made::of(HOUR, values, AHEAD)
}

fn past_outages(noise: &mut Noise) -> Made {
    let mut values = {
        let busy = noise.is(0.5);
        noise.usual(MONTH + AHEAD, HOUR, busy)
    };
    for _ in 0..noise.whole(2, 6) {
        let (at, lasts) = (noise.whole(24, MONTH - 30), noise.whole(2, 20));
        values[at..at + lasts].fill(0.0);
    }
    Made::of(HOUR, values, AHEAD)
}

fn two_days_missing(noise: &mut Noise) -> Made {
    let mut values = noise.usual(288 * 14 + 288, 300, false);
    let at = 288 * 14 - noise.whole(288 * 2 + 20, 288 * 4);
    values[at..at + 288 * 2].fill(f64::NAN);
    Made::of(5 * MINUTE, values, 288)
}

fn third_missing(noise: &mut Noise) -> Made {
    let mut values = hourly(noise);
    for value in &mut values[1..MONTH] {
        if noise.is(0.33) {
            *value = f64::NAN;
        }
    }
    Made::of(HOUR, values, AHEAD)
}

fn noisier(noise: &mut Noise, factor: f64, since: usize) -> Made {
    let mut values = noise.usual(MONTH + AHEAD, HOUR, false);
    let (few, many) = (values[0] * 0.02, values[0] * 0.02 * factor.max(1.0 / factor));
    let (before, after) = if factor > 1.0 { (few, many) } else { (many, few) };
    for (index, value) in values.iter_mut().enumerate() {
        *value += noise.normal() * if index + since < MONTH { before } else { after };
    }
    Made::of(HOUR, values, AHEAD)
}

fn louder(noise: &mut Noise) -> Made {
    let since = noise.whole(12, 48);
    noisier(noise, 5.0, since)
}

fn quieter(noise: &mut Noise) -> Made {
    let since = noise.whole(24, 96);
    noisier(noise, 0.2, since)
}

fn wider(noise: &mut Noise) -> Made {
    let (points, since) = (MONTH + AHEAD, noise.whole(30, 100));
    let (level, day) = (noise.between(80.0, 120.0), noise.between(5.0, 10.0));
    let values = noise.lasting(points, 0.5).into_iter().enumerate().map(|(index, noise)| {
        let factor = if index + since < MONTH { 1.0 } else { 3.0 };
        level + factor * day * libm::sin(index as f64 / 24.0 * std::f64::consts::TAU) + noise
    });
    Made::of(HOUR, values.collect(), AHEAD)
}

fn clocks(noise: &mut Noise) -> Made {
    let mut values = noise.usual(MONTH + AHEAD + 1, HOUR, true);
    values.remove(MONTH - 48);
    Made::of(HOUR, values, AHEAD)
}

fn holiday(noise: &mut Noise) -> Made {
    let mut values = noise.usual(MONTH + AHEAD, HOUR, true);
    // The month ends with a Sunday; the day before what is asked about is a Wednesday.
    values.drain(..24 * 4);
    let end = values.len() - AHEAD;
    values[end - 24..end].iter_mut().for_each(|value| *value *= 0.5);
    Made::of(HOUR, values, AHEAD)
}
