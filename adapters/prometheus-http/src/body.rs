//! The reading of bodies: decoded on a thread of their own as they arrive, up to a cap that the requests of one question share, and
//! with room that all questions share.

use std::io::{self, Read};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use promql::AnswerError;
use reqwest::Response;
use service::SourceError;
use timeseries::Duration;
use tokio::sync::{OnceCell, mpsc};

use crate::failure;
use crate::room::{Room, SMALL_BYTES, Taken};

/// Pieces of a body that wait for the decoder. What is not taken from the network is not in memory.
const WAITING_PIECES: usize = 4;

/// The bytes that may still be read for one question.
#[derive(Debug)]
pub(crate) struct Budget {
    max_bytes: usize,
    read_bytes: AtomicUsize,
    room: Room,
    /// Taken once the answer turned out to be large.
    taken: OnceCell<Option<Taken>>,
    is_waiting: AtomicBool,
}

impl Budget {
    pub(crate) fn new(max_bytes: usize, room: Room) -> Self {
        let (taken, is_waiting) = (OnceCell::new(), AtomicBool::new(false));
        Self { max_bytes, read_bytes: AtomicUsize::new(0), room, taken, is_waiting }
    }

    /// Tells whether the question waits for room.
    pub(crate) fn is_waiting(&self) -> bool {
        self.is_waiting.load(Ordering::Relaxed)
    }

    async fn spend(&self, bytes: usize) -> Result<(), SourceError> {
        let read = self.read_bytes.fetch_add(bytes, Ordering::Relaxed).saturating_add(bytes);
        if read > self.max_bytes {
            return Err(SourceError::TooLarge {
                what: format!("more than {} bytes", self.max_bytes),
                limit: format!("{} bytes", self.max_bytes),
            });
        }
        if read > SMALL_BYTES {
            self.taken.get_or_init(|| self.room()).await;
        }
        Ok(())
    }

    async fn room(&self) -> Option<Taken> {
        self.is_waiting.store(true, Ordering::Relaxed);
        let taken = self.room.take(self.max_bytes).await;
        self.is_waiting.store(false, Ordering::Relaxed);
        taken
    }
}

/// Decodes a body as it arrives, decompressed, and stops where the budget ends or the decoder has seen enough. Where nobody waits
/// for it any more, the decoder meets the end of the body at its next look.
pub(crate) async fn decoded<T: Send + 'static>(
    response: Response,
    budget: &Budget,
    (timeout, at): (Duration, &str),
    decode: impl FnOnce(Arriving) -> Result<T, AnswerError> + Send + 'static,
) -> Result<T, SourceError> {
    let (pieces, arriving) = mpsc::channel(WAITING_PIECES);
    let decoding = tokio::task::spawn_blocking(move || decode(Arriving::new(arriving)));
    // What went wrong on the way comes first: the decoder only sees that the body ends.
    pass_on(response, pieces, budget, (timeout, at)).await?;
    let decoded = decoding.await.map_err(|_| failure::not_prometheus("it cannot be read"))?;
    decoded.map_err(failure::of_answer)
}

async fn pass_on(
    mut response: Response,
    pieces: mpsc::Sender<Vec<u8>>,
    budget: &Budget,
    (timeout, at): (Duration, &str),
) -> Result<(), SourceError> {
    while let Some(piece) = response.chunk().await.map_err(|error| failure::of_client(error, timeout, at))? {
        budget.spend(piece.len()).await?;
        if pieces.send(piece.into()).await.is_err() {
            // The decoder needs no more of it.
            return Ok(());
        }
    }
    Ok(())
}

/// The bytes of a body, for a thread that may wait for them.
#[derive(Debug)]
pub(crate) struct Arriving {
    pieces: mpsc::Receiver<Vec<u8>>,
    piece: io::Cursor<Vec<u8>>,
}

impl Arriving {
    fn new(pieces: mpsc::Receiver<Vec<u8>>) -> Self {
        Self { pieces, piece: io::Cursor::default() }
    }
}

impl Read for Arriving {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.piece.read(buffer)?;
            if read > 0 || buffer.is_empty() {
                return Ok(read);
            }
            match self.pieces.blocking_recv() {
                Some(piece) => self.piece = io::Cursor::new(piece),
                None => return Ok(0),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_one_body_that_ends_where_nobody_sends_more() {
        let (pieces, arriving) = mpsc::channel(WAITING_PIECES);
        for piece in ["ab", "", "c"] {
            pieces.try_send(piece.into()).unwrap();
        }
        drop(pieces);
        let mut body = String::new();
        Arriving::new(arriving).read_to_string(&mut body).unwrap();
        assert_eq!(body, "abc");
    }
}
