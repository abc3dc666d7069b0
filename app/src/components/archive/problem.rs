//! The problem notice of the archive's page, with the link back to the field at fault.

use api::{ArchiveParam, ArchiveParams, ArchiveProblem};
use leptos::prelude::*;

use crate::components::page_problem::PageProblem;

/// The reason, the remedy, and a link to the field at fault or to the page without it.
#[component]
pub(crate) fn ArchiveProblemNotice(problem: ArchiveProblem, asked: ArchiveParams) -> impl IntoView {
    let way = problem.field.map(|field| way_on(field, asked));
    view! { <PageProblem problem=problem.problem way /> }
}

/// To the field; what has no field on every view is left out of the link.
fn way_on(field: ArchiveParam, asked: ArchiveParams) -> (String, &'static str) {
    let without = |asked: ArchiveParams| asked.link();
    match field {
        ArchiveParam::From => ("#field-from".to_owned(), "Go to the first day"),
        ArchiveParam::To => ("#field-to".to_owned(), "Go to the last day"),
        ArchiveParam::Proxy => (without(ArchiveParams { proxies: None, ..asked }), "Show the usual API proxies"),
        ArchiveParam::Metric => (without(ArchiveParams { metrics: None, ..asked }), "Show all metrics"),
        ArchiveParam::Bucket => (without(asked.with(ArchiveParam::Bucket, "")), "Show what fits"),
        ArchiveParam::Tab => (without(asked.with(ArchiveParam::Tab, "")), "Show the time series"),
        ArchiveParam::Zoom => (without(asked.with(ArchiveParam::Zoom, "")), "Show all of the time"),
        ArchiveParam::Hide => (without(asked.hiding(Vec::new())), "Show all lines"),
        ArchiveParam::Sort => (without(asked.with(ArchiveParam::Sort, "")), "Show the newest rows first"),
        ArchiveParam::Search => (without(asked.with(ArchiveParam::Search, "")), "Show all rows"),
        ArchiveParam::Column => (without(ArchiveParams { columns: Vec::new(), ..asked }), "Show all columns"),
        ArchiveParam::Page => (without(asked.with(ArchiveParam::Page, "")), "Go to the first page"),
        ArchiveParam::Size => (without(asked.with(ArchiveParam::Size, "")), "Show 25 rows a page"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_field_is_left_out() {
        let asked = ArchiveParams::from_query("tab=raw&page=99&from=2026-11-01&proxy=x");
        assert_eq!(way_on(ArchiveParam::Page, asked.clone()).0, "/archive?tab=raw&from=2026-11-01&proxy=x");
        assert_eq!(way_on(ArchiveParam::Proxy, asked.clone()).0, "/archive?tab=raw&from=2026-11-01&page=99");
        assert_eq!(way_on(ArchiveParam::From, asked).0, "#field-from");
    }
}
