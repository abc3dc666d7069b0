//! The problem notice of the forecast page: the query, the reason of its failure, and the remedy.

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
        Param::Source => field("Edit source"),
        Param::Expr => field("Edit expression"),
        Param::Range => field("Edit history"),
        Param::Horizon => field("Edit horizon"),
        Param::Step => field("Edit step"),
        Param::Level => field("Edit bands"),
        Param::Model => field("Edit model"),
        Param::Threshold => field("Edit threshold"),
        Param::Min => field("Edit minimum"),
        Param::Max => field("Edit maximum"),
        Param::Growth => field("Edit scale"),
        Param::Alarm => field("Edit false-alarm rate"),
        Param::End => field("Edit end of history"),
        Param::Series => without("Show the first series"),
        Param::Zoom => without("Show all of the time"),
        Param::Raw => without("Show what is usual"),
        Param::Hide => without("Show all lines"),
        Param::Sort | Param::Filter | Param::Page => without("Show all series"),
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
