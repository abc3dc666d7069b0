//! A script's question understood: a forecast request on a grid finer than the steps that are wanted, so that a short
//! history still has points to learn from.

use api::{ForecastParams, Param};
use timeseries::{Duration, Timestamp};

use crate::forecast_request::{Ahead, Known, MAX_HORIZON_STEPS, is_at_least, positive};
use crate::{Error, ForecastRequest};

/// As many points of history as a fit needs to be quick.
const HISTORY_POINTS: u64 = 1_000;

/// A forecast request on a fine grid, and the spacing of the points wanted from it.
#[derive(Debug)]
pub(super) struct ScriptRequest {
    pub(super) request: ForecastRequest,
    /// Number of grid points per step of the script.
    pub(super) stride: usize,
}

impl ScriptRequest {
    /// Understands what was asked of a source whose data are known so well.
    ///
    /// # Errors
    /// `Error::Param` with the first parameter that makes no sense and why.
    pub(super) fn parse(params: &ForecastParams, now: Timestamp, known: Known) -> Result<Self, Error> {
        let (range, step) = (positive(params, Param::Range)?, positive(params, Param::Step)?);
        let steps = Ahead::parse(params)?.steps_of(step)?;
        let stride = parts(range, step, steps, known.resolution);
        let fine = Duration::from_ms(step.ms() / stride as u64);
        let fine_params =
            params.clone().with(Param::Step, fine.to_string()).with(Param::Horizon, (steps * stride).to_string());
        Ok(Self { request: ForecastRequest::with(&fine_params, now, known)?, stride })
    }
}

/// Into how many parts a step is cut: as many as leave at most 1,000 points of history, and no more steps ahead than
/// anybody may ask for, and not finer than what the source has.
fn parts(range: Duration, step: Duration, steps: usize, resolution: Option<Duration>) -> usize {
    const PARTS: [usize; 12] = [240, 120, 60, 30, 20, 12, 10, 6, 4, 3, 2, 1];
    let fits = |parts: &usize| {
        let fine_ms = step.ms() / *parts as u64;
        step.ms().is_multiple_of(*parts as u64)
            && fine_ms >= 1000
            && resolution.is_none_or(|resolution| is_at_least(Duration::from_ms(fine_ms), resolution))
            && range.steps_of(Duration::from_ms(fine_ms)) <= HISTORY_POINTS
            && (steps * parts) as u64 <= MAX_HORIZON_STEPS
    };
    PARTS.into_iter().find(fits).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(query: &str) -> Result<ScriptRequest, Error> {
        let now = Timestamp::from_seconds(1_700_000_000);
        ScriptRequest::parse(&ForecastParams::from_query(&format!("expr=up&{query}")), now, Known::default())
    }

    #[test]
    fn a_short_history_is_read_finely() {
        let cases = [
            ("range=5m&step=1h&horizon=10", "15s", 240, 2400),
            ("range=7d&step=1h&horizon=10h", "15m", 4, 40),
            ("range=1h&step=1h&horizon=7d", "3m", 20, 3360),
            ("range=1y&step=1h&horizon=10", "1h", 1, 10),
            ("range=1h&step=1s&horizon=10", "1s", 1, 10),
        ];
        for (query, fine, stride, horizon_steps) in cases {
            let script = parse(query).unwrap();
            let told = (script.request.grid.step.to_string(), script.stride, script.request.horizon_steps);
            assert_eq!(told, (fine.to_owned(), stride, horizon_steps), "{query}");
        }
    }

    #[test]
    fn what_makes_no_sense_names_its_parameter() {
        let cases = [
            ("range=5m&step=1h&horizon=30m", Param::Horizon),
            ("range=5m&step=1h&horizon=0", Param::Horizon),
            ("range=5m&step=1h&horizon=5001", Param::Horizon),
            ("range=5m&step=0s&horizon=10", Param::Step),
            ("range=5m&step=auto&horizon=10", Param::Step),
            ("range=0s&step=1h&horizon=10", Param::Range),
            ("range=soon&step=1h&horizon=10", Param::Range),
            ("range=20y&step=1h&horizon=10", Param::Step),
        ];
        for (query, param) in cases {
            assert!(matches!(parse(query), Err(Error::Param { param: at, .. }) if at == param), "{query}");
        }
    }
}
