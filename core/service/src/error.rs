//! `Error`: failures of a use case, by the few kinds a caller can act on.

use api::Param;
use forecast::ForecastError;
use promql::{ExpressionError, HistogramOffer};
use timeseries::Timestamp;

use crate::pool::PoolError;
use crate::ports::{SourceError, StoreError};
use crate::sampling::WiderWindows;

/// A use case that failed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A parameter makes no sense.
    #[error("{why}")]
    Param {
        /// The parameter.
        param: Param,
        /// The reason.
        why: String,
        /// The remedy: what to type instead.
        next: String,
    },
    /// No source has that name.
    #[error("there is no source `{name}`")]
    NoSuchSource {
        /// The name, without what may be a credential.
        name: String,
        /// The names there are.
        known: Vec<String>,
        /// True if the URL of any Prometheus would do as well.
        adhoc_allowed: bool,
    },
    /// The expression is refused before it is sent.
    #[error(transparent)]
    Expression(#[from] ExpressionError),
    /// The source gave no answer.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// The source answered, and there is nothing in it.
    #[error("there are no data in this range")]
    Empty {
        /// The newest sample there is before, where that is known.
        newest: Option<NewestSample>,
        /// Warnings of the source.
        warnings: Vec<String>,
        /// Set where a part of the source did not answer, so that there may be data.
        is_partial: bool,
        /// The expression with longer windows, where those that were asked are too short for the samples.
        wider: Option<WiderWindows>,
    },
    /// The source answered with native histograms alone, which are no line that goes anywhere.
    #[error("these are native histograms, not numbers")]
    NativeHistograms {
        /// Expressions to ask instead.
        offer: HistogramOffer,
    },
    /// No series of the answer is the one that was picked.
    #[error("the answer has no series {key}")]
    NoSuchSeries {
        /// The key that was picked.
        key: String,
    },
    /// The data cannot be forecast.
    #[error(transparent)]
    Forecast(#[from] ForecastError),
    /// The work was not done.
    #[error(transparent)]
    Pool(#[from] PoolError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Error {
    /// Nothing, of which nothing is known.
    pub(crate) fn nothing() -> Self {
        Self::Empty { newest: None, warnings: Vec::new(), is_partial: false, wider: None }
    }
}

/// The newest sample of an expression that gave nothing where it was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewestSample {
    /// Time of the newest sample.
    pub time: Timestamp,
    /// The first moment on the step that was asked at which it can be seen.
    pub seen_at: Timestamp,
}
