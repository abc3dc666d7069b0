//! Weeks made of the reference's own days: nothing drifted, so whatever is flagged is a false alarm.

use std::fmt::Write;

use timeseries::Day;

use crate::frame::Frame;
use crate::watched::Watched;

/// Made-up weeks of one kind for each model.
const WEEKS: u64 = 1000;

/// The models of one month, which come first.
const MONTHS: usize = 5;

/// Way to make up a week.
#[derive(Clone, Copy)]
enum Making {
    /// Seven days drawn, none twice, and held out of the reference.
    HeldOut,
    /// Seven days drawn, some perhaps twice, under their own dates: what is shared is left out of the reference.
    OwnDates,
    /// The same under other dates: nobody can see that the reference has them too.
    NewDates,
    /// Seven days in a row, held out of the reference.
    InARow,
}

impl Making {
    const ALL: [Self; 4] = [Self::HeldOut, Self::OwnDates, Self::NewDates, Self::InARow];

    fn name(self) -> &'static str {
        match self {
            Self::HeldOut => "seven days drawn, held out of the reference",
            Self::OwnDates => "seven days drawn with replacement, under their own dates",
            Self::NewDates => "the same under other dates, still in the reference",
            Self::InARow => "seven days in a row, held out of the reference",
        }
    }

    /// The days of the `week`-th week; `None` where there is no other one.
    fn days(self, days: &[Day], week: u64) -> Option<Vec<Day>> {
        let mut state = week.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut below = |end: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            ((state >> 33) as usize) % end
        };
        match self {
            Self::InARow => days.windows(7).nth(week as usize).map(<[Day]>::to_vec),
            Self::OwnDates | Self::NewDates => Some((0..7).map(|_| days[below(days.len())]).collect()),
            Self::HeldOut => {
                let mut left = days.to_vec();
                let draw = |_| {
                    let index = below(left.len());
                    left.swap_remove(index)
                };
                Some((0..7).map(draw).collect())
            }
        }
    }

    fn stays_in_reference(self) -> bool {
        matches!(self, Self::OwnDates | Self::NewDates)
    }
}

/// Numbers of alarms by kind.
#[derive(Default)]
struct Alarms {
    weeks: u32,
    inputs: u32,
    with_targets: u32,
    any_feature: u32,
    compatible: u32,
    compatible_any_feature: u32,
}

impl Alarms {
    fn count(&mut self, model: &Watched, reference: &Frame, week: &Frame, seed: u64) -> Result<(), drift::DriftError> {
        let with_targets = model.honest(reference, week, seed)?;
        let inputs = model.honest(reference, &week.without_targets(), seed)?;
        let compatible = model.compatible(reference, week);
        self.weeks += 1;
        self.inputs += u32::from(inputs.flagged);
        self.with_targets += u32::from(with_targets.flagged);
        self.any_feature += u32::from(inputs.inputs_drifted);
        self.compatible += u32::from(compatible.drifted);
        self.compatible_any_feature += u32::from(compatible.drifted_columns > 0);
        Ok(())
    }

    fn row(&self) -> String {
        let percent = |count: u32| format!("{:.1} %", 100.0 * f64::from(count) / f64::from(self.weeks.max(1)));
        let counts = [self.inputs, self.with_targets, self.any_feature, self.compatible, self.compatible_any_feature];
        format!("{} | {}", self.weeks, counts.map(percent).join(" | "))
    }
}

/// A table of false alarms, for every model and way of making weeks.
pub(crate) fn table(models: &[Watched]) -> Result<String, Box<dyn std::error::Error>> {
    let mut table = String::from(
        "| Reference | A week is | Weeks | Flagged from inputs | Flagged, targets known | Any feature drifted | Default: data drift | Default: any feature |\n|---|---|---:|---:|---:|---:|---:|---:|\n",
    );
    for model in models.iter().take(MONTHS) {
        for making in Making::ALL {
            let alarms = alarms(model, making)?;
            writeln!(table, "| {} to {} | {} | {} |", model.period.0, model.period.1, making.name(), alarms.row())?;
        }
    }
    Ok(table)
}

fn alarms(model: &Watched, making: Making) -> Result<Alarms, Box<dyn std::error::Error>> {
    let days = model.reference.days();
    let mut alarms = Alarms::default();
    for seed in 0..WEEKS {
        let Some(drawn) = making.days(&days, seed) else { break };
        let reference = match making.stays_in_reference() {
            true => model.reference.clone(),
            false => model.reference.on_days(|day| !drawn.contains(&day)),
        };
        let week = model.reference.of_days(&drawn, !matches!(making, Making::OwnDates));
        alarms.count(model, &reference, &week, seed)?;
    }
    Ok(alarms)
}
