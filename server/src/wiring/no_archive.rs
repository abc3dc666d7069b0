//! An archive that is not there: empty, and it keeps nothing.

use std::sync::Arc;

use archive::{Inventory, ProxyName};
use async_trait::async_trait;
use service::{Archive, ArchiveError, DayDraft, DayReader, Retention, ScrubReport};
use timeseries::Day;

/// No archive.
#[derive(Debug)]
pub(super) struct NoArchive;

#[async_trait]
impl Archive for NoArchive {
    async fn inventory(&self) -> Result<Arc<Inventory>, ArchiveError> {
        Ok(Arc::default())
    }

    async fn draft_day(&self, _day: Day, _proxy: &ProxyName) -> Result<Box<dyn DayDraft + '_>, ArchiveError> {
        Err(ArchiveError::Refused { why: "there is no archive".to_owned() })
    }

    async fn read_in_turn(&self, _day: Day, _proxy: &ProxyName) -> Result<Option<Box<dyn DayReader>>, ArchiveError> {
        Ok(None)
    }

    async fn scrub(&self) -> Result<ScrubReport, ArchiveError> {
        Ok(ScrubReport::default())
    }

    async fn retain(&self, _retention: Retention, _today: Day) -> Result<Vec<Day>, ArchiveError> {
        Ok(Vec::new())
    }
}
