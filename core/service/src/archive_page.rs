//! The use case of the archive's page: what there is of some days, proxies and metrics, in one of six views.

mod answer;
mod chart;
mod colors;
mod days_tab;
mod download;
mod fault;
mod heatmap_tab;
mod in_turn;
mod meaning;
mod offer;
mod percentiles_tab;
mod question;
mod reader;
mod rows_tab;
mod scope;
mod series_tab;
mod step;
mod totals_change;
mod totals_tab;
mod words;

use std::sync::Arc;

use api::{ArchivePage, ArchiveParams, ArchiveView, EmptyArchive, LeftOutView, Problem};
use archive::{Inventory, LeftOut};
use timeseries::Timestamp;

pub use chart::{ArchiveChart, ArchiveDrawn};
pub use download::ArchiveDownload;

use crate::Service;
use crate::problem::unreadable_archive;
use answer::answer;
use fault::Fault;
use reader::Reader;
use scope::Scope;

impl Service {
    /// The page of the archive: the view asked for, or in words why there is none, with what there is to choose from.
    ///
    /// # Errors
    /// The archive's folder cannot be read.
    pub async fn archive_page(&self, params: &ArchiveParams) -> Result<ArchivePage, Problem> {
        let now = self.clock.now();
        let inventory = self.archive.inventory().await.map_err(|error| unreadable_archive(&error))?;
        if inventory.files.is_empty() {
            let left_out = left_out(&inventory.left_out);
            return Ok(ArchivePage::Empty(EmptyArchive { has_collector: self.can_collect(), left_out }));
        }
        Ok(ArchivePage::Filled(Box::new(self.filled_page(params, &inventory, now).await)))
    }

    async fn filled_page(&self, params: &ArchiveParams, inventory: &Arc<Inventory>, now: Timestamp) -> ArchiveView {
        let understood = Scope::parse(params, inventory, now);
        // What cannot be understood still leaves something to choose from.
        let scope = understood.as_ref().map_or_else(|_| Scope::usual(inventory, now), Clone::clone);
        let mut reader = Reader::new(self, inventory, &scope);
        let counted = reader.counts(&scope).await;
        let offer = offer::offer(self, params, inventory, &scope, counted.as_ref().map_or(&[], Vec::as_slice), now);
        let answered = match (understood, counted) {
            (Err(fault), _) => Err(fault.into_problem()),
            (Ok(_), Err(problem)) => Err(words::of_engine(problem)),
            (Ok(scope), Ok(counted)) => answer(&mut reader, params, inventory, &scope, &counted, now).await,
        };
        let left_out = left_out(&reader.read.left_out);
        ArchiveView { offer, left_out, freshness: words::freshness(inventory, now), answer: answered }
    }

    /// Returns true if a day can be collected from the page.
    pub(super) fn can_collect(&self) -> bool {
        self.collector.is_some()
    }
}

fn left_out(files: &[LeftOut]) -> Vec<LeftOutView> {
    files.iter().map(|file| LeftOutView { path: file.path.clone(), reason: file.reason.clone() }).collect()
}

#[cfg(test)]
mod tests;
