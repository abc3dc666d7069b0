//! The hourly bike data of the shared folder, read column by column.

use std::collections::BTreeMap;
use std::path::PathBuf;

use timeseries::{Day, Duration, Timestamp};

/// The columns that the weather makes.
pub(super) const WEATHER: [&str; 4] = ["temp", "atemp", "hum", "windspeed"];

/// Rows of `hour.csv` from one day to another.
pub(super) struct Bikes {
    columns: BTreeMap<String, Vec<f64>>,
    pub(super) times: Vec<Option<Timestamp>>,
}

pub(super) fn shared_data() -> Option<PathBuf> {
    let folder = std::env::var_os("PROMCAST_DATA")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"), PathBuf::from);
    if !folder.join("bike").is_dir() {
        println!("ignored: no shared data");
        return None;
    }
    Some(folder)
}

impl Bikes {
    /// All rows.
    pub(super) fn read(folder: &std::path::Path) -> Self {
        let mut reader = csv::Reader::from_path(folder.join("bike/hour.csv")).unwrap();
        let names: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let mut bikes = Self { columns: BTreeMap::new(), times: Vec::new() };
        for record in reader.records().map(Result::unwrap) {
            for (name, field) in names.iter().zip(&record).filter(|(name, _)| *name != "dteday") {
                bikes.columns.entry(name.clone()).or_default().push(field.parse().unwrap());
            }
            let day: Day = record[1].parse().unwrap();
            let hour: i64 = record[5].parse().unwrap();
            bikes.times.push(Some(Timestamp::from_ms(day.start().ms() + hour * Duration::HOUR.ms_i64())));
        }
        bikes
    }

    /// The rows from `first` to `last`, both days included.
    pub(super) fn between(&self, first: &str, last: &str) -> Self {
        let (first, last): (Day, Day) = (first.parse().unwrap(), last.parse().unwrap());
        self.on_days(|day| (first..=last).contains(&day))
    }

    /// The rows of some days.
    pub(super) fn on_days(&self, is_wanted: impl Fn(Day) -> bool) -> Self {
        let kept: Vec<usize> =
            (0..self.times.len()).filter(|row| self.times[*row].is_some_and(|time| is_wanted(Day::of(time)))).collect();
        let of = |values: &Vec<f64>| kept.iter().map(|row| values[*row]).collect();
        Self {
            columns: self.columns.iter().map(|(name, values)| (name.clone(), of(values))).collect(),
            times: kept.iter().map(|row| self.times[*row]).collect(),
        }
    }

    /// Its days, in order.
    pub(super) fn days(&self) -> Vec<Day> {
        let mut days: Vec<Day> = self.times.iter().flatten().map(|time| Day::of(*time)).collect();
        days.dedup();
        days
    }

    pub(super) fn column(&self, name: &str) -> &[f64] {
        &self.columns[name]
    }
}
