//! A connection that is given up where the other side takes nothing for too long: an answer that nobody reads is not kept.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep};

/// Reads and writes through, and keeps an eye on how long a write waits.
#[derive(Debug)]
pub(super) struct Impatient<I> {
    io: I,
    patience: Duration,
    given_up: Pin<Box<Sleep>>,
    is_waiting: Arc<AtomicBool>,
}

impl<I> Impatient<I> {
    /// Gives up a write after `patience` without a byte taken.
    pub(super) fn new(io: I, patience: Duration) -> Self {
        Self { io, patience, given_up: Box::pin(sleep(patience)), is_waiting: Arc::default() }
    }

    /// Tells whether the last write waits for the other side, also when this is out of reach.
    pub(super) fn is_waiting(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.is_waiting)
    }

    fn watched<T>(&mut self, context: &mut Context<'_>, written: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        let was_waiting = self.is_waiting.swap(written.is_pending(), Ordering::Relaxed);
        if written.is_ready() {
            return written;
        }
        if !was_waiting {
            self.given_up.as_mut().reset(Instant::now() + self.patience);
        }
        self.given_up.as_mut().poll(context).map(|()| Err(io::ErrorKind::TimedOut.into()))
    }
}

impl<I: AsyncRead + Unpin> AsyncRead for Impatient<I> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_read(context, buffer)
    }
}

impl<I: AsyncWrite + Unpin> AsyncWrite for Impatient<I> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.io).poll_write(context, bytes);
        self.watched(context, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.io).poll_write_vectored(context, slices);
        self.watched(context, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.io.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let flushed = Pin::new(&mut self.io).poll_flush(context);
        self.watched(context, flushed)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let shut = Pin::new(&mut self.io).poll_shutdown(context);
        self.watched(context, shut)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    #[tokio::test(start_paused = true)]
    async fn a_reader_that_stops_is_left() {
        let (near, mut far) = tokio::io::duplex(8);
        let mut near = Impatient::new(near, Duration::from_secs(5));
        let since = Instant::now();
        let writing = tokio::spawn(async move { near.write_all(&[7; 100]).await });
        tokio::time::sleep(Duration::from_secs(3)).await;
        far.read_exact(&mut [0; 8]).await.unwrap();
        let error = writing.await.unwrap().unwrap_err();
        assert_eq!((error.kind(), since.elapsed().as_secs()), (io::ErrorKind::TimedOut, 8));
    }

    #[tokio::test(start_paused = true)]
    async fn a_slow_reader_is_not() {
        let (near, mut far) = tokio::io::duplex(8);
        let mut near = Impatient::new(near, Duration::from_secs(5));
        let writing = tokio::spawn(async move { near.write_all(&[7; 100]).await });
        for _ in 0..100 {
            tokio::time::sleep(Duration::from_secs(4)).await;
            far.read_exact(&mut [0]).await.unwrap();
        }
        writing.await.unwrap().unwrap();
    }
}
