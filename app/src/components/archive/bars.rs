//! Bars: a metric by proxy, in a real table.

use api::{ArchiveParams, BarsView};
use chart::NamedBar;
use leptos::prelude::*;

use super::pictures::Pictures;
use crate::picture::named_bars;

/// A row a proxy, its bar beside its name.
#[component]
pub(super) fn Bars(bars: BarsView, params: ArchiveParams) -> impl IntoView {
    let row = |bar: NamedBar| {
        view! {
            <tr>
                <th scope="row" title=bar.name.clone()>{bar.name.clone()}</th>
                <td class="bar-cell" inner_html=chart::bar(bar.share, bar.role)></td>
                <td>{bar.text}</td>
            </tr>
        }
    };
    view! {
        <div class="bars-box">
            <table class="bars">
                <caption>{bars.title.clone()}</caption>
                <thead class="visually-hidden"><tr><th scope="col">"API proxy"</th><th scope="col">"Bar"</th><th scope="col">"Value"</th></tr></thead>
                <tbody>{named_bars(&bars).into_iter().map(row).collect_view()}</tbody>
            </table>
            <Pictures metric=bars.metric params />
        </div>
    }
}
