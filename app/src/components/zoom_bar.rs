//! The way around a chart by click: what dragging does, for everyone.

use leptos::prelude::*;

use crate::page_link::PageLink;
use crate::zoom::Zoom;

/// Links, so that each step is one entry in the history and works without JavaScript. Their ids keep the focus from one
/// answer to the next.
#[component]
pub(crate) fn ZoomBar(
    /// Prefix of the ids of the links.
    #[prop(into)]
    id: String,
    /// The chart's page.
    page: PageLink,
    /// The part of time shown.
    zoom: Zoom,
) -> impl IntoView {
    // Where nothing would change there is no link, and the sign looks like it.
    let link = |name: &'static str, label: &'static str, sign: &'static str, window| {
        let href = (window != zoom.shown()).then(|| zoom.link(&page, window));
        let disabled = href.is_none().then_some("true");
        view! { <a class="button icon" id=format!("{id}-{name}") role="link" aria-disabled=disabled href=href title=label aria-label=label>{sign}</a> }
    };
    // Of several charts on a page each has a bar of its own name; the first has the usual one.
    let place = id.rsplit_once('-').and_then(|(_, place)| place.parse::<usize>().ok()).filter(|place| *place > 0);
    let label = place
        .map_or_else(|| "Part of time shown".to_owned(), |place| format!("Part of time shown, chart {}", place + 1));
    view! {
        <nav class="zoom-bar" aria-label=label>
            {link("in", "Zoom in", "+", zoom.scaled(0.5))}
            {link("out", "Zoom out", "−", zoom.scaled(2.0))}
            {link("all", "Reset zoom", "⟲", zoom.all())}
            {link("earlier", "Earlier", "◀", zoom.moved(-0.5))}
            {link("later", "Later", "▶", zoom.moved(0.5))}
        </nav>
    }
}
