//! Readout of the chart at one moment: the box beside the crosshair, and the text for screen readers.

use chart::Role;
use chart::nearest::{IntervalRow, Readout, ValueRow};
use leptos::prelude::*;
use timeseries::text::moment;
use timeseries::{Timestamp, Unit};

/// So many of many equal lines are listed, the largest values first.
const LISTED: usize = 10;

/// The moment and its values in one line.
pub(super) fn spoken(readout: &Readout, unit: Unit, now: Timestamp) -> String {
    let values: Vec<String> = rows(readout, unit).into_iter().map(|row| format!("{} {}", row.name, row.text)).collect();
    let remark = readout.remark.iter().map(|remark| format!(", {remark}")).collect::<String>();
    format!("{}: {}{remark}{}", moment(readout.time, now), values.join(", "), more(readout).unwrap_or_default())
}

/// A name with its value, and how its line looks where it is one of many.
struct Row {
    role: Option<Role>,
    name: String,
    text: String,
}

/// Lines before bands. Lines that are equals stand in the order of their values, as they do on the chart.
fn rows(readout: &Readout, unit: Unit) -> Vec<Row> {
    let narrowest = readout.intervals.first().map_or(f64::NAN, |row| row.upper - row.lower);
    let mut values: Vec<&ValueRow> = readout.values.iter().collect();
    if values.iter().all(|row| is_one_of_many(row.role)) {
        values.sort_by(|a, b| b.value.total_cmp(&a.value));
    }
    let values = values.into_iter().take(LISTED).map(|row| Row {
        role: is_one_of_many(row.role).then_some(row.role),
        name: row.name.clone(),
        text: unit.format_within(row.value, narrowest),
    });
    let interval = |row: &IntervalRow| Row {
        role: None,
        name: row.level_text.clone(),
        text: unit.format_range(row.lower, row.upper),
    };
    values.chain(readout.intervals.iter().map(interval)).collect()
}

fn is_one_of_many(role: Role) -> bool {
    matches!(role, Role::Series(_))
}

/// Says how many lines are not listed; `None` if all are.
fn more(readout: &Readout) -> Option<String> {
    let more = readout.values.len().saturating_sub(LISTED);
    (more > 0).then(|| format!(" and {more} more"))
}

/// The box beside the crosshair.
#[component]
pub(super) fn ReadoutBox(readout: Readout, unit: Unit, now: Timestamp) -> impl IntoView {
    let rows = rows(&readout, unit).into_iter().map(|row| {
        let swatch = row.role.map(|role| view! { <span class="swatch" inner_html=chart::swatch(role)></span> });
        view! { <tr><th scope="row">{swatch}{row.name}</th><td>{row.text}</td></tr> }
    });
    view! {
        <p class="readout-time">{moment(readout.time, now)}</p>
        <table><tbody>{rows.collect_view()}</tbody></table>
        {readout.remark.clone().map(|words| view! { <p class="readout-remark">{words}</p> })}
        {more(&readout).map(|words| view! { <p class="muted">{words}</p> })}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn readout(role: impl Fn(usize) -> Role, count: usize) -> Readout {
        let value = |index: usize| ValueRow { role: role(index), name: format!("p{index}"), value: index as f64 };
        Readout {
            time: Timestamp::from_ms(0),
            values: (1..=count).map(value).collect(),
            intervals: vec![],
            remark: None,
        }
    }

    #[test]
    fn of_many_lines_the_largest_come_first() {
        let spoken = spoken(&readout(Role::Series, 12), Unit::None, Timestamp::from_ms(0));
        assert!(spoken.starts_with("Thu 1 Jan 00:00 UTC: p12 12, p11 11,"), "{spoken}");
        assert!(spoken.ends_with("p3 3 and 2 more"), "{spoken}");
    }

    #[test]
    fn a_marked_point_says_its_value_and_what_was_expected() {
        let remark = Some("expected 10 MB".to_owned());
        let marked = Readout { remark, ..readout(|_| Role::Anomaly, 1) };
        let spoken = spoken(&marked, Unit::Bytes, Timestamp::from_ms(0));
        assert!(spoken.ends_with("p1 1 B, expected 10 MB"), "{spoken}");
    }

    #[test]
    fn lines_that_differ_keep_their_order() {
        let spoken = spoken(
            &readout(|index| if index == 1 { Role::History } else { Role::Forecast }, 2),
            Unit::None,
            Timestamp::from_ms(0),
        );
        assert!(spoken.ends_with("p1 1, p2 2"), "{spoken}");
    }
}
