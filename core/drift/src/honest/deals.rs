//! What chance alone does: the blocks of both periods, dealt anew many times, each kind of day among its own.
//!
//! Under the belief that nothing changed, every deal is as likely as the one that was seen (Good, "Permutation, parametric and
//! bootstrap tests of hypotheses", 2005); whole days are dealt because the hours of a day are not independent.

use super::blocks::Blocks;
use super::random::Random;

/// Statistics closer than this are the same: the order of a sum must not decide.
const SAME: f64 = 1e-9;

/// Which blocks stand for the current period: those that do, and those that might have.
pub(super) struct Deals {
    seen: Vec<usize>,
    dealt: Vec<Vec<usize>>,
}

impl Deals {
    pub(super) fn of(blocks: &Blocks, draws: usize, seed: u64) -> Self {
        let seen: Vec<usize> = blocks.of_current().collect();
        let last = blocks.kinds().iter().copied().max().unwrap_or(0);
        let of_kind = |kind| (0..blocks.len()).filter(|block| blocks.kinds()[*block] == kind).collect();
        let mut piles: Vec<Vec<usize>> = (0..=last).map(of_kind).collect();
        let hands: Vec<usize> =
            (0..=last).map(|kind| seen.iter().filter(|block| blocks.kinds()[**block] == kind).count()).collect();
        let mut random = Random::of(seed);
        let dealt = (0..draws)
            .map(|_| piles.iter_mut().zip(&hands).flat_map(|(pile, hand)| deal(pile, *hand, &mut random)).collect())
            .collect();
        Self { seen, dealt }
    }

    /// The blocks of the current period.
    pub(super) fn seen(&self) -> &[usize] {
        &self.seen
    }

    /// The share of deals, the one that was seen among them, with a statistic at least as large; `None` where no deal has any.
    pub(super) fn p_value(&self, statistic: impl Fn(&[usize]) -> f64) -> Option<f64> {
        let seen = statistic(&self.seen);
        let dealt: Vec<f64> = self.dealt.iter().map(|deal| statistic(deal)).collect();
        let largest = dealt.iter().copied().fold(seen, f64::max);
        if largest <= 0.0 {
            return None;
        }
        let as_large = dealt.iter().filter(|dealt| **dealt >= seen - SAME * largest).count();
        Some((as_large + 1) as f64 / (dealt.len() + 1) as f64)
    }

    /// The same for the mean of values, given as sum and number of each block.
    pub(super) fn p_value_of_mean(&self, totals: &[(f64, f64)]) -> Option<f64> {
        self.p_value(|deal| mean(totals, deal).unwrap_or(0.0))
    }
}

/// Moves `hand` blocks of the pile to its front, any as likely as any other, and takes them.
fn deal(pile: &mut [usize], hand: usize, random: &mut Random) -> Vec<usize> {
    for front in 0..hand {
        let other = front + random.below(pile.len() - front);
        pile.swap(front, other);
    }
    pile[..hand].to_vec()
}

/// The mean over some blocks; `None` where they have no value.
pub(super) fn mean(totals: &[(f64, f64)], blocks: &[usize]) -> Option<f64> {
    let add = |(sum, count): (f64, f64), block: &usize| (sum + totals[*block].0, count + totals[*block].1);
    let (sum, count) = blocks.iter().fold((0.0, 0.0), add);
    (count > 0.0).then_some(sum / count)
}
