//! The two verdicts on drift in words, and why they differ.

use api::VerdictView;
use drift::honest::{HonestReport, Reason};
use timeseries::text::{counted, grouped, percent};

use super::Report;
use crate::StoredEvaluation;
use crate::models_page::words::{amount, chance, listed, short, times};

/// Explanation of why the two verdicts differ.
pub(super) const DIFFERENCE: &str = "Evidently asks of each column whether its rows could have been drawn one by one from the \
    reference, and says drift once half of the columns could not: hours of a day resemble one another and weeks follow the calendar, so \
    that is true of nearly every week. Promcast compares with the same hours and kinds of day, measures chance by whole days, \
    allows for testing many columns at once, and says drift only where the model is more wrong because of it, or is expected to be.";

/// The verdict by Evidently's rules.
pub(super) fn compatible(evaluation: &StoredEvaluation) -> VerdictView {
    let verdict = &evaluation.compatible;
    let names: Vec<String> =
        verdict.columns.iter().filter(|column| column.drifted).map(|column| column.name.clone()).collect();
    let sentence = format!(
        "{} of {} columns drifted, {}; it says drift from {} on.",
        verdict.drifted_columns,
        verdict.columns.len(),
        percent(verdict.share),
        percent(drift::compatible::DRIFT_SHARE)
    );
    let reasons = (!names.is_empty()).then(|| format!("Drifted: {}.", listed(&names)));
    VerdictView {
        word: word(verdict.drifted),
        is_drift: verdict.drifted,
        sentence,
        reasons: reasons.into_iter().collect(),
    }
}

/// The verdict that means something.
pub(super) fn honest(report: &Report<'_>) -> VerdictView {
    let verdict = &report.evaluation.honest;
    let sentence = format!(
        "From the inputs alone an error of {} is to be expected, {} the reference's.",
        amount(verdict.expected.rmse, &report.model.schema),
        times(verdict.expected.rmse, verdict.expected.reference_rmse)
    );
    let reasons = verdict.reasons.iter().map(|reason| reason_text(verdict, *reason));
    let reasons = reasons.chain([made_of(verdict), moved(verdict), measured(verdict)]);
    VerdictView { word: word(verdict.flagged), is_drift: verdict.flagged, sentence, reasons: reasons.collect() }
}

fn word(is_drift: bool) -> &'static str {
    if is_drift { "Drift" } else { "No drift" }
}

fn reason_text(verdict: &HonestReport, reason: Reason) -> String {
    match (reason, &verdict.error) {
        (Reason::ErrorRisen, Some(error)) => format!(
            "The true values say so: RMSE {} against {} in the reference (p {}).",
            short(error.rmse),
            short(error.reference_rmse),
            chance(error.p_value)
        ),
        (Reason::ErrorRisen, None) => "The true values say so.".to_owned(),
        (Reason::ErrorExpected, _) => {
            format!("The inputs say so: a larger error is to be expected (p {}).", chance(verdict.expected.p_value))
        }
    }
}

/// Formats the shares of the expected squared error: usual, from values outside the reference, from its age.
fn made_of(verdict: &HonestReport) -> String {
    let expected = &verdict.expected;
    let share = |part: f64| percent(part / (expected.rmse * expected.rmse));
    format!(
        "Of the expected squared error {} is usual for predictions like these, {} comes from values the reference does not have, {} from its age.",
        share(expected.from_inside),
        share(expected.from_outside),
        share(expected.from_age)
    )
}

/// Formats the names of the columns that moved; that alone is no alarm.
fn moved(verdict: &HonestReport) -> String {
    let drifted = verdict.columns.iter().filter(|column| column.drifted);
    match drifted.map(|column| column.name.clone()).collect::<Vec<_>>() {
        names if names.is_empty() => "No column moved more than chance would move it.".to_owned(),
        names => format!("Columns that moved: {}. That alone is no alarm.", listed(&names)),
    }
}

fn measured(verdict: &HonestReport) -> String {
    let days = |count: usize| counted(count as u64, "day");
    let shared = match verdict.shared_days {
        0 => String::new(),
        count => format!(" ({} in both left out)", days(count)),
    };
    format!(
        "{} compared with {} of the reference{shared}; p-values: {} permutations of whole days.",
        days(verdict.current_days),
        days(verdict.reference_days),
        grouped(verdict.settings.draws as u64)
    )
}
