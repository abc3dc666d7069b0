//! Block numbers of days: neighbouring days of one kind, as many as one block holds.

use super::calendar::Stamp;

/// Blocks that a period may have; of more, every second or third and so on is taken.
const MAX_BLOCKS: usize = 50_000;

/// The blocks of one period.
pub(super) struct Numbering {
    /// Kind and key of every day, in order, with its block.
    blocks: Vec<((usize, i64), usize)>,
    /// One in so many blocks is taken.
    stride: usize,
    /// The kind of day of each block that is taken.
    pub(super) kinds: Vec<usize>,
    /// Different days.
    pub(super) days: usize,
}

impl Numbering {
    /// Numbers the days of `stamps`, `group` of one kind to a block.
    pub(super) fn of(stamps: &[Stamp], group: usize) -> Self {
        let mut days: Vec<(usize, i64)> = stamps.iter().map(|stamp| (stamp.kind, stamp.day)).collect();
        days.sort_unstable();
        days.dedup();
        let (mut kinds, mut blocks) = (Vec::new(), Vec::with_capacity(days.len()));
        for of_kind in days.chunk_by(|left, right| left.0 == right.0) {
            for together in of_kind.chunks(group) {
                blocks.extend(together.iter().map(|day| (*day, kinds.len())));
                kinds.push(together[0].0);
            }
        }
        let stride = kinds.len().div_ceil(MAX_BLOCKS).max(1);
        Self { days: days.len(), blocks, stride, kinds: kinds.into_iter().step_by(stride).collect() }
    }

    pub(super) fn blocks(&self) -> usize {
        self.kinds.len()
    }

    /// The block of a row; `None` where its block is not taken.
    pub(super) fn block(&self, stamp: &Stamp) -> Option<usize> {
        let found = self.blocks.binary_search_by_key(&(stamp.kind, stamp.day), |(day, _)| *day).ok()?;
        let block = self.blocks[found].1;
        block.is_multiple_of(self.stride).then_some(block / self.stride)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stamps(days: std::ops::Range<i64>) -> Vec<Stamp> {
        // Every seventh day is of the other kind.
        days.map(|day| Stamp { day, kind: usize::from(day % 7 == 6), hour: 0 }).collect()
    }

    #[test]
    fn neighbours_of_one_kind_are_together() {
        let numbering = Numbering::of(&stamps(0..14), 3);
        assert_eq!((numbering.days, numbering.blocks()), (14, 5));
        assert_eq!(numbering.kinds, [0, 0, 0, 0, 1]);
        let block = |day: i64| numbering.block(&stamps(day..day + 1)[0]);
        assert_eq!([0, 2, 3, 5, 7, 8, 13, 6].map(block), [0, 0, 1, 1, 2, 2, 4, 4].map(Some));
        assert_eq!(block(15), None);
    }

    #[test]
    fn of_very_many_blocks_some_are_taken() {
        let numbering = Numbering::of(&stamps(0..120_000), 1);
        assert_eq!(numbering.blocks(), 40_000);
        let taken = stamps(0..120_000).iter().filter(|stamp| numbering.block(stamp).is_some()).count();
        assert_eq!(taken, 40_000);
    }
}
