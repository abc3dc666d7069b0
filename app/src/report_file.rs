//! The report of an evaluation as a file of its own: one document that brings its style, runs nothing and asks nobody.

use api::{Problem, ReportView};
use leptos::prelude::*;

use crate::components::{Prose, Report};

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
    let heading = format!("Evaluation of {}: {}", report.model, report.period);
    document(title, heading, || view! { <Report report /> <p class="muted">"Made by Promcast."</p> }.into_any())
}

/// Renders the problem of a posted form, with a link back to its page.
#[must_use]
pub fn problem_file(problem: &Problem, back: &str) -> String {
    let Problem { why, next, .. } = problem.clone();
    let back = back.to_owned();
    let body = move || {
        view! {
            <section class="problem" role="alert">
                <p class="answer"><Prose text=why /></p>
                <p><Prose text=next /></p>
                <p class="problem-ways"><a href=back>"Back to the page"</a></p>
            </section>
        }
        .into_any()
    };
    document("Not done · Promcast".to_owned(), "That did not work".to_owned(), body)
}

fn document(title: String, heading: String, body: impl FnOnce() -> AnyView) -> String {
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
                        <h1>{heading}</h1>
                        {body()}
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
