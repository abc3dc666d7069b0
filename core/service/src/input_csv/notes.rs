//! Notes on what was read otherwise than it stands in the file.

use timeseries::text::counted;
use timeseries::{Duration, Step};

/// Series that a note names.
const NAMED: usize = 3;

/// Facts of one series for the notes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Remarks {
    /// Rows that another row of the same time stands for.
    pub(super) repeated: usize,
    /// Rows on the point of a later one.
    pub(super) merged: usize,
    /// The farthest that a sample lies off its point.
    pub(super) jitter_ms: i64,
    /// The first and the last number, where these count rows.
    pub(super) counts: Option<(i64, i64)>,
}

/// A sentence for each thing that some series have in common.
pub(super) fn notes(remarks: &[(String, Remarks)], has_names: bool, step: Option<Step>) -> Vec<String> {
    let mut notes = Vec::new();
    let repeated = Concerned::by(remarks, |remarks| remarks.repeated as u64);
    if let Some(of) = repeated.names() {
        let hint = if has_names {
            ""
        } else {
            "; where these are several series, call the column that tells them apart unique_id"
        };
        let (verb, rows) = (if repeated.sum == 1 { "has" } else { "have" }, counted(repeated.sum, "row"));
        notes.push(format!("{rows} of {of} {verb} the time of another: the last one in the file was kept{hint}"));
    }
    let merged = Concerned::by(remarks, |remarks| remarks.merged as u64);
    if let Some(of) = merged.names() {
        let (verb, rows) = (if merged.sum == 1 { "falls" } else { "fall" }, counted(merged.sum, "row"));
        notes.push(format!("{rows} of {of} {verb} on the same step as a later one, which was kept"));
    }
    let jitter = Concerned::by(remarks, |remarks| remarks.jitter_ms.unsigned_abs());
    if let Some(of) = jitter.names() {
        let most = Duration::from_ms(jitter.most);
        notes.push(format!("rows of {of} are up to {most} off a regular step: each was laid on the nearest point"));
    }
    let counts = Concerned::by(remarks, |remarks| u64::from(remarks.counts.is_some()));
    if let Some((first, last)) = remarks.iter().find_map(|(_, remarks)| remarks.counts) {
        let of = counts.names().unwrap_or_default();
        let advice = match step {
            None => "; give --step, such as 1h, to have days and weeks tried as seasons",
            Some(_) => "",
        };
        notes.push(format!(
            "the times of {of}, {first} to {last}, are taken for a count of rows, which the forecast continues{advice}"
        ));
    }
    notes
}

/// The series that a note concerns.
struct Concerned<'a> {
    named: Vec<&'a str>,
    count: usize,
    sum: u64,
    most: u64,
}

impl<'a> Concerned<'a> {
    fn by(remarks: &'a [(String, Remarks)], amount: impl Fn(&Remarks) -> u64) -> Self {
        let mut concerned = Self { named: Vec::new(), count: 0, sum: 0, most: 0 };
        for (name, amount) in
            remarks.iter().map(|(name, remarks)| (name, amount(remarks))).filter(|(_, much)| *much > 0)
        {
            concerned.count += 1;
            concerned.sum += amount;
            concerned.most = concerned.most.max(amount);
            if concerned.named.len() < NAMED {
                concerned.named.push(name);
            }
        }
        concerned
    }

    /// `a`, `a, b and c`, `a, b, c and 997 more`; `None` where there is none.
    fn names(&self) -> Option<String> {
        let more = self.count - self.named.len();
        match self.named.split_last()? {
            _ if more > 0 => Some(format!("{} and {more} more", self.named.join(", "))),
            (only, []) => Some((*only).to_owned()),
            (last, before) => Some(format!("{} and {last}", before.join(", "))),
        }
    }
}
