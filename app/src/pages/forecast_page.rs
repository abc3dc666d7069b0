//! The forecast page: one question, its answer in a sentence, the chart, and how it knows.

use std::sync::Arc;

use api::{ForecastParams, PageAnswer, Param};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;

use crate::components::{Answer, ProblemNotice, QuestionForm, Welcome};
use crate::server_fns::{offer, page_forecast};

/// Where a metric is going. All its state is in the URL.
#[component]
pub(crate) fn ForecastPage() -> impl IntoView {
    let search = use_location().search;
    let params = Memo::new(move |_| ForecastParams::from_query(search.get().trim_start_matches('?')));
    // What the chart leaves out changes nothing of the answer, so it must not ask for it anew.
    let asked = Memo::new(move |_| params.get().with(Param::Hide, ""));
    let offer = Resource::new_blocking(|| (), |()| offer());
    let answer = Resource::new_blocking(move || asked.get(), page_forecast);
    let (pending, set_pending) = signal(false);

    view! {
        <Title text=move || title(&params.get()) />
        <h1 class="visually-hidden">"Forecast a metric"</h1>
        <Suspense>
            {move || Suspend::new(async move {
                let offer = offer.await.unwrap_or_default();
                view! { <QuestionForm params offer /> }.into_any()
            })}
        </Suspense>
        <div class="progress" class:progress-on=move || pending.get() aria-hidden="true"></div>
        <div class="answer-area" aria-live="polite" aria-busy=move || pending.get().to_string()>
            <Transition set_pending fallback=|| view! { <p class="loading">"Reading the metric…"</p> }>
                {move || Suspend::new(async move {
                    match answer.await {
                        Ok(PageAnswer::Forecast(view)) => view! { <Answer view=Arc::new(*view) params /> }.into_any(),
                        Ok(PageAnswer::Welcome(examples)) => view! { <Welcome examples /> }.into_any(),
                        Err(error) => view! { <ProblemNotice problem=error.0 expr=asked.get_untracked().expr /> }.into_any(),
                    }
                })}
            </Transition>
        </div>
    }
}

fn title(params: &ForecastParams) -> String {
    match params.expr.trim() {
        "" => "Promcast".to_owned(),
        expr => format!("{} · Promcast", expr.chars().take(60).collect::<String>()),
    }
}
