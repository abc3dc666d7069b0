//! The labels of a source: their names and their values, of lately, or of all its time where lately there is none.

use promql::{decode, request};
use service::SourceError;
use timeseries::{Duration, Timestamp};

use crate::body::{Arriving, Budget};
use crate::exchange::Exchange;

/// More than these are not listed.
const MAX_LISTED: usize = 1_000;
/// Series of before are looked for only where there is none since.
const LATELY: Duration = Duration::DAY;
/// As far back as anybody keeps metrics.
const EVER: Duration = Duration::DAY.times(3650);

/// The names of the labels of a selector's series.
pub(crate) async fn names(
    exchange: &Exchange,
    selector: &str,
    at: Timestamp,
    budget: &Budget,
) -> Result<Vec<String>, SourceError> {
    listed(exchange, request::LABELS_PATH, selector, at, budget).await
}

/// The values of a label in a selector's series; none of a name that older sources cannot be asked for.
pub(crate) async fn values(
    exchange: &Exchange,
    label: &str,
    selector: &str,
    at: Timestamp,
    budget: &Budget,
) -> Result<Vec<String>, SourceError> {
    match request::label_values_path(label) {
        Some(path) => listed(exchange, &path, selector, at, budget).await,
        None => Ok(Vec::new()),
    }
}

async fn listed(
    exchange: &Exchange,
    path: &str,
    selector: &str,
    at: Timestamp,
    budget: &Budget,
) -> Result<Vec<String>, SourceError> {
    for window in [LATELY, EVER] {
        let form = request::labels_form(selector, at - window, at, MAX_LISTED);
        let decode = |body: Arriving| decode::metric_names(body, MAX_LISTED);
        let listed = exchange.list(path, &form, budget, decode).await?;
        if !listed.is_empty() {
            return Ok(listed);
        }
    }
    Ok(Vec::new())
}
