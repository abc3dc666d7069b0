//! The views of a page, as links.

use api::LinkView;
use leptos::prelude::*;

use crate::place::at;

/// One is where we are.
#[component]
pub(crate) fn Tabs(tabs: Vec<LinkView>) -> impl IntoView {
    let tab = |tab: LinkView| {
        let id = format!("tab-{}", tab.label.to_lowercase().replace(' ', "-"));
        view! { <a href=at(tab.link) id=id aria-current=tab.is_current.then_some("page")>{tab.label}</a> }
    };
    view! { <nav class="tabs" aria-label="Views">{tabs.into_iter().map(tab).collect_view()}</nav> }
}
