//! Many questions at once: large answers share their room, small ones need none, and what nobody waits for is read no further.

use std::time::Duration as StdDuration;

use futures_util::FutureExt;
use service::{MetricsSource, SourceError};
use timeseries::Duration;

use super::query_of;
use super::server::{Act, Server, json, matrix};
use crate::{Limits, PrometheusConfig, PrometheusHttp, Room};

const LIMITS: Limits = Limits { max_body_bytes: 4 << 20, max_series: 2, max_points: 50_000 };

fn sharing(room: &Room, server: &Server, timeout: Duration) -> PrometheusHttp {
    let config = PrometheusConfig { timeout, limits: LIMITS, ..PrometheusConfig::at(server.url()) };
    PrometheusHttp::new(config).unwrap().sharing(room)
}

/// The beginning of a large answer, which does not go on.
fn stuck() -> Server {
    Server::acting(|_| {
        let mut bytes = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n".to_vec();
        bytes.resize(2 << 20, b' ');
        Act::SendAndHold(bytes)
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn large_answers_wait_for_room_and_small_ones_do_not() {
    let room = Room::for_answers_of(LIMITS.max_body_bytes);
    let (large, small) = (stuck(), Server::sending(json(matrix(1))));
    let patient = |_| {
        let source = sharing(&room, &large, Duration::from_seconds(600));
        tokio::spawn(async move { source.query_range(&query_of("up up", 1)).await })
    };
    let reading: Vec<_> = (0..4).map(patient).collect();
    while room.take(1).now_or_never().is_some() {
        tokio::time::sleep(StdDuration::from_millis(5)).await;
    }
    let hasty = sharing(&room, &large, Duration::from_ms(500));
    assert_eq!(hasty.query_range(&query_of("up up", 1)).await, Err(SourceError::Busy { seconds: 1 }));
    let quick = sharing(&room, &small, Duration::from_seconds(20));
    assert!(quick.query_range(&query_of("up up", 1)).await.is_ok());
    // Whoever goes leaves its room to others, which then only wait for their source.
    reading[0].abort();
    while room.take(1).now_or_never().is_none() {
        tokio::time::sleep(StdDuration::from_millis(5)).await;
    }
    assert_eq!(hasty.query_range(&query_of("up up", 1)).await, Err(SourceError::Timeout { seconds: 1 }));
    reading.iter().for_each(tokio::task::JoinHandle::abort);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_deadline_holds_while_an_answer_is_decoded() {
    let endless = Server::acting(|_| {
        let head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n".to_vec();
        Act::SendAndRepeat(head, vec![b' '; 10_000])
    });
    let limits = Limits { max_body_bytes: usize::MAX, ..LIMITS };
    let config = PrometheusConfig { timeout: Duration::from_ms(300), limits, ..PrometheusConfig::at(endless.url()) };
    let source = PrometheusHttp::new(config).unwrap();
    assert_eq!(source.query_range(&query_of("up up", 1)).await, Err(SourceError::Timeout { seconds: 1 }));
    assert_eq!(
        source.newest_sample("up", query_of("up", 1).grid.start).await,
        Err(SourceError::Timeout { seconds: 1 })
    );
    assert_eq!(source.metrics().await, Err(SourceError::Timeout { seconds: 1 }));
}
