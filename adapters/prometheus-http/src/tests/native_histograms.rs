//! Native histograms of a real Prometheus: what is offered in their place is answered with numbers.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration as StdDuration, SystemTime, UNIX_EPOCH};

use promql::RangeAnswer;
use service::MetricsSource;
use timeseries::{Duration, Timestamp};

use super::real_prometheus::Prometheus;
use super::server::{Act, Server, http};
use crate::PrometheusHttp;

/// The content type of a scrape of native histograms.
const PROTOBUF: &str = "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited";

/// A program that has had more and more requests of 0.7 and 1.5 seconds.
fn target() -> Server {
    let scrapes = AtomicU64::new(0);
    Server::acting(move |_| {
        let half = 10 * (1 + scrapes.fetch_add(1, Ordering::Relaxed));
        Act::Send(http("200 OK", PROTOBUF, family("rpc_seconds", half)))
    })
}

/// A family of one histogram, as many observations in each of two buckets, with its length before it.
fn family(name: &str, half: u64) -> Vec<u8> {
    let span = bytes(12, &[number(1, 0), number(2, 2)].concat());
    // Differences from bucket to bucket, zigzag encoded.
    let deltas = [number(13, 2 * half), number(13, 0)].concat();
    let histogram = [number(1, 2 * half), double(2, half as f64 * 2.2), number(5, 0), double(6, 1e-128), number(7, 0)];
    let metric = bytes(7, &[histogram.concat(), span, deltas].concat());
    let family = [bytes(1, name.as_bytes()), number(3, 4), bytes(4, &metric)].concat();
    [varint(family.len() as u64), family].concat()
}

fn varint(mut value: u64) -> Vec<u8> {
    let mut encoded = Vec::new();
    while value >= 0x80 {
        encoded.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    encoded.push(value as u8);
    encoded
}

fn number(field: u64, value: u64) -> Vec<u8> {
    [varint(field << 3), varint(value)].concat()
}

fn double(field: u64, value: f64) -> Vec<u8> {
    [varint(field << 3 | 1), value.to_le_bytes().to_vec()].concat()
}

fn bytes(field: u64, value: &[u8]) -> Vec<u8> {
    [varint(field << 3 | 2), varint(value.len() as u64), value.to_vec()].concat()
}

fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    Timestamp::from_ms(i64::try_from(since.as_millis()).unwrap())
}

/// The answer to an expression as soon as it has histograms or numbers.
async fn answered(source: &PrometheusHttp, expr: &str) -> RangeAnswer {
    for _ in 0..200 {
        let answer = source.query(expr, now()).await.unwrap();
        if answer.histograms > 0 || !answer.series.is_empty() {
            return answer;
        }
        tokio::time::sleep(StdDuration::from_millis(100)).await;
    }
    panic!("nothing for {expr} in 20 seconds");
}

#[tokio::test]
async fn what_is_offered_for_native_histograms_is_answered_with_numbers() {
    let target = target();
    let config = format!(
        "scrape_configs:\n- job_name: a\n  scrape_interval: 1s\n  scrape_timeout: 1s\n  static_configs: [{{targets: ['{}']}}]\n",
        target.address
    );
    let folder = tempfile::tempdir().unwrap();
    let Some(prometheus) = Prometheus::on(folder, &config, &["--enable-feature=native-histograms"]).await else {
        return;
    };
    let source = prometheus.source();
    for expr in ["rpc_seconds", "rate(rpc_seconds[10s])", "sum(rpc_seconds)"] {
        let histograms = answered(&source, expr).await;
        assert_eq!((histograms.series.len(), histograms.histograms), (0, 1), "{expr}: {histograms:?}");
        let offer = promql::histogram_offer(expr, Duration::from_seconds(15));
        let quantile = answered(&source, &offer.quantile).await.series[0].samples[0].value;
        assert!((1.0..=2.0).contains(&quantile), "{}: {quantile}", offer.quantile);
        let count = answered(&source, &offer.count).await.series[0].samples[0].value;
        assert!(count > 0.0, "{}: {count}", offer.count);
    }
}
