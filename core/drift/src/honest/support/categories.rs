//! Categories that the other blocks do not have.

use std::collections::BTreeMap;

use super::super::bins::ordered;

/// The rows of categories by the blocks that have them: all categories of the same blocks together.
pub(super) struct Categories {
    blocks: usize,
    rows: Vec<(Vec<usize>, f64)>,
}

impl Categories {
    pub(super) fn of(blocks: &[Vec<f64>]) -> Self {
        let mut places: BTreeMap<i64, (Vec<usize>, f64)> = BTreeMap::new();
        for (block, values) in blocks.iter().enumerate() {
            for value in values {
                let (blocks, rows) = places.entry(ordered(*value)).or_default();
                if blocks.last() != Some(&block) {
                    blocks.push(block);
                }
                *rows += 1.0;
            }
        }
        let mut rows: BTreeMap<Vec<usize>, f64> = BTreeMap::new();
        for (blocks, count) in places.into_values() {
            *rows.entry(blocks).or_default() += count;
        }
        Self { blocks: blocks.len(), rows: rows.into_iter().collect() }
    }

    /// The rows of some blocks whose category no other block has.
    pub(super) fn only_in(&self, deal: &[usize]) -> f64 {
        let mut is_dealt = vec![false; self.blocks];
        deal.iter().for_each(|block| is_dealt[*block] = true);
        let only = |blocks: &[usize]| blocks.len() <= deal.len() && blocks.iter().all(|block| is_dealt[*block]);
        self.rows.iter().filter(|(blocks, _)| only(blocks)).map(|(_, rows)| rows).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_others_have_is_known() {
        let categories = Categories::of(&[vec![1.0, 2.0], vec![1.0, 3.0, 3.0], vec![2.0, 4.0]]);
        let cases: [(&[usize], f64); 5] = [(&[0], 0.0), (&[1], 2.0), (&[2], 1.0), (&[0, 2], 3.0), (&[0, 1, 2], 7.0)];
        for (deal, rows) in cases {
            assert_eq!(categories.only_in(deal), rows, "{deal:?}");
        }
    }
}
