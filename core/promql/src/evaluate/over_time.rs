//! `avg_over_time` and its likes: one value from all samples of a window.

use super::reduction::Reduction;
use super::value::Row;
use super::{EvaluateError, Evaluation};
use crate::ast::MatrixSelector;

impl Evaluation<'_> {
    /// The reduction of each window of a range selector.
    pub(super) fn over_time(
        &mut self,
        reduction: Reduction,
        matrix: &MatrixSelector,
    ) -> Result<Vec<Row>, EvaluateError> {
        let windows = self.windows(matrix)?;
        self.budget.spend(windows.cost_of_all_samples(self.grid))?;
        self.rows_of(&windows, |series, each| {
            let mut points = Vec::new();
            series.each_window(each, &mut |_, samples| {
                points.push(reduction.of(samples.iter().map(|sample| sample.value)));
            });
            points
        })
    }
}
