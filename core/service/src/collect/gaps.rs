//! Gaps of an archive: days of API proxies that are missing, or there in part.

use super::due::{AGAIN_DAYS, DayState, Holdings};
use super::{CollectError, Collector};

/// Days of proxies that are not whole; today is none of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gaps {
    /// Those of the last 7 days, which the next run collects.
    pub recent: GapCount,
    /// Older ones, from the first archived day of each proxy on, which are collected where somebody asks for them.
    pub older: GapCount,
}

/// The number of gaps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GapCount {
    /// Without a file that can be read.
    pub missing: usize,
    /// With a file that is not whole.
    pub partial: usize,
}

impl GapCount {
    fn add(&mut self, state: DayState) {
        match state {
            DayState::Missing => self.missing += 1,
            DayState::Part | DayState::Doubtful => self.partial += 1,
            DayState::Done | DayState::Foreign => {}
        }
    }
}

impl Collector {
    /// Counts the days that are not whole, proxy by proxy.
    ///
    /// # Errors
    /// The archive cannot be used.
    pub async fn gaps(&self) -> Result<Gaps, CollectError> {
        let inventory = self.archive.inventory().await?;
        Ok(count(&Holdings::new(&self.plan, &inventory, self.clock.now()), self.plan.proxies().len()))
    }
}

fn count(holdings: &Holdings<'_>, proxies: usize) -> Gaps {
    let mut gaps = Gaps::default();
    let first_recent = holdings.today().plus_days(-AGAIN_DAYS);
    for proxy in 0..proxies {
        let recent = first_recent.through(holdings.today().plus_days(-1));
        recent.for_each(|day| gaps.recent.add(holdings.state(day, proxy)));
        let Some(first) = holdings.first_day(proxy) else { continue };
        for day in first.through(first_recent.plus_days(-1)) {
            match holdings.state(day, proxy) {
                // A run of long ago may have had another plan: its word is taken.
                DayState::Doubtful => {}
                state => gaps.older.add(state),
            }
        }
    }
    gaps
}
