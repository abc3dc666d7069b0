//! `avg_over_time` and its likes: one value from all samples of a window.

use promql::ast::MatrixSelector;
use service::SourceError;

use super::Evaluation;
use super::reduction::Reduction;
use super::value::Row;
use super::window::SlidingSamples;

impl Evaluation<'_> {
    /// The reduction of each window of a range selector.
    pub(super) fn over_time(&mut self, reduction: Reduction, matrix: &MatrixSelector) -> Result<Vec<Row>, SourceError> {
        let windows = self.windows(matrix)?;
        self.budget.spend(windows.cost_of_all_samples(self.grid))?;
        self.rows_of(&windows, |series, each| {
            let mut samples = SlidingSamples::new(series.signal.as_ref());
            each.map(|window| reduction.of(samples.move_to(window).map(|(_, value)| value))).collect()
        })
    }
}
