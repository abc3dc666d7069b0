//! A real VictoriaMetrics: what it calls wrong, and what depends on the whole range.

use std::fmt::Write as _;
use std::io::{Read, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::Duration as StdDuration;

use promql::RangeQuery;
use service::{MetricsSource, SourceError};
use tempfile::TempDir;
use timeseries::{Duration, Grid, Timestamp};

use crate::{PrometheusConfig, PrometheusHttp};

/// Values a minute apart.
const VALUES: u64 = 6_000;

/// The moment of the last of them.
fn last() -> Timestamp {
    Timestamp::from_seconds(1_700_000_040)
}

/// A running VictoriaMetrics, which ends with the value.
struct VictoriaMetrics {
    child: Child,
    address: SocketAddr,
    _folder: TempDir,
}

impl Drop for VictoriaMetrics {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl VictoriaMetrics {
    /// Starts one; `None` where there is none on the path.
    fn start() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let child = Command::new("victoria-metrics")
            .arg(format!("-storageDataPath={}", folder.path().display()))
            .arg(format!("-httpListenAddr={address}"))
            .args(["-retentionPeriod=100y", "-memory.allowedBytes=100MB"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        Some(Self { child: child.ok()?, address, _folder: folder })
    }

    /// Posts a body, again until the server is there.
    fn post(&self, path: &str, body: &str) {
        let head =
            format!("POST {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {}\r\n\r\n", body.len());
        for _ in 0..100 {
            if let Ok(mut stream) = TcpStream::connect(self.address) {
                stream.write_all(format!("{head}{body}").as_bytes()).unwrap();
                let mut answer = String::new();
                stream.read_to_string(&mut answer).unwrap();
                assert!(answer.starts_with("HTTP/1.1 20"), "{answer}");
                return;
            }
            std::thread::sleep(StdDuration::from_millis(100));
        }
        panic!("VictoriaMetrics did not start in 10 seconds");
    }
}

/// A gauge that rises by one a minute.
fn rising() -> String {
    (0..VALUES).fold(String::new(), |mut text, back| {
        let time = last() - Duration::MINUTE.times(back);
        writeln!(text, "x {} {}", VALUES - back, time.ms()).unwrap();
        text
    })
}

#[tokio::test]
async fn a_real_victoria_metrics() {
    let Some(server) = VictoriaMetrics::start() else {
        println!("ignored: no `victoria-metrics` on the path");
        return;
    };
    server.post("/api/v1/import/prometheus", &rising());
    server.post("/internal/force_flush", "");
    let source = PrometheusHttp::new(PrometheusConfig::at(format!("http://{}", server.address))).unwrap();
    // 20 hours at 6 s: 12,000 points, two requests.
    let step = Duration::from_seconds(6);
    let grid = Grid { start: last() - step.times(11_999), step, len: 12_000 };
    let asked = async |expr: &str| source.query_range(&RangeQuery { expr: expr.to_owned(), grid }).await;
    for expr in ["x - (x @ end())", "x - range_last(x)"] {
        let answer = asked(expr).await.unwrap();
        let samples = &answer.series[0].samples;
        assert!(samples.len() > 11_900, "{expr}: {}", samples.len());
        let falls = samples.windows(2).filter(|pair| pair[1].value < pair[0].value).count();
        assert_eq!((falls, samples.last().unwrap().value), (0, 0.0), "{expr} rises to its end");
    }
    for (expr, words) in [("sum(", "singleExpr: unexpected token"), ("foo(x)", "unknown func \"foo\"")] {
        match asked(expr).await {
            Err(SourceError::Answered { error_type, message, .. }) => {
                assert_eq!(error_type, "422");
                assert!(message.starts_with(words), "{message}");
            }
            other => panic!("{expr}: {other:?}"),
        }
    }
    assert!(asked("x default 0").await.is_ok() && asked("WITH (y = x) y + 1").await.is_ok());
}
