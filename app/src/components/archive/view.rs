//! The view that was asked for, with what stands over and under each.

use api::{ArchiveParams, LeftOutView, LinkView, TabAnswer, TabView};
use leptos::prelude::*;

use super::calendar::Calendar;
use super::empty::LeftOut;
use super::foot::Foot;
use super::heatmap::Heatmaps;
use super::percentiles::Percentiles;
use super::rows::Rows;
use super::series::SeriesCharts;
use super::totals::Totals;
use crate::place::at;

/// The view of a tab below a line that says what was read.
#[component]
pub(crate) fn TabPanel(
    /// The view.
    answer: TabAnswer,
    /// Parameters of the request.
    params: ArchiveParams,
    /// Age of the newest row.
    freshness: String,
    /// Files that were left out.
    left_out: Vec<LeftOutView>,
    /// The source of forecasts, where there is one.
    source: Option<String>,
    /// True if the SQL console is enabled.
    has_console: bool,
) -> impl IntoView {
    let TabAnswer { header, notes, hint, sql, tab } = answer;
    let hint = (!hint.is_empty()).then(|| view! { <p class="muted">{hint}</p> });
    let foot = (!sql.is_empty()).then(|| view! { <Foot params=params.clone() sql has_console /> });
    view! {
        <p class="archive-header" role="status">{header}" "<span class="muted">{freshness}</span></p>
        <LeftOut files=left_out />
        {notes.into_iter().map(|note| view! { <p class="notice">{note}</p> }).collect_view()}
        {hint}
        <div class="archive-view">{shown(tab, params, source)}</div>
        {foot}
    }
}

/// The empty state: the reason, the next step, and links to days that have rows.
#[component]
fn Nothing(why: String, next: String, links: Vec<LinkView>) -> impl IntoView {
    let link = |link: LinkView| view! { <li><a href=at(link.link)>{link.label}</a></li> };
    let links =
        (!links.is_empty()).then(|| view! { <ul class="chips">{links.into_iter().map(link).collect_view()}</ul> });
    view! {
        <section class="archive-nothing">
            <p class="answer">{why}</p>
            <p>{next}</p>
            {links}
        </section>
    }
}

fn shown(tab: TabView, params: ArchiveParams, source: Option<String>) -> AnyView {
    match tab {
        TabView::Series(tab) => view! { <SeriesCharts tab params source /> }.into_any(),
        TabView::Totals(totals) => view! { <Totals totals params /> }.into_any(),
        TabView::Heatmap(maps) => view! { <Heatmaps maps params /> }.into_any(),
        TabView::Percentiles(view) => view! { <Percentiles view /> }.into_any(),
        TabView::Rows(rows) => view! { <Rows rows params fault=None /> }.into_any(),
        TabView::Days(days) => view! { <Calendar days /> }.into_any(),
        TabView::Nothing { why, next, links } => view! { <Nothing why next links /> }.into_any(),
    }
}
