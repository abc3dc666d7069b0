//! Findings of the status page: the problems that need a look.

use leptos::prelude::*;

use crate::components::prose::Prose;

/// A line a finding; nothing where all is well.
#[component]
pub(crate) fn Findings(findings: Vec<String>) -> impl IntoView {
    let finding = |finding: String| view! { <li><Prose text=finding /></li> };
    (!findings.is_empty())
        .then(|| view! { <ul class="status-findings">{findings.into_iter().map(finding).collect_view()}</ul> })
}
