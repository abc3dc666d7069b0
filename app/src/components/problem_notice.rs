//! What went wrong: what was asked, why it failed, what to do next.

use api::{ForecastParams, Param, Problem};
use leptos::prelude::*;

use super::caret::caret;
use super::prose::Prose;
use crate::place::at;

/// The problem in words, with a mark under the place in the expression where there is one, and the ways on.
#[component]
pub(crate) fn ProblemNotice(problem: Problem, asked: ForecastParams) -> impl IntoView {
    let place = problem.position.map(|position| caret(&asked.expr, position));
    let suggestion = problem.suggestion.map(|suggestion| {
        view! { <a class="button" href=at(format!("/?{}", suggestion.params.to_query()))>{suggestion.label}</a> }
    });
    let way = problem.param.map(|param| {
        let (href, words) = way_on(param, asked);
        view! { <a href=at(href)>{words}</a> }
    });
    view! {
        <section class="problem" role="alert">
            <p class="answer"><Prose text=problem.why /></p>
            {place.map(|place| view! { <pre class="place">{place}</pre> })}
            <p><Prose text=problem.next /></p>
            <p class="problem-ways">{suggestion} {way}</p>
            <p class="muted"><Prose text=problem.asked /></p>
        </section>
    }
}

/// To the field at fault; what has no field is left out.
fn way_on(param: Param, asked: ForecastParams) -> (String, &'static str) {
    let field = |words| (format!("#field-{}", param.name()), words);
    let without = |words| (format!("/?{}", asked.with(param, "").to_query()), words);
    match param {
        Param::Source => field("Go to the source"),
        Param::Expr => field("Go to the expression"),
        Param::Range => field("Go to how far back"),
        Param::Horizon => field("Go to how far ahead"),
        Param::Step => field("Go to the step"),
        Param::Level => field("Go to the levels"),
        Param::Model => field("Go to the model"),
        Param::Threshold => field("Go to the threshold"),
        Param::Min => field("Go to the least"),
        Param::Max => field("Go to the greatest"),
        Param::Growth => field("Go to how much more"),
        Param::Alarm => field("Go to the alarms"),
        Param::End => field("Go to the end of history"),
        Param::Series => without("Show the first series"),
        Param::Zoom => without("Show all of the time"),
        Param::Raw => without("Show what is usual"),
        Param::Hide => without("Show all lines"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_field_is_left_out() {
        let asked = ForecastParams::default().with(Param::Expr, "up").with(Param::Zoom, "2~1");
        assert_eq!(way_on(Param::Zoom, asked.clone()).0, "/?expr=up");
        assert_eq!(way_on(Param::Range, asked).0, "#field-range");
    }
}
