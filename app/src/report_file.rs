//! The report of an evaluation as a file of its own: one document that brings its style, runs nothing and asks nobody.

use api::ReportView;
use leptos::prelude::*;

use crate::components::Report;

/// Every rule the report needs, in the order of the cascade.
const STYLE: &str = concat!(
    include_str!("../../style/tokens.css"),
    include_str!("../../style/base.css"),
    include_str!("../../style/answer.css"),
    include_str!("../../style/chart.css"),
    include_str!("../../style/chart-panel.css"),
    include_str!("../../style/tables.css"),
    include_str!("../../style/models.css"),
    include_str!("../../style/print.css"),
    include_str!("../../style/report-file.css"),
);

/// The document.
#[must_use]
pub fn report_file(report: ReportView) -> String {
    let title = format!("{} of {} · Promcast", report.period, report.model);
    let (model, period) = (report.model.clone(), report.period.clone());
    let owner = Owner::new();
    let page = owner.with(|| {
        let page = view! {
            <html lang="en">
                <head>
                    <meta charset="utf-8" />
                    <meta name="viewport" content="width=device-width, initial-scale=1" />
                    <meta name="color-scheme" content="light dark" />
                    <title>{title}</title>
                    <style inner_html=STYLE></style>
                </head>
                <body>
                    <main>
                        <h1>{format!("Evaluation of {model}: {period}")}</h1>
                        <Report report />
                        <p class="muted">"Made by Promcast."</p>
                    </main>
                </body>
            </html>
        };
        page.to_html()
    });
    format!("<!DOCTYPE html>\n{page}\n")
}

#[cfg(test)]
mod tests;
