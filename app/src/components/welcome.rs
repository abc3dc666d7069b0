//! Starting points: example queries as links.

use api::{Param, StartingPoint};
use leptos::prelude::*;

use crate::place::at;

/// Width and height of the small picture of a question's data.
const SPARK: (f64, f64) = (96.0, 24.0);

/// One example teaches more than a manual.
#[component]
pub(crate) fn Welcome(examples: Vec<StartingPoint>) -> impl IntoView {
    let or_try = if examples.is_empty() { "This source has no metrics yet." } else { "Or try:" };
    view! {
        <section class="welcome">
            <p class="answer">"Enter a metric or PromQL expression to forecast it."</p>
            <p>{or_try}</p>
            <ul class="starts">{examples.into_iter().map(start).collect_view()}</ul>
        </section>
    }
}

fn start(point: StartingPoint) -> impl IntoView {
    let expr = point.params.expr.clone();
    let threshold = point.params.get(Param::Threshold);
    let until = (!threshold.is_empty()).then(|| format!(" reaches {threshold}"));
    // A question that is the expression itself is not said twice.
    let words =
        (point.question != expr).then(|| view! { <span class="start-question">{point.question.clone()}</span> });
    view! {
        <li>
            <a href=at(format!("/?{}", point.params.to_query()))>
                {words}
                <code>{expr}</code>
                {until.map(|until| view! { <span class="muted">{until}</span> })}
                {spark(&point.values)}
            </a>
        </li>
    }
}

/// The values as a line; nothing where there are too few for one.
fn spark(values: &[f64]) -> Option<impl IntoView + use<>> {
    let (width, height) = SPARK;
    let points = spark_points(values, width, height)?;
    Some(view! {
        <svg class="spark" viewBox=format!("0 0 {width} {height}") width=width.to_string() height=height.to_string() aria-hidden="true">
            <polyline points=points />
        </svg>
    })
}

fn spark_points(values: &[f64], width: f64, height: f64) -> Option<String> {
    let present = || values.iter().copied().enumerate().filter(|(_, value)| value.is_finite());
    let (low, high) =
        present().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), (_, value)| (low.min(value), high.max(value)));
    if present().count() < 3 {
        return None;
    }
    let across = |index: usize| index as f64 / (values.len() - 1) as f64 * width;
    // A line that stands still lies in the middle.
    let down =
        |value: f64| if high > low { (high - value) / (high - low) * (height - 2.0) + 1.0 } else { height / 2.0 };
    Some(
        present()
            .map(|(index, value)| format!("{:.1},{:.1}", across(index), down(value)))
            .collect::<Vec<_>>()
            .join(" "),
    )
}

#[cfg(test)]
mod tests {
    use super::spark_points;

    #[test]
    fn a_small_picture_needs_three_values_and_holds_them_all() {
        assert_eq!(spark_points(&[1.0, f64::NAN, 2.0], 10.0, 10.0), None);
        assert_eq!(spark_points(&[0.0, 8.0, 4.0], 10.0, 10.0).as_deref(), Some("0.0,9.0 5.0,1.0 10.0,5.0"));
        assert_eq!(spark_points(&[3.0; 3], 10.0, 10.0).as_deref(), Some("0.0,5.0 5.0,5.0 10.0,5.0"));
    }
}
