//! Quadratic minimisation with a lasso on the last unknowns, by an active set.
//!
//! Half of `xᵀHx` minus `rᵀx` plus `weight` times the absolute sum of the penalised unknowns. The others are eliminated
//! first; of the penalised ones those that are not zero are known after a few steps, each of which descends (compare
//! Lawson and Hanson, "Solving least squares problems", 1974, and Lee et al., "Efficient sparse coding", 2007).

use super::square::Square;

/// Share by which a pull must exceed the penalty before it counts: what rounding leaves is weaker.
const TOLERANCE: f64 = 1e-9;

/// Pulls smaller than this part of the largest are rounding.
const ROUNDING: f64 = 1e-13;

/// The minimum, where the first `free` unknowns are not penalised; `start` is a guess of the others.
pub(super) fn minimum(mut matrix: Square, mut right: Vec<f64>, free: usize, weight: f64, start: &[f64]) -> Vec<f64> {
    matrix.eliminate(free);
    matrix.forward(&mut right, free);
    let penalised: Vec<usize> = (free..right.len()).collect();
    let mut set = ActiveSet::new(matrix.part(&penalised), right[free..].to_vec(), weight, start);
    set.minimise();
    right[free..].copy_from_slice(&set.at);
    matrix.backward(&mut right, free);
    right
}

/// Active set of the search: the values of the penalised unknowns, and the side of zero each is on.
struct ActiveSet {
    matrix: Square,
    right: Vec<f64>,
    weight: f64,
    at: Vec<f64>,
    /// Side of zero of each active unknown; zero for the others.
    side: Vec<f64>,
}

impl ActiveSet {
    fn new(matrix: Square, right: Vec<f64>, weight: f64, start: &[f64]) -> Self {
        let side = start.iter().map(|value| if *value == 0.0 { 0.0 } else { value.signum() }).collect();
        Self { matrix, right, weight, at: start.to_vec(), side }
    }

    /// Every step descends, so none is taken twice; the limit is for rounding alone.
    fn minimise(&mut self) {
        let limit = 20 * (self.at.len() + 1);
        for _ in 0..limit {
            if self.descend() && !self.admit() {
                return;
            }
        }
    }

    /// Moves to the minimum on the present sides of zero, or to the first unknown that becomes zero on the way, which it drops.
    /// Returns true if the minimum was reached.
    fn descend(&mut self) -> bool {
        let target = self.target();
        let crossings = self.active().filter(|&index| target[index] * self.side[index] <= 0.0);
        let share = |index: usize| match self.at[index] {
            0.0 => 0.0,
            at => at / (at - target[index]),
        };
        let first = crossings.map(|index| (share(index), index)).min_by(|left, right| left.0.total_cmp(&right.0));
        let Some((share, crossing)) = first else {
            self.at = target;
            return true;
        };
        self.at.iter_mut().zip(&target).for_each(|(at, target)| *at += share * (target - *at));
        (self.at[crossing], self.side[crossing]) = (0.0, 0.0);
        false
    }

    /// The minimum over the active unknowns, were each to stay on its side.
    fn target(&self) -> Vec<f64> {
        let active: Vec<usize> = self.active().collect();
        let mut matrix = self.matrix.part(&active);
        let mut solution: Vec<f64> =
            active.iter().map(|&index| self.right[index] - self.weight * self.side[index]).collect();
        matrix.eliminate(active.len());
        matrix.forward(&mut solution, active.len());
        matrix.backward(&mut solution, active.len());
        let mut target = vec![0.0; self.at.len()];
        active.iter().zip(solution).for_each(|(&index, value)| target[index] = value);
        target
    }

    fn active(&self) -> impl Iterator<Item = usize> {
        (0..self.side.len()).filter(|&index| self.side[index] != 0.0)
    }

    /// Lets the unknown leave zero that is pulled away most, if one is pulled more than the penalty holds it; returns true if so.
    fn admit(&mut self) -> bool {
        let held = self.matrix.times(&self.at);
        let pull = |index: usize| self.right[index] - held[index];
        let largest = self.right.iter().fold(0.0_f64, |largest, value| largest.max(value.abs()));
        let limit = self.weight * (1.0 + TOLERANCE) + largest * ROUNDING;
        let still = (0..self.side.len()).filter(|&index| self.side[index] == 0.0);
        let pulled = still.filter(|&index| pull(index).abs() > limit);
        let most = pulled.max_by(|left, right| pull(*left).abs().total_cmp(&pull(*right).abs()));
        let side = most.map(|index| (index, pull(index).signum()));
        if let Some((index, side)) = side {
            self.side[index] = side;
        }
        side.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Random;

    /// A random problem of six unknowns, made of eight rows, two of them free.
    fn problem(random: &mut Random) -> (Square, Vec<f64>) {
        let mut matrix = Square::zero(6);
        let mut right = vec![0.0; 6];
        for _ in 0..8 {
            let row: Vec<f64> = (0..6).map(|_| random.normal()).collect();
            for index in 0..6 {
                right[index] += row[index] * random.normal();
                let products = row[..=index].iter().map(|value| value * row[index]);
                matrix.row_mut(index, index + 1).iter_mut().zip(products).for_each(|(sum, product)| *sum += product);
            }
        }
        (matrix, right)
    }

    #[test]
    fn no_pull_is_left() {
        let mut random = Random::seeded(7);
        let mut zeros = 0;
        for _ in 0..200 {
            let (matrix, right) = problem(&mut random);
            let weight = random.uniform() * 6.0;
            let start: Vec<f64> = (0..4).map(|index| if index % 2 == 0 { 0.0 } else { random.normal() }).collect();
            let at = minimum(matrix.clone(), right.clone(), 2, weight, &start);
            let held = matrix.times(&at);
            for index in 0..6 {
                let pull = right[index] - held[index];
                let side = if index < 2 || at[index] == 0.0 { 0.0 } else { at[index].signum() };
                let slack = if index >= 2 && side == 0.0 { weight } else { 0.0 };
                assert!((pull - weight * side).abs() <= slack + 1e-6, "{index}: {pull} {weight} {at:?}");
            }
            zeros += at[2..].iter().filter(|value| **value == 0.0).count();
        }
        assert!((100..700).contains(&zeros), "{zeros}");
    }

    #[test]
    fn two_unknowns_that_say_the_same_share_nothing() {
        let mut matrix = Square::zero(2);
        (matrix[(0, 0)], matrix[(1, 0)], matrix[(1, 1)]) = (2.0, 2.0, 2.0);
        let at = minimum(matrix, vec![3.0, 3.0], 0, 1.0, &[0.0, 0.0]);
        assert!((at.iter().sum::<f64>() - 1.0).abs() < 1e-12 && at.contains(&0.0), "{at:?}");
    }
}
