//! The columns of the list of series.

use api::SeriesColumn;

/// One column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Name,
    Now,
    End,
    Change,
    Crosses,
    Min,
    Max,
    Mean,
}

impl Column {
    /// Those of a list: where no threshold was asked about, nothing crosses one.
    pub(super) fn of(has_threshold: bool) -> Vec<Self> {
        let all = [Self::Name, Self::Now, Self::End, Self::Change, Self::Crosses, Self::Min, Self::Max, Self::Mean];
        all.into_iter().filter(|column| has_threshold || *column != Self::Crosses).collect()
    }

    /// Title of the column.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Name => "Series",
            Self::Now => "Now",
            Self::End => "At the end",
            Self::Change => "Change",
            Self::Crosses => "Crosses",
            Self::Min => "Min",
            Self::Max => "Max",
            Self::Mean => "Mean",
        }
    }

    /// The sort key that a click on the column's head selects.
    pub(super) fn order(self) -> SeriesColumn {
        match self {
            Self::Name => SeriesColumn::Name,
            Self::Now => SeriesColumn::Now,
            Self::End => SeriesColumn::End,
            Self::Change => SeriesColumn::Change,
            Self::Crosses => SeriesColumn::Risk,
            Self::Min => SeriesColumn::Min,
            Self::Max => SeriesColumn::Max,
            Self::Mean => SeriesColumn::Mean,
        }
    }

    /// Value of the sort parameter behind a head: the column's own direction first, then the other one by turns.
    pub(super) fn next_sort(self, sorted: Option<bool>) -> String {
        // Names begin with A and the riskiest come first; of numbers the greatest is asked for first.
        let is_ascending_first = matches!(self, Self::Name | Self::Crosses);
        let is_descending = sorted.map_or(!is_ascending_first, |is_descending| !is_descending);
        let minus = if is_descending { "-" } else { "" };
        format!("{minus}{}", self.order().name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_orders_and_then_the_other_way_round() {
        assert_eq!(Column::Now.next_sort(None), "-now");
        assert_eq!(Column::Now.next_sort(Some(true)), "now");
        assert_eq!(Column::Now.next_sort(Some(false)), "-now");
        assert_eq!((Column::Name.next_sort(None), Column::Crosses.next_sort(None)), ("name".into(), "risk".into()));
        assert!(!Column::of(false).contains(&Column::Crosses) && Column::of(true).contains(&Column::Crosses));
    }
}
