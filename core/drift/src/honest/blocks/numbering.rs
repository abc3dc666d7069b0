//! Which block a day is: neighbouring days of one kind, as many as one block holds.

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
