//! What went wrong: what was asked, why it failed, what to do next.

use api::Problem;
use leptos::prelude::*;

/// The problem in words, with a mark under the place in the expression where there is one.
#[component]
pub(crate) fn ProblemNotice(problem: Problem, expr: String) -> impl IntoView {
    let place = problem.position.map(|position| caret(&expr, position));
    let field = problem
        .param
        .map(|param| view! { <a href=format!("#field-{}", param.name())>{format!("Go to {}", param.name())}</a> });
    let suggestion = problem.suggestion.map(|suggestion| {
        view! { <a class="button" href=format!("/?{}", suggestion.params.to_query())>{suggestion.label}</a> }
    });
    view! {
        <section class="problem" role="alert">
            <p class="answer">{problem.why}</p>
            {place.map(|place| view! { <pre class="place">{place}</pre> })}
            <p>{problem.next}</p>
            <p class="problem-ways">{suggestion} {field}</p>
            <p class="muted">{problem.asked}</p>
        </section>
    }
}

/// The line of the expression that holds the position, and a mark under it.
fn caret(expr: &str, position: usize) -> String {
    let before: String = expr.chars().take(position).collect();
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = expr[line_start..].lines().next().unwrap_or_default();
    let column = before[line_start..].chars().count();
    format!("{line}\n{}^", " ".repeat(column))
}

#[cfg(test)]
mod tests {
    use super::caret;

    #[test]
    fn the_mark_stands_under_the_mistake() {
        assert_eq!(caret("rate(x[5m)", 9), "rate(x[5m)\n         ^");
        assert_eq!(caret("sum(\n  µ(x))", 7), "  µ(x))\n  ^");
        assert_eq!(caret("", 4), "\n^");
    }
}
