//! The way of an answer to whoever reads it. A reader who takes long does not keep the seat of the statement: it is given back, and
//! taken again when more is wanted.

use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream::{self, BoxStream};
use service::{SqlError, SqlPart};
use tokio::sync::mpsc::{self, Permit, Sender};
use tokio::time::{Instant, timeout, timeout_at};

use super::answer::Reading;
use super::seats::{Seat, Seats};

/// Parts that wait for the reader: a short answer is over when the statement is, however slowly it is read.
const WAITING_PARTS: usize = 4;
/// The longest wait of a statement for its reader, all waits together, before others have the seat.
const PATIENCE: Duration = Duration::from_secs(1);

type Part = Result<SqlPart, SqlError>;

/// The parts that a reading gives, read ahead of whoever takes them. Where nobody takes them any more, the reading is dropped.
pub(super) fn delivered(
    reading: Reading,
    deadline: Instant,
    seats: Arc<Seats>,
    seat: Seat,
) -> BoxStream<'static, Part> {
    let (parts, taken) = mpsc::channel(WAITING_PARTS);
    tokio::spawn(async move {
        let gone = parts.clone();
        let delivery = Delivery { parts, seats, deadline, seat: Some(seat), waited: Duration::ZERO };
        tokio::select! {
            () = gone.closed() => {}
            () = delivery.all(reading) => {}
        }
    });
    stream::unfold(taken, async |mut taken| Some((taken.recv().await?, taken))).boxed()
}

/// The statement's side of it.
struct Delivery {
    parts: Sender<Part>,
    seats: Arc<Seats>,
    deadline: Instant,
    /// Gone where the reader takes long, and after the last part.
    seat: Option<Seat>,
    /// The time that the seat was kept for the reader alone.
    waited: Duration,
}

impl Delivery {
    /// Delivers every part. A delivery that breaks off ends without an end, as where a process dies.
    async fn all(mut self, mut reading: Reading) {
        while let Some((part, rest)) = reading.next().await {
            reading = rest;
            if reading.is_over() {
                self.seat = None;
            }
            let parts = self.parts.clone();
            let Some(place) = self.place(&parts, reading.is_over()).await else { return };
            place.send(part);
        }
    }

    /// A place among the parts that wait. The seat is given back where that takes too long; an answer that nobody reads is one of
    /// few, and ends where there are too many.
    async fn place<'p>(&mut self, parts: &'p Sender<Part>, is_last: bool) -> Option<Permit<'p, Part>> {
        let since = Instant::now();
        if let Ok(place) = timeout(PATIENCE.saturating_sub(self.waited), parts.reserve()).await {
            self.waited += since.elapsed();
            return place.ok();
        }
        self.waited = Duration::ZERO;
        let _halted = match self.seat.take() {
            Some(seat) => Some(self.seats.halt(seat)?),
            None => None,
        };
        let place = timeout_at(self.deadline, parts.reserve()).await.ok()?.ok()?;
        if !is_last {
            self.seat = timeout_at(self.deadline, self.seats.again()).await.ok()?;
        }
        Some(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::seats::Seats;

    fn delivery(seats: &Arc<Seats>, seat: Seat, parts: &Sender<Part>) -> Delivery {
        let deadline = Instant::now() + Duration::from_secs(300);
        let (parts, seats) = (parts.clone(), Arc::clone(seats));
        Delivery { parts, seats, deadline, seat: Some(seat), waited: Duration::ZERO }
    }

    fn seats() -> Arc<Seats> {
        Arc::new(Seats::new(1, Duration::from_secs(2)))
    }

    fn part() -> Part {
        Err(SqlError::Busy)
    }

    #[tokio::test(start_paused = true)]
    async fn a_reader_who_stops_keeps_nobody_waiting() {
        let (seats, (parts, mut taken)) = (seats(), mpsc::channel(1));
        let mut delivery = delivery(&seats, seats.take().await.unwrap(), &parts);
        delivery.place(&parts, false).await.unwrap().send(part());
        let stuck = tokio::spawn({
            let parts = parts.clone();
            async move {
                delivery.place(&parts, false).await.unwrap().send(part());
                delivery
            }
        });
        let others = seats.take().await.unwrap();
        // The reader goes on, and waits for the others.
        taken.recv().await.unwrap().unwrap_err();
        tokio::time::sleep(Duration::from_secs(5)).await;
        assert!(!stuck.is_finished());
        drop(others);
        assert!(stuck.await.unwrap().seat.is_some());
    }

    #[tokio::test(start_paused = true)]
    async fn a_reader_who_takes_a_part_now_and_then_does_neither() {
        let (seats, (parts, mut taken)) = (seats(), mpsc::channel(1));
        let mut delivery = delivery(&seats, seats.take().await.unwrap(), &parts);
        tokio::spawn(async move {
            while let Some(place) = delivery.place(&parts, false).await {
                place.send(part());
            }
        });
        let dribbling = tokio::spawn(async move {
            while taken.recv().await.is_some() {
                tokio::time::sleep(PATIENCE * 9 / 10).await;
            }
        });
        for _ in 0..3 {
            assert!(seats.take().await.is_ok(), "each has a turn");
        }
        dribbling.abort();
    }

    #[tokio::test(start_paused = true)]
    async fn answers_that_nobody_reads_are_few_and_end() {
        let (seats, mut stuck, mut channels) = (seats(), Vec::new(), Vec::new());
        for _ in 0..4 {
            let (parts, taken) = mpsc::channel(1);
            let mut delivery = delivery(&seats, seats.take().await.unwrap(), &parts);
            delivery.place(&parts, false).await.unwrap().send(part());
            stuck.push(tokio::spawn(async move { delivery.place(&parts, false).await.is_some() }));
            channels.push(taken);
        }
        tokio::time::sleep(PATIENCE * 2).await;
        let ended = stuck.iter().filter(|one| one.is_finished()).count();
        assert_eq!(ended, 2, "two may wait for their readers");
        tokio::time::sleep(Duration::from_secs(300)).await;
        assert!(stuck.iter().all(tokio::task::JoinHandle::is_finished), "none waits beyond its deadline");
    }
}
