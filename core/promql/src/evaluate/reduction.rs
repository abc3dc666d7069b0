//! One value of many: what `sum` does across series and `sum_over_time` does along one.

/// Reduction of many values to one.
#[derive(Clone, Copy, Debug)]
pub(super) enum Reduction {
    /// Their mean.
    Avg,
    /// The least.
    Min,
    /// The greatest.
    Max,
    /// Their sum.
    Sum,
    /// Number of values.
    Count,
    /// The newest one.
    Last,
    /// One, where there is any.
    Present,
}

impl Reduction {
    /// By PromQL's word for it.
    pub(super) fn named(word: &str) -> Option<Self> {
        match word {
            "avg" => Some(Self::Avg),
            "min" => Some(Self::Min),
            "max" => Some(Self::Max),
            "sum" => Some(Self::Sum),
            "count" => Some(Self::Count),
            "last" => Some(Self::Last),
            "present" => Some(Self::Present),
            _ => None,
        }
    }

    /// The one value; none of none.
    pub(super) fn of(self, values: impl Iterator<Item = f64>) -> Option<f64> {
        let mut values = values.peekable();
        values.peek()?;
        // Minimum and maximum pass over NaN where there is anything else, as Prometheus' do.
        Some(match self {
            Self::Avg => mean(values),
            Self::Min => values.fold(f64::NAN, f64::min),
            Self::Max => values.fold(f64::NAN, f64::max),
            Self::Sum => values.sum(),
            Self::Count => values.count() as f64,
            Self::Last => values.last().unwrap_or(f64::NAN),
            Self::Present => 1.0,
        })
    }
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    sum / count
}
