//! Jumps that come at their time of the day or week are forecast, however short the horizon and whatever the hour of asking.

use super::*;
use crate::{Model, Passage};

/// A course by the minute of the week, which begins on a Monday.
type Course = fn(i64) -> f64;

const DAY_MINUTES: i64 = 24 * 60;

fn office_hours(minute: i64) -> f64 {
    if (540..1020).contains(&minute.rem_euclid(DAY_MINUTES)) { 10.0 } else { 2.0 }
}

fn batch(minute: i64) -> f64 {
    if (600..660).contains(&minute.rem_euclid(DAY_MINUTES)) { 90.0 } else { 20.0 }
}

fn hour_of_day(minute: i64) -> f64 {
    100.0 + (minute.rem_euclid(DAY_MINUTES) / 60) as f64
}

fn working_days(minute: i64) -> f64 {
    if minute / DAY_MINUTES < 5 { office_hours(minute) } else { 2.0 }
}

fn monday_job(minute: i64) -> f64 {
    if (600..720).contains(&minute) { 50.0 } else { 5.0 }
}

/// A series of `days` up to `minute` of the week, a value every `step_minutes`, asked for `horizon_minutes`.
#[derive(Clone, Copy)]
struct Asked {
    course: Course,
    step_minutes: i64,
    days: i64,
    minute: i64,
    noise: f64,
}

impl Asked {
    fn minute(self, index: i64) -> i64 {
        (self.minute + index * self.step_minutes).rem_euclid(7 * DAY_MINUTES)
    }

    fn series(self) -> GridSeries {
        let mut noise = Noise(17);
        let points = self.days * DAY_MINUTES / self.step_minutes;
        let value = |index: i64| (self.course)(self.minute(index)) + self.noise * noise.normal();
        let values: Vec<f64> = (-points + 1..=0).map(value).collect();
        every(Duration::from_seconds(60 * self.step_minutes as u64), &values)
    }

    fn came(self, horizon_steps: usize) -> Vec<f64> {
        (1..=horizon_steps as i64).map(|index| (self.course)(self.minute(index))).collect()
    }

    fn horizon_steps(self, minutes: i64) -> usize {
        usize::try_from(minutes / self.step_minutes).unwrap()
    }

    /// Returns the largest error of the forecast, the share of actual values inside the band of 95 %, and the chance of crossing.
    fn answered(self, horizon_steps: usize, threshold: f64) -> (f64, f64, f64) {
        let series = self.series();
        let forecast = auto(&series, horizon_steps).unwrap();
        let came = self.came(horizon_steps);
        let off = forecast.yhat.iter().zip(&came).map(|(yhat, came)| (yhat - came).abs()).fold(0.0, f64::max);
        let slack: Vec<f64> = came.iter().map(|value| value + self.noise * 1e-3).collect();
        let share = held(&forecast.bands[1], &slack) as f64 / horizon_steps as f64;
        (off, share, Passage::of(&forecast, &series, &vec![threshold; horizon_steps]).chance())
    }
}

fn asked(course: Course, step_minutes: i64, minute: i64) -> Asked {
    Asked { course, step_minutes, days: 28, minute, noise: 0.0 }
}

#[test]
fn a_jump_that_comes_every_day_is_forecast_at_every_horizon() {
    for (step_minutes, days, noise) in
        [(5, 28, 0.0), (5, 28, 0.1), (5, 7, 0.1), (10, 28, 0.1), (60, 28, 0.0), (60, 7, 0.1)]
    {
        for horizon in [60, 120, 360, 720, 2_160] {
            // Thursday, one step before nine.
            let asked =
                Asked { days, noise, ..asked(office_hours, step_minutes, 3 * DAY_MINUTES + 540 - step_minutes) };
            let steps = asked.horizon_steps(horizon);
            let (off, share, chance) = asked.answered(steps, 5.0);
            let name = format!("{step_minutes} minutes, {days} days, noise {noise}, {horizon} minutes ahead");
            assert!(off < 1.0, "{name}: off by {off}");
            assert!(share > 0.9, "{name}: held {share}");
            assert!(chance > 0.98, "{name}: chance {chance}");
        }
    }
}

#[test]
fn a_batch_of_one_hour_is_forecast_before_it_begins() {
    for (step_minutes, noise) in [(5, 0.0), (5, 1.0), (10, 1.0), (60, 0.0), (60, 1.0)] {
        for hours in [2, 3, 4, 6, 8, 12] {
            let asked = Asked { noise, ..asked(batch, step_minutes, 2 * DAY_MINUTES + 540 - step_minutes) };
            let steps = asked.horizon_steps(hours * 60);
            let (off, share, chance) = asked.answered(steps, 80.0);
            let name = format!("{step_minutes} minutes, noise {noise}, {hours} hours ahead");
            assert!(off < 3.0 && share > 0.9 && chance > 0.98, "{name}: off by {off}, held {share}, chance {chance}");
        }
        let asked = Asked { noise, ..asked(batch, step_minutes, 2 * DAY_MINUTES + 540 - step_minutes) };
        let chance = asked.answered(asked.horizon_steps(60), 80.0).2;
        assert!(chance < 0.01, "nothing runs from nine to ten: {chance}");
    }
}

#[test]
fn the_day_begins_anew_at_midnight() {
    for (step_minutes, steps) in [(10, 1), (10, 4), (10, 36), (5, 4), (60, 2)] {
        let (off, share, _) = asked(hour_of_day, step_minutes, DAY_MINUTES - step_minutes).answered(steps, 110.0);
        assert!(off < 0.5 && share > 0.9, "{step_minutes} minutes, {steps} steps: off by {off}, held {share}");
    }
}

#[test]
fn working_days_and_weekly_jobs_are_told_from_the_days_around_them() {
    for noise in [0.0, 0.1] {
        for (course, minute, threshold, days) in [
            // Monday before nine: yesterday and the day before nothing happened.
            (working_days as Course, 535, 5.0, 28),
            (working_days, 4 * DAY_MINUTES + 535, 5.0, 28),
            (monday_job, 595, 30.0, 28),
            (monday_job, 595, 30.0, 56),
        ] {
            for horizon in [60, 120, 720] {
                let asked = Asked { noise, days, ..asked(course, 5, minute) };
                let (off, share, chance) = asked.answered(asked.horizon_steps(horizon), threshold);
                let name = format!("noise {noise}, minute {minute}, {days} days, {horizon} minutes ahead");
                assert!(
                    off < 2.0 && share > 0.9 && chance > 0.9,
                    "{name}: off by {off}, held {share}, chance {chance}"
                );
            }
        }
        let saturday = Asked { noise, ..asked(working_days, 5, 5 * DAY_MINUTES + 535) };
        let (off, _, chance) = saturday.answered(saturday.horizon_steps(120), 5.0);
        assert!(off < 2.0 && chance < 0.1, "nobody works on a Saturday: off by {off}, chance {chance}");
    }
}

#[test]
fn a_model_asked_for_by_name_takes_the_season_that_shows_the_jump() {
    let asked = Asked { noise: 0.1, ..asked(office_hours, 5, 3 * DAY_MINUTES + 535) };
    let spec = Spec { model: ModelChoice::Only(Model::SeasonalNaive), ..spec(12) };
    let forecast = forecast(&asked.series(), &spec, &Cancel::default()).unwrap();
    assert!(forecast.yhat.iter().all(|yhat| (yhat - 10.0).abs() < 0.6), "{:?}", forecast.yhat);
}
