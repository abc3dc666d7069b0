//! An archive in memory.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use archive::parquet::{encode, roll_up};
use archive::{ArchivedFile, FileShape, Inventory, Kept, Place, ProxyName, Rollup, WriteOptions};
use async_trait::async_trait;
use timeseries::Day;

use super::DayToKeep;
use super::whole_day::{HeldDraft, HeldReader};
use crate::{Archive, ArchiveError, DayDraft, DayReader, Retention, ScrubReport};

/// Keeps days in memory, as the port promises.
#[derive(Debug, Default)]
pub struct MemoryArchive {
    days: Mutex<BTreeMap<(Day, ProxyName), (DayToKeep, u32)>>,
    rolls_up: bool,
}

impl MemoryArchive {
    /// One that knows what its rows come to.
    #[must_use]
    pub fn rolling_up() -> Self {
        Self { rolls_up: true, ..Self::default() }
    }

    fn rollup(&self, of: &ArchivedFile) -> Option<Arc<Rollup>> {
        let Place { day, proxy, .. } = &of.place;
        let rows = self.day(*day, proxy).filter(|_| self.rolls_up)?.rows;
        let bytes = encode(&rows, proxy, *day, &WriteOptions::default()).ok()?;
        roll_up(bytes, &of.place).ok()?.map(Arc::new)
    }

    /// Returns the newest version of a day and proxy.
    #[must_use]
    pub fn day(&self, day: Day, proxy: &ProxyName) -> Option<DayToKeep> {
        self.lock().get(&(day, proxy.clone())).map(|(kept, _)| kept.clone())
    }

    fn keep(&self, day: DayToKeep) -> ArchivedFile {
        let mut days = self.lock();
        let key = (day.day, day.proxy.clone());
        let attempt = days.get(&key).map_or(1, |(_, earlier)| earlier + 1);
        let file = archived(&day, attempt);
        days.insert(key, (day, attempt));
        file
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeMap<(Day, ProxyName), (DayToKeep, u32)>> {
        self.days.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn archived(day: &DayToKeep, attempt: u32) -> ArchivedFile {
    let times = || day.rows.iter().map(|row| row.timestamp);
    ArchivedFile {
        place: Place::flat(day.day, day.proxy.clone()),
        sha256: format!("{:064x}", attempt),
        bytes: day.rows.len() as u64 * 40,
        rows: day.rows.len() as u64,
        span: times().min().zip(times().max()),
        kept: Some(Kept { attempt, collected: day.collected, whole_day: day.whole_day }),
        shape: FileShape::default(),
    }
}

#[async_trait]
impl Archive for MemoryArchive {
    async fn inventory(&self) -> Result<Arc<Inventory>, ArchiveError> {
        let files = self.lock().values().map(|(day, attempt)| archived(day, *attempt)).collect();
        Ok(Arc::new(Inventory { files, left_out: Vec::new() }))
    }

    async fn draft_day(&self, day: Day, proxy: &ProxyName) -> Result<Box<dyn DayDraft + '_>, ArchiveError> {
        Ok(HeldDraft::boxed(day, proxy, |day| Ok(self.keep(day))))
    }

    async fn read_in_turn(&self, day: Day, proxy: &ProxyName) -> Result<Option<Box<dyn DayReader>>, ArchiveError> {
        Ok(self.day(day, proxy).map(|kept| HeldReader::boxed(&kept.rows)))
    }

    async fn rollups(&self, files: &[ArchivedFile]) -> Vec<Option<Arc<Rollup>>> {
        files.iter().map(|file| self.rollup(file)).collect()
    }

    async fn scrub(&self) -> Result<ScrubReport, ArchiveError> {
        Ok(ScrubReport { good: self.lock().len(), ..ScrubReport::default() })
    }

    async fn retain(&self, retention: Retention, today: Day) -> Result<Vec<Day>, ArchiveError> {
        let Some(keep) = retention.days else { return Ok(Vec::new()) };
        let mut days = self.lock();
        let removed: std::collections::BTreeSet<Day> = days
            .keys()
            .map(|(day, _)| *day)
            .filter(|day| *day < today && today.days_since(*day) >= i64::from(keep))
            .collect();
        days.retain(|(day, _), _| !removed.contains(day));
        Ok(removed.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn keeps_what_every_archive_promises() {
        crate::fakes::check_archive(&MemoryArchive::default()).await;
    }
}
