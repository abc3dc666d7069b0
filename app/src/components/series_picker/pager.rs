//! Filter and pages of the list of series.

use api::{ForecastParams, Param};
use leptos::prelude::*;

use crate::place::at;

/// A plain GET form that keeps everything else that was asked.
#[component]
pub(super) fn FilterBox(params: ForecastParams, fitting: usize, count: usize) -> impl IntoView {
    let is_kept = |param: &Param| !matches!(param, Param::Filter | Param::Page) && !params.get(*param).is_empty();
    let kept = Param::ALL.into_iter().filter(is_kept).map(|param| {
        view! { <input type="hidden" name=param.name() value=params.get(param).to_owned() /> }
    });
    let all = params.clone().with(Param::Filter, "").with(Param::Page, "");
    let found = (!params.filter.trim().is_empty()).then(|| {
        view! {
            <span>{format!("{fitting} of {count} match")}</span>
            <a href=at(format!("/?{}#series", all.to_query()))>"Show all"</a>
        }
    });
    view! {
        <form class="picker-filter" method="get" action=at("/") role="search" aria-label="Series">
            {kept.collect_view()}
            <label class="field">
                <span>"Filter"</span>
                <input type="search" name="filter" id="series-filter" value=params.filter.clone() placeholder="part of a label" autocomplete="off" spellcheck="false" />
            </label>
            <button type="submit">"Apply"</button>
            {found}
        </form>
    }
}

/// The pages before and after; nothing where there is one.
#[component]
pub(super) fn Pager(params: ForecastParams, page: usize, pages: usize) -> impl IntoView {
    let link = move |to: usize, words: &'static str| {
        let href = at(format!("/?{}#series", params.clone().with(Param::Page, to.to_string()).to_query()));
        view! { <a href=href>{words}</a> }
    };
    (pages > 1).then(|| {
        view! {
            <nav class="picker-pages" aria-label="Pages of series">
                {(page > 1).then(|| link(page - 1, "Previous"))}
                <span>{format!("Page {page} of {pages}")}</span>
                {(page < pages).then(|| link(page + 1, "Next"))}
            </nav>
        }
    })
}
