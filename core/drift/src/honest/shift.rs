//! Shift of a column from the same hours and kinds of day of the reference, and the probability that chance alone moves it that far.
//!
//! The statistic sums the squared distances of the distribution function at steps, each by its variance (Anderson and Darling 1954),
//! or of the shares of categories; from both the mean of the hour and kind of day is taken first.

use super::Direction;
use super::bins::Bins;
use super::blocks::Blocks;
use super::deals::Deals;
use crate::ColumnKind;

/// The part of a shift that must have one sign for it to be a move up or down.
const ONE_WAY: f64 = 0.5;

/// Shift of a column.
pub(super) struct Shift {
    /// The largest distance of the distribution functions, or half the sum of the distances of shares, 0 to 1.
    pub(super) distance: f64,
    pub(super) p_value: Option<f64>,
    pub(super) direction: Direction,
}

/// Compares a column of both periods.
pub(super) fn shift(kind: ColumnKind, reference: &[f64], current: &[f64], blocks: &Blocks, deals: &Deals) -> Shift {
    let values: Vec<f64> = blocks.pooled(reference, current).map(|(value, _)| value).collect();
    let surplus = Surplus::of(Bins::of(kind, &values), reference, current, blocks);
    let parts = surplus.parts(deals.seen());
    // The mean of all rows has the current ones in it; the reference alone is further away.
    let current_share = surplus.rows(deals.seen()) / surplus.rows.iter().sum::<f64>();
    let apart = |part: f64| (part / (1.0 - current_share).max(f64::EPSILON)).abs().min(1.0);
    Shift {
        distance: match kind {
            ColumnKind::Numerical => parts.iter().map(|part| apart(*part)).fold(0.0, f64::max),
            ColumnKind::Categorical => (parts.iter().map(|part| apart(*part)).sum::<f64>() / 2.0).min(1.0),
        },
        p_value: deals.p_value(&deals.all().map(|deal| surplus.statistic(deal)).collect::<Vec<f64>>()),
        direction: direction(kind, &parts),
    }
}

/// By how many rows each bin of each block exceeds what its hours and kinds of day let expect.
struct Surplus {
    bins: Bins,
    /// Blocks times bins.
    cells: Vec<f64>,
    /// Rows of each block.
    rows: Vec<f64>,
    /// One over the variance of each part.
    weights: Vec<f64>,
}

impl Surplus {
    fn of(bins: Bins, reference: &[f64], current: &[f64], blocks: &Blocks) -> Self {
        let width = bins.len();
        let mut cells = vec![0.0; blocks.len() * width];
        let mut usual = vec![0.0; Blocks::cells() * width];
        for (value, place) in blocks.pooled(reference, current) {
            let bin = bins.bin(value);
            cells[place.block * width + bin] += 1.0;
            usual[place.cell * width + bin] += 1.0;
        }
        let all: Vec<f64> = (0..width).map(|bin| usual.iter().skip(bin).step_by(width).sum()).collect();
        usual.chunks_exact_mut(width).for_each(to_shares);
        let mut rows = vec![0.0; blocks.len()];
        for (place, crowd) in blocks.crowds() {
            let crowd = *crowd as f64;
            rows[place.block] += crowd;
            let expected = &usual[place.cell * width..][..width];
            let block = &mut cells[place.block * width..][..width];
            block.iter_mut().zip(expected).for_each(|(cell, share)| *cell -= crowd * share);
        }
        let weights = weights(&bins, all);
        Self { bins, cells, rows, weights }
    }

    fn rows(&self, deal: &[usize]) -> f64 {
        deal.iter().map(|block| self.rows[*block]).sum()
    }

    /// The mean surplus of each part over some blocks.
    fn parts(&self, deal: &[usize]) -> Vec<f64> {
        let width = self.bins.len();
        let mut sums = vec![0.0; width];
        for block in deal {
            let cells = &self.cells[block * width..][..width];
            sums.iter_mut().zip(cells).for_each(|(sum, cell)| *sum += cell);
        }
        let rows = self.rows(deal).max(1.0);
        sums.iter_mut().for_each(|sum| *sum /= rows);
        self.bins.parts(&sums)
    }

    fn statistic(&self, deal: &[usize]) -> f64 {
        let parts = self.parts(deal);
        let statistic: f64 = parts.iter().zip(&self.weights).map(|(part, weight)| part * part * weight).sum();
        // What is left of counts that cancel is no surplus.
        if statistic < 1e-18 { 0.0 } else { statistic }
    }
}

/// One over the variance of each part's share among all rows; nothing where no row or every row is in it.
fn weights(bins: &Bins, mut counts: Vec<f64>) -> Vec<f64> {
    to_shares(&mut counts);
    let weight = |share: f64| {
        let variance = share * (1.0 - share);
        if variance > 1e-12 { 1.0 / variance } else { 0.0 }
    };
    bins.parts(&counts).into_iter().map(weight).collect()
}

fn to_shares(counts: &mut [f64]) {
    let sum: f64 = counts.iter().sum();
    counts.iter_mut().for_each(|count| *count /= sum.max(1.0));
}

/// More rows up to a step means smaller values.
fn direction(kind: ColumnKind, parts: &[f64]) -> Direction {
    let steps = &parts[..parts.len() - 1];
    let (sum, size) = steps.iter().fold((0.0, 0.0), |(sum, size), part| (sum + part, size + part.abs()));
    let nulls = parts[parts.len() - 1];
    match kind {
        ColumnKind::Categorical => Direction::Reshaped,
        ColumnKind::Numerical if f64::abs(sum) <= ONE_WAY * size || nulls.abs() * steps.len() as f64 > size => {
            Direction::Reshaped
        }
        ColumnKind::Numerical if sum > 0.0 => Direction::Lower,
        ColumnKind::Numerical => Direction::Higher,
    }
}
