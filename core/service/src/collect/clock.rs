//! A clock that went back: found by what files say of when they were collected, told, and kept from doing harm later.

use std::fmt;
use std::sync::Arc;

use archive::{Inventory, ProxyName};
use timeseries::{Day, Duration, Timestamp, text};

use super::Collector;
use super::due::Holdings;
use crate::ArchiveError;

/// A clock is set by less without anybody noticing.
const TOLERANCE: Duration = Duration::SECOND;

/// A clock that is behind an earlier run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockBehind {
    /// The time at which the newest file says that it was collected.
    pub collected: Timestamp,
    /// The time of the clock.
    pub now: Timestamp,
}

impl ClockBehind {
    /// Compares the clock with the newest file of an archive.
    pub(super) fn found(inventory: &Inventory, now: Timestamp) -> Option<Self> {
        let newest = inventory.files.iter().filter_map(|file| file.kept.as_ref()).map(|kept| kept.collected).max();
        newest.filter(|collected| *collected > now + TOLERANCE).map(|collected| Self { collected, now })
    }

    /// The time that it is behind.
    #[must_use]
    pub fn by(&self) -> Duration {
        self.collected.since(self.now)
    }
}

impl fmt::Display for ClockBehind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { collected, now } = self;
        let by = text::length(self.by());
        write!(
            f,
            "The clock went back by {by}: it says {now}, and the archive was collected at {collected}. Rows that lie \
             ahead stay as they are; check the clock of this machine"
        )
    }
}

impl Collector {
    /// Dates files that were collected later than now back to the present, and before the end of their day. A clock that was ahead
    /// wrote them, and they must not pass for whole when that time has come, also where this run cannot collect them again; where it
    /// is this clock that is wrong, they are only looked at once more. Rows and the mark of a whole day stay. Returns the inventory
    /// after that.
    pub(super) async fn restamp(
        &self,
        inventory: Arc<Inventory>,
        now: Timestamp,
    ) -> Result<Arc<Inventory>, ArchiveError> {
        let ahead = Holdings::new(&self.plan, &inventory, now).ahead();
        for file in &ahead {
            let (day, proxy) = (file.place.day, file.place.proxy.clone());
            let never_whole = Timestamp::from_ms(self.plan.can_be_whole_from(day).ms() - 1);
            let whole_day = file.kept.as_ref().is_some_and(|kept| kept.whole_day);
            // Where that fails, the next run tries again.
            let _tried = self.stamp_again(day, &proxy, now.min(never_whole), whole_day).await;
        }
        if ahead.is_empty() { Ok(inventory) } else { self.archive.inventory().await }
    }

    async fn stamp_again(
        &self,
        day: Day,
        proxy: &ProxyName,
        collected: Timestamp,
        whole_day: bool,
    ) -> Result<(), ArchiveError> {
        let Some(mut reader) = self.archive.read_in_turn(day, proxy).await? else { return Ok(()) };
        let mut draft = self.archive.draft_day(day, proxy).await?;
        while let Some((metric, series)) = reader.next_metric().await? {
            draft.add(&metric, series).await?;
        }
        draft.keep(collected, whole_day).await.map(|_| ())
    }
}
