//! Amounts outside of the range of the other blocks.

use super::UNKNOWN;

/// The values of each block, and the blocks by their edges.
pub(super) struct Amounts {
    blocks: Vec<Vec<f64>>,
    /// The smallest and the largest value of each block; the other way round where it has none.
    edges: Vec<(f64, f64)>,
    /// Blocks that have values, the one with the largest first.
    by_high: Vec<usize>,
    /// The one with the smallest first.
    by_low: Vec<usize>,
}

impl Amounts {
    pub(super) fn of(blocks: Vec<Vec<f64>>) -> Self {
        let widen = |(low, high): (f64, f64), value: &f64| (low.min(*value), high.max(*value));
        let edges: Vec<(f64, f64)> =
            blocks.iter().map(|values| values.iter().fold((f64::INFINITY, f64::NEG_INFINITY), widen)).collect();
        let mut by_high: Vec<usize> = (0..blocks.len()).filter(|block| !blocks[*block].is_empty()).collect();
        let mut by_low = by_high.clone();
        by_high.sort_by(|left, right| edges[*right].1.total_cmp(&edges[*left].1));
        by_low.sort_by(|left, right| edges[*left].0.total_cmp(&edges[*right].0));
        Self { blocks, edges, by_high, by_low }
    }

    /// The sum of squared distances, in deviations, of the values of some blocks from the range of all others.
    ///
    /// Nobody knows how the target goes on for long: it is taken to do so for as far as the others are wide, and no further.
    pub(super) fn squared_distances(&self, deal: &[usize], deviation: f64) -> f64 {
        let other = |ranked: &[usize]| ranked.iter().copied().find(|block| !deal.contains(block));
        let (Some(lowest), Some(highest)) = (other(&self.by_low), other(&self.by_high)) else {
            return UNKNOWN * deal.iter().map(|block| self.blocks[*block].len() as f64).sum::<f64>();
        };
        let (low, high) = (self.edges[lowest].0, self.edges[highest].1);
        let is_outside = |block: &&usize| self.edges[**block].0 < low || self.edges[**block].1 > high;
        let values = deal.iter().filter(is_outside).flat_map(|block| &self.blocks[*block]);
        let beyond = values.map(|value| (value - high).max(low - value)).filter(|beyond| *beyond > 0.0);
        let cost = |beyond: f64| {
            let deviations = beyond.min(high - low) / deviation;
            // Beyond a constant everything is unknown.
            if high > low && deviation > 0.0 { deviations * deviations } else { UNKNOWN }
        };
        beyond.map(cost).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amounts() -> Amounts {
        Amounts::of(vec![vec![0.0, 10.0], vec![5.0, 12.0], vec![], vec![13.0, 14.0, -1.0, 400.0]])
    }

    #[test]
    fn each_block_against_the_others() {
        assert_eq!(amounts().squared_distances(&[0], 1.0), 0.0);
        // 13, 14 and -1 are near the range of 0 to 12; 400 counts as one such range away.
        assert_eq!(amounts().squared_distances(&[3], 2.0), (1.0 + 4.0 + 1.0 + 144.0) / 4.0);
        assert_eq!(amounts().squared_distances(&[2], 1.0), 0.0);
    }

    #[test]
    fn nothing_to_hold_it_against() {
        assert_eq!(amounts().squared_distances(&[0, 1, 3], 1.0), 8.0 * UNKNOWN);
        let beside_a_constant = Amounts::of(vec![vec![5.0, 5.0], vec![5.0, 6.0, 4.0]]);
        assert_eq!(beside_a_constant.squared_distances(&[1], 1.0), 2.0 * UNKNOWN);
    }
}
