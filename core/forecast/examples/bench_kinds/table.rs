//! The table of all kinds, beside that of an earlier build where there is one.

use crate::case::Set;
use crate::scores::{BRIER, DATES, HELD80, HELD95, MASE, MSIS80, MSIS95, Scores};

/// The scores of every kind, in the order they were asked.
pub(crate) type Rows = Vec<(String, Set, Scores)>;

/// The text above the table.
pub(crate) const INTRODUCTION: &str = "\
# Forecasts of operational kinds

What metrics do, generated from seeds, and rolling windows of real series: of M4 the training parts, of NAB and of a cloud's services all, and the moments three steps after their jumps. MASE and MSIS are
scaled by the change from one day to the next, or from one step to the next where there are no two days; a total is the geometric mean over its kinds. A threshold is the one of its kind, else the
tails of the past; *skill* is the share of the Brier score of climatology that is avoided. Behind a slash is the build that `PROMCAST_BENCH_EARLIER` names, on the same questions in the same run.
";

const HEAD: &str = "| kind | cases | MASE | MSIS80 | MSIS95 | held by 80 % (thirds) | held by 95 % (thirds) | Brier | skill | had crossed by the date of 10, 50, 90 % | series a second |\n|---|---:|---:|---:|---:|---|---|---:|---:|---|---:|\n";

/// The table; of an earlier build what it had is put behind a slash.
pub(crate) fn table(ours: &Rows, earlier: &Rows) -> String {
    let mut text = String::from(HEAD);
    for (kind, _, scores) in ours {
        let before = earlier.iter().find(|(other, ..)| other == kind).map(|(.., scores)| scores);
        text += &row(kind, scores, before);
    }
    for (name, set) in [("**all generated**", Set::Generated), ("**all real**", Set::Real)] {
        let before = (!earlier.is_empty()).then(|| Total::of(earlier, set));
        text += &Total::of(ours, set).row(name, before.as_ref());
    }
    text
}

fn row(kind: &str, scores: &Scores, before: Option<&Scores>) -> String {
    let both = |of: &dyn Fn(&Scores) -> String| match before {
        Some(before) => format!("{} / {}", of(scores), of(before)),
        None => of(scores),
    };
    let held = |scores: &Scores, column: usize| {
        let thirds = scores.thirds(column).map(|share| format!("{:.0}", 100.0 * share)).join(" ");
        format!("{:.1} ({thirds})", 100.0 * scores.mean(column))
    };
    let dates = |scores: &Scores| [0, 1, 2].map(|place| format!("{:.0}", 100.0 * scores.mean(DATES + place))).join(" ");
    format!(
        "| {kind} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} |\n",
        scores.cases,
        both(&|scores| format!("{:.3}", scores.mean(MASE))),
        both(&|scores| format!("{:.2}", scores.mean(MSIS80))),
        both(&|scores| format!("{:.2}", scores.mean(MSIS95))),
        both(&|scores| held(scores, HELD80)),
        both(&|scores| held(scores, HELD95)),
        both(&|scores| format!("{:.3}", scores.mean(BRIER))),
        both(&|scores| format!("{:+.2}", scores.skill())),
        both(&dates),
        both(&|scores| format!("{:.0}", scores.cases as f64 / scores.seconds)),
    )
}

/// Kinds together: geometric means of errors, so that none weighs more for its unit; all points and questions alike.
struct Total {
    scores: Scores,
    geometric: [f64; 3],
}

impl Total {
    fn of(rows: &Rows, set: Set) -> Self {
        let mut scores = Scores::default();
        let mut logs = [0.0; 3];
        let chosen: Vec<&Scores> = rows.iter().filter(|(_, of, _)| *of == set).map(|(.., scores)| scores).collect();
        for one in &chosen {
            scores.merge(one);
            for (log, column) in logs.iter_mut().zip([MASE, MSIS80, MSIS95]) {
                *log += one.mean(column).max(1e-9).ln() / chosen.len() as f64;
            }
        }
        Self { scores, geometric: logs.map(f64::exp) }
    }

    fn row(&self, name: &str, before: Option<&Self>) -> String {
        let plain = row(name, &self.scores, before.map(|before| &before.scores));
        let mut cells: Vec<String> = plain.trim_end().split('|').map(str::to_owned).collect();
        for (place, digits) in [(0, 3), (1, 2), (2, 2)] {
            let of = |total: &Self| format!("{:.digits$}", total.geometric[place]);
            cells[3 + place] = match before {
                Some(before) => format!(" {} / {} ", of(self), of(before)),
                None => format!(" {} ", of(self)),
            };
        }
        cells.join("|") + "\n"
    }
}
