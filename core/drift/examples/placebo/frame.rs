//! Rows in columns, with what a model says of them; days of them taken, put together and given new dates.

use drift::honest::Period;
use regression::Rows;
use timeseries::{Day, Duration, Timestamp};

#[derive(Clone)]
pub(crate) struct Frame {
    pub(crate) columns: Vec<Vec<f64>>,
    pub(crate) times: Vec<Option<Timestamp>>,
    pub(crate) predicted: Vec<f64>,
    pub(crate) target: Vec<f64>,
}

impl Frame {
    pub(crate) fn of(rows: &Rows, predicted: Vec<f64>) -> Self {
        Self {
            columns: rows.columns().to_vec(),
            times: rows.times().to_vec(),
            predicted,
            target: rows.target().to_vec(),
        }
    }

    pub(crate) fn rows(&self) -> usize {
        self.predicted.len()
    }

    /// Its days, in order.
    pub(crate) fn days(&self) -> Vec<Day> {
        let mut days: Vec<Day> = self.times.iter().flatten().map(|time| Day::of(*time)).collect();
        days.dedup();
        days
    }

    fn select(&self, kept: &[usize]) -> Self {
        let of = |values: &Vec<f64>| kept.iter().map(|row| values[*row]).collect();
        Self {
            columns: self.columns.iter().map(of).collect(),
            times: kept.iter().map(|row| self.times[*row]).collect(),
            predicted: of(&self.predicted),
            target: of(&self.target),
        }
    }

    /// The rows of some days.
    pub(crate) fn on_days(&self, is_wanted: impl Fn(Day) -> bool) -> Self {
        let wanted = |row: &usize| self.times[*row].is_some_and(|time| is_wanted(Day::of(time)));
        self.select(&(0..self.rows()).filter(wanted).collect::<Vec<usize>>())
    }

    /// The rows of `days`, as often as they are named; where they are to be new, each with a date whole weeks later that no other has.
    pub(crate) fn of_days(&self, days: &[Day], are_new: bool) -> Self {
        let mut drawn = self.select(&[]);
        for (index, day) in days.iter().enumerate() {
            let mut one = self.on_days(|other| other == *day);
            let later = if are_new { Duration::WEEK.ms_i64() * (100 + 10 * index as i64) } else { 0 };
            one.times.iter_mut().flatten().for_each(|time| *time = Timestamp::from_ms(time.ms() + later));
            drawn.columns.iter_mut().zip(one.columns).for_each(|(column, more)| column.extend(more));
            drawn.times.extend(one.times);
            drawn.predicted.extend(one.predicted);
            drawn.target.extend(one.target);
        }
        drawn
    }

    /// The same rows of which nobody knows the targets.
    pub(crate) fn without_targets(&self) -> Self {
        Self { target: Vec::new(), ..self.clone() }
    }

    pub(crate) fn borrowed(&self) -> Vec<&[f64]> {
        self.columns.iter().map(Vec::as_slice).collect()
    }

    pub(crate) fn period<'a>(&'a self, columns: &'a [&'a [f64]]) -> Period<'a> {
        Period { times: &self.times, columns, predicted: &self.predicted, target: &self.target }
    }
}
