//! Distribution of a column in two sets of rows.

use api::DistributionView;
use timeseries::text::percent;

use super::column::Column;
use super::groups::Groups;
use super::words::short;

/// The values of one set of rows, and what the set is called.
#[derive(Clone, Copy, Debug)]
pub(super) struct Set<'a> {
    pub(super) name: &'a str,
    pub(super) values: &'a [f64],
}

/// The shares of both sets in the same groups.
pub(super) fn distribution(column: &Column<'_>, first: Set<'_>, second: Set<'_>) -> DistributionView {
    let groups = Groups::of(column, first.values, second.values);
    let (first_shares, second_shares) = (groups.shares(first.values), groups.shares(second.values));
    DistributionView {
        label: column.label(),
        summary: summary(column, first, second, &first_shares, &second_shares, groups.names()),
        first: first.name.to_owned(),
        second: second.name.to_owned(),
        groups: groups.names().to_vec(),
        first_shares,
        second_shares,
    }
}

/// The share of rows that would have to change their group for both sets to be spread alike, 0 to 1; NaN where one is empty.
pub(super) fn moved_share(first_shares: &[f64], second_shares: &[f64]) -> f64 {
    first_shares.iter().zip(second_shares).map(|(first, second)| (first - second).abs()).sum::<f64>() / 2.0
}

/// The mean of what has a value; NaN where nothing has.
pub(super) fn mean(values: &[f64]) -> f64 {
    let known = values.iter().filter(|value| value.is_finite());
    let (sum, count) = known.fold((0.0, 0_u32), |(sum, count), value| (sum + value, count + 1));
    sum / f64::from(count)
}

/// Returns true if values of the column are names rather than amounts.
pub(super) fn is_named(column: &Column<'_>) -> bool {
    column.feature().is_some_and(|feature| !feature.values.is_empty())
}

/// Formats the typical value of a column: its mean, or the most frequent value with its share.
pub(super) fn typical(column: &Column<'_>, groups: &Groups, values: &[f64]) -> String {
    match is_named(column) {
        true => commonest(groups.names(), &groups.shares(values)),
        false => short(mean(values)),
    }
}

fn commonest(names: &[String], shares: &[f64]) -> String {
    let largest = shares.iter().copied().filter(|share| share.is_finite()).fold(0.0, f64::max);
    let place = shares.iter().position(|share| *share == largest).filter(|_| largest > 0.0);
    place.map_or("–".to_owned(), |place| format!("{} ({})", names[place], percent(largest)))
}

fn summary(
    column: &Column<'_>,
    first: Set<'_>,
    second: Set<'_>,
    first_shares: &[f64],
    second_shares: &[f64],
    names: &[String],
) -> String {
    let moved = moved_share(first_shares, second_shares);
    let (what, before, now) = match is_named(column) {
        true => ("Most are", commonest(names, first_shares), commonest(names, second_shares)),
        false => ("The mean is", short(mean(first.values)), short(mean(second.values))),
    };
    let apart = if moved.is_finite() { format!(" Overlap {}.", percent(1.0 - moved)) } else { String::new() };
    format!("{what} {before} in {}, {now} in {}.{apart}", first.name, second.name)
}
