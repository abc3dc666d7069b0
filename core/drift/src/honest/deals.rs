//! `Deals`: permutations of the blocks of both periods, each kind of day among its own, for the distribution under chance alone.
//!
//! Under the belief that nothing changed, every deal is as likely as the one that was seen (Good, "Permutation, parametric and
//! bootstrap tests of hypotheses", 2005); whole days are dealt because the hours of a day are not independent.

use super::blocks::Blocks;
use super::random::Random;

/// Statistics closer than this part of the largest are the same: the order of a sum must not decide.
const SAME: f64 = 1e-9;

/// Block permutations: the blocks of the current period first as they are, then as they might have been.
pub(super) struct Deals(Vec<Vec<usize>>);

impl Deals {
    pub(super) fn of(blocks: &Blocks, draws: usize, seed: u64) -> Self {
        let seen: Vec<usize> = blocks.of_current().collect();
        let kind_of = |block: &usize| blocks.kinds()[*block];
        let kinds = 0..=blocks.kinds().iter().copied().max().unwrap_or(0);
        let mut piles: Vec<(Vec<usize>, usize)> = kinds
            .map(|kind| {
                let pile = (0..blocks.len()).filter(|block| kind_of(block) == kind).collect();
                (pile, seen.iter().filter(|block| kind_of(block) == kind).count())
            })
            .collect();
        let mut random = Random::of(seed);
        let dealt =
            (0..draws).map(|_| piles.iter_mut().flat_map(|(pile, hand)| deal(pile, *hand, &mut random)).collect());
        Self(std::iter::once(seen).chain(dealt.collect::<Vec<_>>()).collect())
    }

    /// The blocks of the current period.
    pub(super) fn seen(&self) -> &[usize] {
        &self.0[0]
    }

    /// Every deal, the one that was seen first.
    pub(super) fn all(&self) -> impl Iterator<Item = &[usize]> {
        self.0.iter().map(Vec::as_slice)
    }

    /// The share of deals with a statistic at least as large as that of the one that was seen, which is the first; `None` where
    /// no deal has any.
    pub(super) fn p_value(&self, statistics: &[f64]) -> Option<f64> {
        let largest = statistics.iter().copied().fold(0.0, f64::max);
        let seen = statistics.first().filter(|_| largest > 0.0)?;
        let as_large = statistics.iter().filter(|statistic| **statistic >= seen - SAME * largest).count();
        Some(as_large as f64 / statistics.len() as f64)
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

/// The mean over some blocks of values given as sum and number a block; `None` where they have no value.
pub(super) fn mean(totals: &[(f64, f64)], blocks: &[usize]) -> Option<f64> {
    let add = |(sum, count): (f64, f64), block: &usize| (sum + totals[*block].0, count + totals[*block].1);
    let (sum, count) = blocks.iter().fold((0.0, 0.0), add);
    (count > 0.0).then_some(sum / count)
}
