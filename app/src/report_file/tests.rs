//! The report as a document of its own: it needs nothing from elsewhere, and what strangers wrote stays text.

use api::{DistributionView, ErrorByView, ScatterView, VerdictView};

use super::*;

const HOSTILE: &str = "</style><script>alert(1)</script>";

fn verdict() -> VerdictView {
    VerdictView { word: "Drift", is_drift: true, sentence: HOSTILE.to_owned(), reasons: vec![HOSTILE.to_owned()] }
}

fn report() -> ReportView {
    let text = || HOSTILE.to_owned();
    let spread = DistributionView {
        label: text(),
        summary: text(),
        first: text(),
        second: text(),
        groups: vec![text()],
        first_shares: vec![1.0],
        second_shares: vec![f64::NAN],
    };
    ReportView {
        model: text(),
        id: text(),
        period: text(),
        sentence: text(),
        proof: text(),
        made: text(),
        notes: vec![text()],
        links: None,
        scores: Vec::new(),
        scatter: ScatterView { target: text(), summary: text(), points: vec![(1.0, 2.0)] },
        in_time: None,
        error_by: ErrorByView { label: text(), summary: text(), groups: Vec::new() },
        compatible: verdict(),
        honest: verdict(),
        difference: text(),
        drift: Vec::new(),
        distributions: vec![spread.clone(), spread],
    }
}

#[test]
fn it_stands_alone() {
    let document = report_file(report());
    assert!(document.starts_with("<!DOCTYPE html>\n<html lang=\"en\">") && document.trim_end().ends_with("</html>"));
    for unwanted in ["<script", "<link", "src=", "href=\"/", "<leptos-island", "@import", "url("] {
        assert!(!document.contains(unwanted), "{unwanted}");
    }
    assert_eq!(document.matches("<style>").count(), 1);
    assert!(document.contains("--series-1:") && document.contains(".pc-cloud"));
}

#[test]
fn what_strangers_wrote_is_text() {
    let document = report_file(report());
    assert!(document.contains("&lt;script&gt;alert(1)"));
    assert_eq!(document.matches("</style>").count(), 1);
}

#[test]
fn ids_are_one_of_a_kind() {
    let document = report_file(report());
    let mut ids: Vec<&str> = document.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count);
    assert!(count > 10);
}
