//! The points of a chart as a table, for reading and for those who do not see the chart.

use std::collections::BTreeMap;

use api::{ArchiveLine, MetricSeries};
use leptos::prelude::*;
use timeseries::text::{ds, number};
use timeseries::{TimeRange, Timestamp};

/// As many rows as a person may scroll through; a download has all.
const ROWS: usize = 50;

/// The newest moments, a column a line that is shown.
#[component]
pub(super) fn Points(index: usize, metric: MetricSeries, window: TimeRange) -> impl IntoView {
    let shown: Vec<&ArchiveLine> = metric.lines.iter().filter(|line| !line.is_hidden).collect();
    let moments = moments(&shown, window);
    let caption = format!("The newest {} of {} moments, in UTC", ROWS.min(moments.len()), moments.len());
    let heads = shown.iter().map(|line| view! { <th scope="col">{line.proxy.clone()}</th> }).collect_view();
    let row = |(time, values): (Timestamp, Vec<f64>)| {
        let cells = values.into_iter().map(|value| view! { <td>{number(value)}</td> }).collect_view();
        view! { <tr><th scope="row">{ds(time)}</th>{cells}</tr> }
    };
    view! {
        <details class="fold archive-figures" id=format!("points-{index}")>
            <summary>"Table of points"</summary>
            <div class="table-box" tabindex="0" role="region" aria-label=format!("Points of {}", metric.metric)>
                <table>
                    <caption>{caption}</caption>
                    <thead><tr><th scope="col">"Time"</th>{heads}</tr></thead>
                    <tbody>{moments.into_iter().rev().take(ROWS).map(row).collect_view()}</tbody>
                </table>
            </div>
        </details>
    }
}

/// Moments in the window at which any line has a value, with the value of each line.
fn moments(lines: &[&ArchiveLine], window: TimeRange) -> BTreeMap<Timestamp, Vec<f64>> {
    let mut moments: BTreeMap<Timestamp, Vec<f64>> = BTreeMap::new();
    for (place, line) in lines.iter().enumerate() {
        for (index, value) in line.values.iter().enumerate().filter(|(_, value)| value.is_finite()) {
            let time = line.start + line.step.times(index as u64);
            if time >= window.start && time <= window.end {
                moments.entry(time).or_insert_with(|| vec![f64::NAN; lines.len()])[place] = *value;
            }
        }
    }
    moments
}

#[cfg(test)]
mod tests {
    use timeseries::Duration;

    use super::*;

    fn line(start: i64, values: &[f64]) -> ArchiveLine {
        ArchiveLine {
            proxy: "a".to_owned(),
            color: 1,
            is_hidden: false,
            start: Timestamp::from_seconds(start),
            step: Duration::MINUTE,
            values: values.to_vec(),
            figures: String::new(),
        }
    }

    #[test]
    fn a_moment_without_a_value_is_no_row() {
        let (a, b) = (line(0, &[1.0, f64::NAN, 3.0, 4.0]), line(0, &[f64::NAN, f64::NAN, 5.0, 6.0]));
        let window = TimeRange { start: Timestamp::from_seconds(0), end: Timestamp::from_seconds(120) };
        let moments = moments(&[&a, &b], window);
        let times: Vec<i64> = moments.keys().map(|time| time.ms() / 1000).collect();
        assert_eq!(times, [0, 120]);
        assert_eq!(moments[&Timestamp::from_seconds(120)], [3.0, 5.0]);
        assert!(moments[&Timestamp::from_seconds(0)][1].is_nan());
    }
}
