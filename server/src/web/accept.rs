//! The loop that takes connections: only so many at once, each with its times, and an end that waits for what is under way.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use rustls::ServerConfig;
use service::Stop;
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::task::JoinSet;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

use super::connection::{Ending, Patience, Peer, converse};
use super::connections::{Admission, Connections, Seat};
use super::current::CurrentRouter;
use super::guard::Guard;
use crate::telemetry::WebTelemetry;

/// So many may wait for their connection to be taken. A crowd that fills the queue makes others knock again after a second.
const BACKLOG: u32 = 4096;
/// Without a free file descriptor there is nothing to do but to have an idle connection closed, and to wait a little.
const AFTER_A_FAILURE: Duration = Duration::from_millis(20);

/// This part of the connections may be on their way out beside those that are taken: some take a second to leave.
const LEAVING_PART: usize = 16;

/// Settings of connections.
#[derive(Clone, Debug)]
pub(crate) struct Reception {
    pub(crate) router: CurrentRouter,
    pub(crate) guard: Guard,
    pub(crate) max_connections: usize,
    pub(crate) patience: Patience,
    pub(crate) telemetry: WebTelemetry,
}

/// Takes hold of an address.
pub(crate) fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)
}

/// Answers whoever comes until the end is asked for, and then finishes what was begun.
pub(crate) async fn accept(listener: TcpListener, reception: Reception, stop: Stop) {
    let connections = Connections::new(reception.max_connections);
    let mut visits = JoinSet::new();
    let most_visits = reception.max_connections + reception.max_connections / LEAVING_PART;
    loop {
        tokio::select! {
            () = stop.asked() => break,
            // Those that make room hold their file descriptor until they have ended.
            accepted = listener.accept(), if visits.len() <= most_visits => match accepted {
                Ok((stream, peer)) => receive((stream, Peer(peer)), &connections, &reception, &stop, &mut visits),
                Err(error) => wait_after(&error, &connections, &reception.telemetry).await,
            },
            Some(_) = visits.join_next() => {}
        }
        reception.telemetry.connected(connections.count());
    }
    // Whoever knocks from now on is not heard.
    drop(listener);
    connections.close();
    while visits.join_next().await.is_some() {}
}

fn receive(
    from: (TcpStream, Peer),
    connections: &Arc<Connections>,
    reception: &Reception,
    stop: &Stop,
    visits: &mut JoinSet<()>,
) {
    match connections.admit() {
        Admission::Full => reception.telemetry.turned_away("full"),
        Admission::Seated(seat) => drop(visits.spawn(visit(from, seat, reception.clone(), stop.clone()))),
        Admission::MadeRoom(seat) => {
            reception.telemetry.turned_away("made_room");
            visits.spawn(visit(from, seat, reception.clone(), stop.clone()));
        }
    }
}

async fn visit((stream, peer): (TcpStream, Peer), seat: Arc<Seat>, reception: Reception, stop: Stop) {
    // Pages are streamed in small writes, which Nagle's algorithm would hold back.
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "cannot set TCP_NODELAY");
    }
    let Reception { router, guard, patience, telemetry, .. } = reception;
    let ending = match guard.rules().tls.clone() {
        None => converse(stream, peer, seat, router, patience, stop).await,
        Some(tls) => match handshake(stream, tls, &seat, patience).await {
            Ok(stream) => converse(stream, peer, seat, router, patience, stop).await,
            Err(ending) => ending,
        },
    };
    match ending {
        Ending::Closed | Ending::Dismissed => {}
        Ending::Silent => telemetry.turned_away("silent"),
        Ending::Insecure => telemetry.turned_away("insecure"),
    }
}

/// Agrees upon keys; a visitor may not take longer for it than for the head of a request.
async fn handshake(
    stream: TcpStream,
    tls: Arc<ServerConfig>,
    seat: &Seat,
    patience: Patience,
) -> Result<TlsStream<TcpStream>, Ending> {
    let shaken = tokio::time::timeout(patience.head, TlsAcceptor::from(tls).accept(stream));
    tokio::select! {
        () = seat.dismissed() => Err(Ending::Dismissed),
        shaken = shaken => match shaken {
            Err(_elapsed) => Err(Ending::Silent),
            Ok(shaken) => shaken.map_err(|error| {
                tracing::debug!(%error, "a TLS handshake failed");
                Ending::Insecure
            }),
        },
    }
}

async fn wait_after(error: &io::Error, connections: &Connections, telemetry: &WebTelemetry) {
    let is_of_visitor = [io::ErrorKind::ConnectionAborted, io::ErrorKind::ConnectionReset].contains(&error.kind());
    if !is_of_visitor {
        tracing::error!(%error, "no connection can be taken: see whether there are too many open files");
        if connections.make_room() {
            telemetry.turned_away("made_room");
        }
        tokio::time::sleep(AFTER_A_FAILURE).await;
    }
}
