//! The SQL console: the statement, what there is to ask about, and the answer.

mod answer;
mod chart;
mod pager;
mod problem;
mod rows;
mod schema;

use std::sync::Arc;

use api::{Problem, SqlAnswerView, SqlExample, SqlPageView, SqlParam, SqlParams};
use leptos::prelude::*;

use super::prose::Prose;
use crate::islands::SqlEditor;
use crate::place::at;
use crate::textarea::inside_textarea;
use answer::Answered;
use schema::Schema;

/// Longer links are not carried everywhere.
const MAX_LINK_BYTES: usize = 6_000;

/// Everything on the page.
#[component]
pub(crate) fn SqlPanel(params: Arc<SqlParams>, is_posted: bool, page: SqlPageView) -> impl IntoView {
    let ran = matches!(page.answer, SqlAnswerView::Rows(_)).then(|| params.q.clone());
    let words = completions(&page);
    let is_empty = page.answer == SqlAnswerView::Nothing;
    view! {
        <div class="sql">
            <div class="sql-main">
                <Statement params=Arc::clone(&params) is_invalid=matches!(page.answer, SqlAnswerView::Failed(_)) limits=page.limits />
                <SqlEditor words ran />
                <Examples examples=page.examples is_open=is_empty />
                <section id="result" aria-label="Answer" tabindex="-1">
                    <Answered params is_posted answer=page.answer />
                </section>
            </div>
            <Schema schema=page.schema />
        </div>
    }
}

/// A plain form: it works without JavaScript, and its address is the link to the answer.
#[component]
fn Statement(params: Arc<SqlParams>, is_invalid: bool, limits: String) -> impl IntoView {
    let rows = params.q.lines().count().clamp(6, 16);
    let kept = [SqlParam::Size, SqlParam::View, SqlParam::X, SqlParam::Y].into_iter().filter_map(|param| {
        let value = params.get(param).to_owned();
        (!value.is_empty()).then(|| view! { <input type="hidden" name=param.name() value=value /> })
    });
    view! {
        <form class="sql-form" id="sql-form" method="get" action=at("/sql")>
            {kept.collect_view()}
            <label class="visually-hidden" for="sql-text">"SQL statement"</label>
            <textarea
                name="q"
                id="sql-text"
                rows=rows
                spellcheck="false"
                autocomplete="off"
                autocapitalize="off"
                placeholder="SELECT * FROM metrics LIMIT 100"
                aria-describedby="sql-limits"
                aria-invalid=is_invalid.then_some("true")
            >
                {inside_textarea(&params.q)}
            </textarea>
            <div class="sql-bar">
                <button type="submit" class="primary" id="sql-run">"Run"</button>
                <span class="muted sql-keys">
                    <kbd>"Ctrl"</kbd> " or " <kbd>"⌘"</kbd> " + " <kbd>"Enter"</kbd> " runs, " <kbd>"Tab"</kbd> " indents or completes, " <kbd>"Esc"</kbd> " then " <kbd>"Tab"</kbd> " leaves"
                </span>
                <noscript>
                    <button type="submit" formmethod="post" title="For a statement that is too long for a link">"Run by POST (for long statements)"</button>
                </noscript>
            </div>
            <p class="muted" id="sql-limits">{limits}</p>
        </form>
    }
}

/// Statements that can be clicked.
#[component]
fn Examples(examples: Vec<SqlExample>, is_open: bool) -> impl IntoView {
    let chip = |example: SqlExample| {
        let link = SqlParams::of_statement(&example.sql).link();
        view! { <li><a href=at(link) title=example.sql>{example.label}</a></li> }
    };
    let chips = view! { <ul class="chips">{examples.into_iter().map(chip).collect_view()}</ul> };
    match is_open {
        true => view! {
            <section class="welcome">
                <p class="answer">"Ask the archive anything."</p>
                <p>"The view " <code>"metrics"</code> " holds every row that was kept. Begin with one of these:"</p>
                {chips}
            </section>
        }
        .into_any(),
        false => {
            view! { <details class="sql-examples" id="sql-examples"><summary>"Examples"</summary>{chips}</details> }
                .into_any()
        }
    }
}

/// The page without a console: the reason, and how to enable it.
#[component]
pub(crate) fn SqlConsoleOff(problem: Problem) -> impl IntoView {
    view! {
        <section class="problem" role="alert" id="result">
            <p class="answer"><Prose text=problem.why /></p>
            <p><Prose text=problem.next /></p>
        </section>
    }
}

/// Returns the completions of the editor: words of SQL, columns, and names in the archive.
fn completions(page: &SqlPageView) -> Vec<String> {
    const WORDS: &str = "SELECT FROM WHERE GROUP BY ORDER BY LIMIT WITH AS AND OR NOT IN IS NULL BETWEEN LIKE ILIKE CASE WHEN THEN ELSE END JOIN \
        LEFT USING UNION ALL DISTINCT HAVING DESC ASC INTERVAL OVER PARTITION FILTER DESCRIBE SUMMARIZE PIVOT UNPIVOT EXPLAIN metrics \
        count( sum( avg( min( max( median( quantile_cont( stddev( isfinite( time_bucket( date_trunc( date_part( strftime( \
        lag( lead( row_number( coalesce( round( arg_max( regexp_matches( TIMESTAMP_MS(";
    let mut words: Vec<String> = WORDS.split_whitespace().map(str::to_owned).collect();
    words.extend(page.schema.columns.iter().map(|(name, ..)| name.clone()));
    words.extend(page.schema.metrics.iter().chain(&page.schema.proxies).map(|known| known.name.clone()));
    let mut known = std::collections::BTreeSet::new();
    words.retain(|word| known.insert(word.clone()));
    words
}
