//! False alarms of a verdict: days dealt into reference and week at random, so that nothing drifted.

use super::bike::shared_data;
use super::bike::{Bikes, WEATHER};
use super::rows::{Noise, hourly, verdict};
use crate::compatible::{DRIFT_SHARE, dataset};
use crate::honest::{Feature, Period, Settings, assess};
use crate::{Column, ColumnKind};

const WEEKS: u32 = 300;

#[test]
fn a_made_up_model_is_flagged_as_often_as_it_may() {
    let flagged = (0..WEEKS).filter(|week| {
        let week = u64::from(*week);
        verdict(&hourly(0, 28, 2 * week + 1), &hourly(28, 7, 7_000 + week)).unwrap().flagged
    });
    let share = flagged.count() as f64 / f64::from(WEEKS);
    // Four standard deviations of 300 draws about five percent.
    assert!((0.0..0.1).contains(&share) && share > 0.01, "{share}");
}

/// Weather of January days, hours kept together: the default sees drift in most weeks, days dealt anew in few.
#[test]
fn real_weather_is_not_flagged_for_being_hourly() {
    let Some(folder) = shared_data() else { return };
    let january = Bikes::read(&folder).between("2011-01-01", "2011-01-31");
    let days = january.days();
    let mut noise = Noise(5);
    let (mut honest, mut default) = (0, 0);
    for _ in 0..60 {
        let mut left = days.clone();
        let drawn: Vec<_> = (0..7).map(|_| left.swap_remove((noise.share() * left.len() as f64) as usize)).collect();
        let reference = january.on_days(|day| !drawn.contains(&day));
        let week = january.on_days(|day| drawn.contains(&day));
        honest += u32::from(any_weather_drifted(&reference, &week));
        default += u32::from(default_says_drift(&reference, &week));
    }
    assert!(honest <= 9, "{honest} of 60");
    assert!(default >= 30, "{default} of 60");
}

fn any_weather_drifted(reference: &Bikes, week: &Bikes) -> bool {
    let features = WEATHER.map(|name| Feature { name, kind: ColumnKind::Numerical, importance: 1.0 });
    let (before, after) = (WEATHER.map(|name| reference.column(name)), WEATHER.map(|name| week.column(name)));
    let period = |bikes: &'_ Bikes| (bikes.column("cnt").to_vec(), bikes.times.clone());
    let ((before_target, before_times), (after_target, after_times)) = (period(reference), period(week));
    let reference =
        Period { times: &before_times, columns: &before, predicted: &before_target, target: &before_target };
    let current = Period { times: &after_times, columns: &after, predicted: &after_target, target: &[] };
    assess(&features, &reference, &current, Settings { draws: 199, ..Settings::default() }).unwrap().inputs_drifted
}

fn default_says_drift(reference: &Bikes, week: &Bikes) -> bool {
    let column = |name| Column {
        name,
        kind: ColumnKind::Numerical,
        reference: reference.column(name),
        current: week.column(name),
    };
    dataset(&WEATHER.map(column), DRIFT_SHARE).drifted
}
