//! The forecast page: one question, its answer in a sentence, the chart, and how it knows.

use std::sync::Arc;

use api::{ForecastParams, OfferView, PageAnswer, Problem};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;

use crate::components::{Answer, ProblemNotice, QuestionForm, Welcome};
use crate::context::{answer_with_status, service, status_of};
use crate::islands::Steady;
use crate::place::at;

/// The forecast page. All its state is in the URL.
#[component]
pub(crate) fn ForecastPage() -> impl IntoView {
    let search = use_location().search.get_untracked();
    let query = search.trim_start_matches('?');
    let (params, unknown) = (ForecastParams::from_query(query), api::unknown_parameters(query, &[]));
    let Some(service) = service() else { return ().into_any() };
    let offer = service.offer();
    let (asked, title) = (params.clone(), title(&params));
    // The form waits for the answer too: it marks the field that made no sense.
    let page = Suspend::new(async move {
        let answer = service.page(&asked).await;
        if let Err(problem) = &answer {
            answer_with_status(status_of(problem.kind));
        }
        view! { <Page asked unknown offer answer /> }
    });
    view! {
        <Title text=title />
        <Suspense>{page}</Suspense>
    }
    .into_any()
}

/// The question and its answer.
#[component]
fn Page(
    asked: ForecastParams,
    unknown: Vec<String>,
    offer: OfferView,
    answer: Result<PageAnswer, Problem>,
) -> impl IntoView {
    let fault = answer.as_ref().err().and_then(|problem| problem.param);
    let is_answered = matches!(answer, Ok(PageAnswer::Forecast(_)));
    // An answer is a heading itself.
    let heading = (!is_answered).then(|| view! { <h1 class="visually-hidden">"Forecast a metric"</h1> });
    let asked = match &answer {
        Ok(PageAnswer::Welcome(_)) => without_expression(asked),
        _ => asked,
    };
    let unknown = unknown.into_iter().map(|unknown| view! { <p class="notice">{unknown}</p> }).collect_view();
    view! {
        {heading}
        <QuestionForm params=shown(&asked, &offer) offer fault is_answered />
        <Steady link=at(format!("/?{}", asked.to_query())) />
        <section id="result" aria-label="Answer" tabindex="-1">
            {unknown}
            <Answered answer asked />
        </section>
    }
}

/// The answer, or what stands in its place.
#[component]
fn Answered(answer: Result<PageAnswer, Problem>, asked: ForecastParams) -> impl IntoView {
    match answer {
        Ok(PageAnswer::Forecast(view)) => {
            // The bare page is answered with an example's parameters; what the chart leaves out is still what the link says.
            let view =
                api::ForecastView { params: ForecastParams { hide: asked.hide, ..view.params.clone() }, ..*view };
            view! { <Answer view=Arc::new(view) /> }.into_any()
        }
        Ok(PageAnswer::Welcome(examples)) => view! { <Welcome examples /> }.into_any(),
        Err(problem) => view! { <ProblemNotice problem asked /> }.into_any(),
    }
}

/// Keeps only the source if another one was chosen with an expression left from the samples, because it is not asked of that source.
fn without_expression(asked: ForecastParams) -> ForecastParams {
    match asked.expr.trim() {
        "" => asked,
        _ => ForecastParams { source: asked.source, ..ForecastParams::default() },
    }
}

/// Returns the values of the form: those typed or, on the bare page, the example that is answered there.
fn shown(params: &ForecastParams, offer: &OfferView) -> ForecastParams {
    let is_bare = params.expr.trim().is_empty();
    let source = offer.sources.iter().find(|source| params.source.is_empty() || source.name == params.source);
    let example = source.filter(|source| source.is_sample).and_then(|source| source.examples.first());
    match example {
        Some(example) if is_bare => example.params.clone(),
        _ => params.clone(),
    }
}

/// `leptos_meta` writes a title into the document as it is, so what a stranger typed is escaped here.
fn title(params: &ForecastParams) -> String {
    let expr: String = params.expr.trim().chars().take(60).collect();
    match expr.as_str() {
        "" => "Promcast".to_owned(),
        expr => format!("{} · Promcast", expr.replace('&', "&amp;").replace('<', "&lt;")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_expression_ends_the_title() {
        let params = ForecastParams::default().with(api::Param::Expr, "a < b </title><script>&lt;");
        assert_eq!(title(&params), "a &lt; b &lt;/title>&lt;script>&amp;lt; · Promcast");
    }
}
