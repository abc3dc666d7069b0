//! Fewer points than a screen has columns to show them in: the lowest and the highest of each column stay.
//!
//! Min-max decimation: every extreme is kept, and so is every break, so a spike or a gap of one sample stays visible.

/// Numbers of points before and after downsampling, to be shown to the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Downsampled {
    /// Points inside the window.
    pub from: usize,
    /// Points drawn.
    pub to: usize,
}

/// Ascending indices of `values` to draw in `columns` columns: all of them where there are at most two a column, else
/// each column's lowest and highest, and of each break between those the first gap.
pub(crate) fn kept(values: &[f64], columns: usize) -> Vec<usize> {
    let columns = columns.max(1);
    if values.len() <= 2 * columns {
        return (0..values.len()).collect();
    }
    let bound = |column: usize| column * values.len() / columns;
    let mut kept = Vec::with_capacity(3 * columns);
    for column in 0..columns {
        keep_column(values, bound(column), bound(column + 1), &mut kept);
    }
    kept
}

/// Keeps the extremes of `values[from..to]`, and one gap before, between and after them where there is any.
fn keep_column(values: &[f64], from: usize, to: usize, kept: &mut Vec<usize>) {
    let present = || (from..to).filter(|index| values[*index].is_finite());
    let lowest = present().min_by(|a, b| values[*a].total_cmp(&values[*b]));
    let highest = present().max_by(|a, b| values[*a].total_cmp(&values[*b]));
    let mut next = from;
    let mut extremes: Vec<usize> = lowest.into_iter().chain(highest).collect();
    extremes.sort_unstable();
    extremes.dedup();
    for index in extremes {
        kept.extend((next..index).find(|gap| !values[*gap].is_finite()));
        kept.push(index);
        next = index + 1;
    }
    kept.extend((next..to).find(|gap| !values[*gap].is_finite()));
}

#[cfg(test)]
mod tests;
