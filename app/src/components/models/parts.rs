//! Importance of the features: a table with one bar a feature.

use api::PartView;
use chart::Role;
use leptos::prelude::*;

/// A row a feature: its name, its value where there is one, a bar, the amount in words.
#[component]
pub(super) fn Parts(
    /// Title of the bars.
    title: &'static str,
    /// Column heads, without that of the bars.
    heads: [&'static str; 3],
    /// The features.
    parts: Vec<PartView>,
    /// True if amounts can be negative.
    is_signed: bool,
) -> impl IntoView {
    let has_values = parts.iter().any(|part| !part.value.is_empty());
    let [feature, value, amount] = heads;
    let row = |part: PartView| {
        let bar = if is_signed { chart::signed_bar(part.share) } else { chart::bar(part.share, Role::Series(1)) };
        view! {
            <tr>
                <th scope="row">{part.label}</th>
                {has_values.then(|| view! { <td class="text-cell">{part.value}</td> })}
                <td class="bar-cell" inner_html=bar></td>
                <td>{part.text}</td>
            </tr>
        }
    };
    view! {
        <table class="bars">
            <caption>{title}</caption>
            <thead class="visually-hidden">
                <tr>
                    <th scope="col">{feature}</th>
                    {has_values.then(|| view! { <th scope="col">{value}</th> })}
                    <th scope="col">"Bar"</th>
                    <th scope="col">{amount}</th>
                </tr>
            </thead>
            <tbody>{parts.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
}
