//! Data quality: gaps, resets, resolution.

use api::{QualityView, Question};
use leptos::prelude::*;
use timeseries::text::{counted, length, moment, percent};

/// The data's quality in words, and its longest gaps.
#[component]
pub(crate) fn Quality(quality: QualityView, question: Question) -> impl IntoView {
    let share = quality.present as f64 / quality.points.max(1) as f64;
    let now = question.origin;
    let gaps = quality.gaps.iter().map(|gap| {
        let words = format!(
            "{} to {}: {}",
            moment(gap.range.start, now),
            moment(gap.range.end, now),
            counted(gap.points as u64, "point")
        );
        view! { <li>{words}</li> }
    });
    let listed = quality.gaps.len();
    let more = quality.gap_count.saturating_sub(listed);
    view! {
        <details class="evidence" id="quality">
            <summary>"Data quality"</summary>
            <dl class="facts">
                <dt>"Read"</dt>
                <dd>{format!("{} to {}", moment(question.range.start, now), moment(question.range.end, now))}</dd>
                <dt>"Step"</dt>
                <dd>{length(question.step)}</dd>
                <dt>"Samples about every"</dt>
                <dd>{length(quality.resolution)}</dd>
                <dt>"Points with a value"</dt>
                <dd>{format!("{} of {} ({})", quality.present, quality.points, percent(share))}</dd>
                <dt>"Gaps"</dt>
                <dd>{quality.gap_count}</dd>
                <dt>"Resets"</dt>
                <dd>{quality.resets}</dd>
            </dl>
            {quality.remarks.iter().cloned().map(|remark| view! { <p>{remark}</p> }).collect_view()}
            {quality.remarks.is_empty().then(|| view! { <p>"No problems found."</p> })}
            <ul>{gaps.collect_view()}</ul>
            {(more > 0).then(|| view! { <p class="muted">{format!("and {} shorter", counted(more as u64, "gap"))}</p> })}
        </details>
    }
}
