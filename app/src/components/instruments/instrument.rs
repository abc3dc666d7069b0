//! One kind of metric: what it is, a live one as Prometheus reads it, and what one asks of it.

use api::InstrumentView;
use leptos::prelude::*;

/// A card.
#[component]
pub(crate) fn Instrument(instrument: InstrumentView) -> impl IntoView {
    let InstrumentView { kind, meaning, exposition, expr } = instrument;
    let id = format!("kind-{}", kind.to_lowercase());
    view! {
        <section class="section instruments-kind" aria-labelledby=id.clone()>
            <h2 id=id.clone()>{kind}</h2>
            <p>{meaning}</p>
            <pre class="snippet" tabindex="0" role="region" aria-label=format!("{kind} as Prometheus reads it")><code>{exposition}</code></pre>
            <p class="muted">"In PromQL: "<code>{expr}</code></p>
        </section>
    }
}
