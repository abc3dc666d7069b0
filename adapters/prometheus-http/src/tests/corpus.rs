//! A corpus of answers of misbehaving sources: each row has its class of error, and comes within the deadline.

mod bodies;
mod envelopes;
mod samples;
mod statuses;

use std::collections::BTreeSet;

use futures_util::{StreamExt, stream};
use service::MetricsSource;
use timeseries::Duration;

use super::misbehaviour::variant;
use super::server::{Act, Server};
use super::{LIMITS, query_of};
use crate::{Limits, PrometheusConfig, PrometheusHttp};

/// One row: its name, the bytes that are sent, and the class of what comes of them, `fine` where there is an answer.
pub(super) struct Row {
    name: String,
    bytes: Vec<u8>,
    ending: Ending,
    expected: &'static str,
}

/// The end of an answer after its bytes.
enum Ending {
    /// The end of the connection.
    Close,
    /// Nothing any more.
    Hold,
    /// The same bytes again, without an end.
    Repeat(Vec<u8>),
    /// The rest, byte by byte.
    Dribble(Vec<u8>),
}

impl Row {
    fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>, expected: &'static str) -> Self {
        Self { name: name.into(), bytes: bytes.into(), ending: Ending::Close, expected }
    }

    fn then(self, ending: Ending) -> Self {
        Self { ending, ..self }
    }

    fn act(&self) -> Act {
        let bytes = self.bytes.clone();
        match &self.ending {
            Ending::Close => Act::Send(bytes),
            Ending::Hold => Act::SendAndHold(bytes),
            Ending::Repeat(again) => Act::SendAndRepeat(bytes, again.clone()),
            Ending::Dribble(rest) => Act::SendAndDribble(bytes, rest.clone()),
        }
    }
}

/// Shorter than a dribble takes, and long enough for all else on a busy machine.
const DEADLINE: Duration = Duration::from_seconds(3);

fn rows() -> Vec<Row> {
    [statuses::rows(), bodies::rows(), envelopes::rows(), samples::rows()].into_iter().flatten().collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn each_row_has_its_class_within_the_deadline() {
    let asked = rows().into_iter().map(|row| async move {
        let expected = row.expected;
        let name = row.name.clone();
        // What has no end comes in pieces larger than a small cap.
        let max_body_bytes = if matches!(row.ending, Ending::Repeat(_)) { 16 << 20 } else { LIMITS.max_body_bytes };
        let server = Server::acting(move |_| row.act());
        let source = PrometheusHttp::new(PrometheusConfig {
            timeout: DEADLINE,
            limits: Limits { max_body_bytes, ..LIMITS },
            ..PrometheusConfig::at(server.url())
        });
        let source = source.unwrap();
        // Far beyond the deadline: this is for one that never comes.
        let patience = std::time::Duration::from_secs(60);
        let answer = tokio::time::timeout(patience, source.query_range(&query_of("up up", 1))).await;
        let class = answer.map_or("never", |answer| answer.as_ref().map_or_else(variant, |_| "fine"));
        (class != expected).then(|| format!("{name}: {class}, not {expected}"))
    });
    let wrong: Vec<String> = stream::iter(asked).buffer_unordered(16).filter_map(async |wrong| wrong).collect().await;
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_corpus_is_as_large_as_it_is_said_to_be() {
    let rows = rows();
    let names: BTreeSet<&str> = rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names.len(), rows.len(), "each row has a name of its own");
    assert!(rows.len() >= 160, "{}", rows.len());
}
