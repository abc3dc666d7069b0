//! One visitor's connection: request after request, each within its times, until either side ends it.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, Response};
use http_body::Body as _;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use service::Stop;
use tokio::io::{AsyncRead, AsyncWrite};

use super::connections::Seat;
use super::current::CurrentRouter;
use super::held::Held;
use super::impatient::Impatient;
use super::timed_body::TimedBody;

/// The end of an answer may still be on its way to a visitor who has to leave.
const LINGER: Duration = Duration::from_secs(1);

/// Timeouts of a connection.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Patience {
    /// For the head of a request, and between two requests.
    pub(crate) head: Duration,
    /// For the whole body of a request, and for taking the next bytes of an answer.
    pub(crate) body: Duration,
}

/// Address of the peer; behind a proxy, the proxy's.
#[derive(Clone, Copy, Debug)]
pub(super) struct Peer(pub(super) SocketAddr);

/// End of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// By either side, as it should, or broken.
    Closed,
    /// It was told to leave.
    Dismissed,
    /// Its next request did not come in time.
    Silent,
    /// No keys were agreed upon.
    Insecure,
}

/// Answers what comes on a connection.
pub(super) async fn converse<I>(
    io: I,
    peer: Peer,
    seat: Arc<Seat>,
    router: CurrentRouter,
    patience: Patience,
    stop: Stop,
) -> Ending
where
    I: AsyncRead + AsyncWrite + Unpin + Send,
{
    let answering = Arc::clone(&seat);
    // Held once more by each request until its answer is made, also by one that came while its visitor was told to leave.
    let under_way = Arc::new(());
    let service = service_fn(|mut request: Request<Incoming>| {
        request.extensions_mut().insert(peer);
        let guard = (answering.at_work(), Arc::clone(&under_way));
        let answer = TowerToHyperService::new(router.now()).call(timed(request, patience.body));
        async move { answer.await.map(|response| held(response, guard)) }
    });
    let io = Impatient::new(io, patience.body);
    let is_writing = io.is_waiting();
    let io = TokioIo::new(io);
    let connection =
        http1::Builder::new().timer(TokioTimer::new()).header_read_timeout(patience.head).serve_connection(io, service);
    let mut connection = std::pin::pin!(connection);
    loop {
        tokio::select! {
            biased;
            ended = connection.as_mut() => return ending(ended),
            () = seat.dismissed() => break,
            () = stop.asked(), if !stop.is_asked() => connection.as_mut().graceful_shutdown(),
        }
    }
    connection.as_mut().graceful_shutdown();
    // Whoever sends half a head does not go by being asked, and somebody waits for the place.
    let has_answer = Arc::strong_count(&under_way) > 1 || is_writing.load(Ordering::Relaxed);
    let _gone = tokio::time::timeout(if has_answer { LINGER } else { Duration::ZERO }, connection).await;
    Ending::Dismissed
}

fn timed(request: Request<Incoming>, within: Duration) -> Request<Body> {
    // Most requests have no body, and need no clock for it.
    request.map(|body| if body.is_end_stream() { Body::empty() } else { Body::new(TimedBody::new(body, within)) })
}

fn held<G>(response: Response<Body>, guard: G) -> Response<Held<Body, G>> {
    response.map(|body| Held::new(body, guard))
}

fn ending(ended: hyper::Result<()>) -> Ending {
    match ended {
        Err(error) if error.is_timeout() => Ending::Silent,
        Err(error) => {
            tracing::debug!(%error, "a connection broke");
            Ending::Closed
        }
        Ok(()) => Ending::Closed,
    }
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::routing::get;
    use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex};
    use tokio::task::JoinHandle;

    use super::*;
    use crate::web::connections::{Admission, Connections};

    /// A visitor whose pipe holds few bytes, and what becomes of the connection.
    fn visitor(connections: &Arc<Connections>, stop: &Stop) -> (DuplexStream, JoinHandle<Ending>) {
        let (near, far) = duplex(64);
        let Admission::Seated(seat) = connections.admit() else { panic!("it is full") };
        let later = async || tokio::time::sleep(LINGER / 2).await;
        let router = Router::new().route("/", get(async || "x".repeat(100_000))).route("/later", get(later));
        let patience = Patience { head: Duration::from_secs(10), body: Duration::from_secs(30) };
        let peer = Peer(SocketAddr::from(([127, 0, 0, 1], 1)));
        (far, tokio::spawn(converse(near, peer, seat, CurrentRouter::new(router), patience, stop.clone())))
    }

    #[tokio::test(start_paused = true)]
    async fn an_answer_that_is_under_way_at_the_end_arrives_whole() {
        let (connections, stop) = (Connections::new(2), Stop::default());
        let (mut far, visit) = visitor(&connections, &stop);
        far.write_all(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n").await.unwrap();
        far.read_exact(&mut [0; 64]).await.unwrap();
        stop.ask();
        connections.close();
        let mut rest = Vec::new();
        far.read_to_end(&mut rest).await.unwrap();
        assert!(rest.len() >= 100_000, "{}", rest.len());
        visit.await.unwrap();
    }

    #[tokio::test(start_paused = true)]
    async fn whoever_says_half_a_sentence_is_cut_off() {
        let (connections, stop) = (Connections::new(2), Stop::default());
        let (mut far, visit) = visitor(&connections, &stop);
        let since = tokio::time::Instant::now();
        for byte in b"GET / HTT" {
            far.write_all(&[*byte]).await.unwrap();
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
        assert_eq!(visit.await.unwrap(), Ending::Silent);
        assert_eq!(since.elapsed().as_secs(), 10);
    }

    #[tokio::test(start_paused = true)]
    async fn whoever_is_told_to_leave_leaves() {
        let (connections, stop) = (Connections::new(2), Stop::default());
        let (mut far, visit) = visitor(&connections, &stop);
        far.write_all(b"GET / HTT").await.unwrap();
        tokio::time::sleep(Duration::from_secs(1)).await;
        connections.close();
        let since = tokio::time::Instant::now();
        assert_eq!(visit.await.unwrap(), Ending::Dismissed);
        assert!(since.elapsed() < LINGER / 10, "{:?}", since.elapsed());
    }

    #[tokio::test(start_paused = true)]
    async fn whoever_asks_while_told_to_leave_is_answered() {
        let (connections, stop) = (Connections::new(2), Stop::default());
        let (mut far, visit) = visitor(&connections, &stop);
        connections.close();
        far.write_all(b"GET /later HTTP/1.1\r\nHost: a\r\n\r\n").await.unwrap();
        let mut answer = Vec::new();
        far.read_to_end(&mut answer).await.unwrap();
        assert!(answer.starts_with(b"HTTP/1.1 200 "), "{}", String::from_utf8_lossy(&answer));
        assert_eq!(visit.await.unwrap(), Ending::Dismissed);
    }
}
