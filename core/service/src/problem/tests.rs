//! Errors in words: whole sentences, nothing secret, and what a source said beside nothing.

use super::*;

#[test]
fn passwords_stay_out() {
    let params = ForecastParams::default()
        .with(Param::Expr, "up")
        .with(Param::Source, "http://me:hunter2-canary@host:9090/p?token=hunter2-canary");
    let error = Error::nothing();
    let problem = problem(&error, &params, Timestamp::from_ms(0));
    assert!(problem.asked.contains("from http://***@host:9090/p?***"), "{}", problem.asked);
    assert!(!format!("{problem:?}").contains("hunter2"));
}

#[test]
fn whole_sentences() {
    assert_eq!(sentence("there is none"), "There is none.");
    assert_eq!(sentence(""), "");
    let newest =
        NewestSample { time: Timestamp::from_seconds(1_600_000_000), seen_at: Timestamp::from_seconds(1_600_000_200) };
    let error = Error::Empty { newest: Some(newest), warnings: Vec::new(), is_partial: false, wider: None };
    let problem =
        problem(&error, &ForecastParams::default().with(Param::Expr, "up"), Timestamp::from_seconds(1_700_000_000));
    assert_eq!(problem.kind, ProblemKind::Unprocessable);
    assert_eq!(problem.suggestion.as_ref().unwrap().params.end, "2020-09-13T12:30:00Z");
    assert_eq!(
        (problem.why.as_str(), problem.next.as_str()),
        ("No data in the last 7 days.", "Latest sample: Sun 13 Sep 2020 12:26:40 UTC.")
    );
}

#[test]
fn a_time_without_data_is_named_as_it_was_asked() {
    let now = Timestamp::from_seconds(1_700_000_000);
    let told = |range, end: &str| no_data_in(range, end, now);
    assert_eq!(told("7d", "now"), "No data in the last 7 days");
    assert_eq!(told("2d", "2022-03-23T05:50:00Z"), "No data in the 2 days before Wed 23 Mar 2022 05:50 UTC");
    assert_eq!(told("90m", ""), "No data in the last 1 hour 30 minutes");
    assert_eq!(told("1d", "now"), "No data in the last day");
}

#[test]
fn what_a_source_warns_of_is_told_where_there_is_nothing_too() {
    let of = |is_partial| {
        let warnings = vec!["partial response: store unavailable".to_owned()];
        let error = Error::Empty { newest: None, warnings, is_partial, wider: None };
        problem(&error, &ForecastParams::default(), Timestamp::from_ms(0)).message()
    };
    assert!(of(true).contains("The source warns: partial response: store unavailable"), "{}", of(true));
    assert!(of(true).ends_with("A part of the source did not answer: ask again once it does."));
    assert!(of(false).ends_with("Check the name and the labels, or look further back."));
}
