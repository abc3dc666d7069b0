//! Bars: a metric by proxy, in a real table.

use api::{BarView, BarsView};
use chart::Role;
use leptos::prelude::*;

/// A row a proxy, its bar beside its name.
#[component]
pub(super) fn Bars(bars: BarsView) -> impl IntoView {
    let longest = bars.bars.iter().map(|bar| bar.value.abs()).filter(|value| value.is_finite()).fold(0.0, f64::max);
    let row = |bar: BarView| {
        view! {
            <tr>
                <th scope="row">{bar.name}</th>
                <td class="bar-cell" inner_html=chart::bar(bar.value.abs() / longest, Role::Series(bar.color))></td>
                <td>{bar.text}</td>
            </tr>
        }
    };
    view! {
        <table class="bars">
            <caption>{bars.title}</caption>
            <thead class="visually-hidden"><tr><th scope="col">"API proxy"</th><th scope="col">"Bar"</th><th scope="col">"Value"</th></tr></thead>
            <tbody>{bars.bars.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
}
