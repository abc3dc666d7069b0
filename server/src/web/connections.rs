//! Bounds the number of connections: beyond it, the one that has been idle longest is closed.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

/// All connections there are.
#[derive(Debug)]
pub(super) struct Connections {
    most: usize,
    open: Mutex<Open>,
}

/// An open connection.
#[derive(Debug, Default)]
struct Open {
    next_turn: u64,
    /// Whom nobody answers just now, the longest idle first, and how to tell them to leave.
    idle: BTreeMap<u64, Arc<Notify>>,
    at_work: usize,
    is_closed: bool,
}

/// One connection among them, until it is dropped.
#[derive(Debug)]
pub(super) struct Seat {
    connections: Arc<Connections>,
    leave: Arc<Notify>,
    /// The key in `idle`; written under the lock.
    turn: AtomicU64,
}

/// A request is being answered on a connection, until this is dropped: so long it is not told to leave.
#[derive(Debug)]
pub(super) struct AtWork(Arc<Seat>);

/// Outcome of admitting a new connection.
#[derive(Debug)]
pub(super) enum Admission {
    Seated(Arc<Seat>),
    /// Somebody idle was told to leave.
    MadeRoom(Arc<Seat>),
    /// Everyone is at work.
    Full,
}

impl Connections {
    /// Room for `most` connections.
    pub(super) fn new(most: usize) -> Arc<Self> {
        Arc::new(Self { most, open: Mutex::default() })
    }

    /// A seat for one more.
    pub(super) fn admit(self: &Arc<Self>) -> Admission {
        let mut open = self.open();
        let is_full = open.idle.len() + open.at_work >= self.most;
        if is_full && !open.dismiss_longest_idle() {
            return Admission::Full;
        }
        let leave = Arc::new(Notify::new());
        let turn = open.seat_idle(&leave);
        let seat = Arc::new(Seat { connections: Arc::clone(self), leave, turn: AtomicU64::new(turn) });
        if is_full { Admission::MadeRoom(seat) } else { Admission::Seated(seat) }
    }

    /// Tells whoever has been idle longest to leave; whether there is anybody.
    pub(super) fn make_room(&self) -> bool {
        self.open().dismiss_longest_idle()
    }

    /// Tells everyone to leave who is not at work, now and from now on.
    pub(super) fn close(&self) {
        let mut open = self.open();
        open.is_closed = true;
        while open.dismiss_longest_idle() {}
    }

    /// Returns the number of connections.
    pub(super) fn count(&self) -> usize {
        let open = self.open();
        open.idle.len() + open.at_work
    }

    fn open(&self) -> MutexGuard<'_, Open> {
        // No line under this lock can panic half-way.
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Open {
    fn seat_idle(&mut self, leave: &Arc<Notify>) -> u64 {
        self.next_turn += 1;
        if self.is_closed {
            leave.notify_one();
        } else {
            self.idle.insert(self.next_turn, Arc::clone(leave));
        }
        self.next_turn
    }

    fn dismiss_longest_idle(&mut self) -> bool {
        let dismissed = self.idle.pop_first();
        dismissed.is_some_and(|(_, leave)| {
            leave.notify_one();
            true
        })
    }
}

impl Seat {
    /// Notes that a request has come; nothing where the visitor was told to leave meanwhile.
    pub(super) fn at_work(self: &Arc<Self>) -> Option<AtWork> {
        let mut open = self.connections.open();
        let was_idle = open.idle.remove(&self.turn.load(Ordering::Relaxed)).is_some();
        was_idle.then(|| {
            open.at_work += 1;
            AtWork(Arc::clone(self))
        })
    }

    /// Waits until this one is told to leave.
    pub(super) async fn dismissed(&self) {
        self.leave.notified().await;
    }
}

impl Drop for AtWork {
    fn drop(&mut self) {
        let seat = &self.0;
        let mut open = seat.connections.open();
        open.at_work -= 1;
        let turn = open.seat_idle(&seat.leave);
        seat.turn.store(turn, Ordering::Relaxed);
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.connections.open().idle.remove(&self.turn.load(Ordering::Relaxed));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::FutureExt;

    fn seated(admission: Admission) -> Arc<Seat> {
        match admission {
            Admission::Seated(seat) | Admission::MadeRoom(seat) => seat,
            Admission::Full => panic!("it is full"),
        }
    }

    fn is_dismissed(seat: &Seat) -> bool {
        seat.dismissed().now_or_never().is_some()
    }

    #[test]
    fn the_longest_idle_goes_first() {
        let connections = Connections::new(2);
        let [first, second] = [(); 2].map(|()| seated(connections.admit()));
        drop(first.at_work().unwrap());
        let third = connections.admit();
        assert!(matches!(third, Admission::MadeRoom(_)));
        assert!(is_dismissed(&second) && !is_dismissed(&first));
        assert_eq!(connections.count(), 2);
        drop((second, third));
        assert_eq!(connections.count(), 1, "one that was told to leave counts no more, neither now nor when it goes");
    }

    #[test]
    fn whoever_is_at_work_stays() {
        let connections = Connections::new(2);
        let seats = [(); 2].map(|()| seated(connections.admit()));
        let at_work = seats.each_ref().map(|seat| seat.at_work().unwrap());
        assert!(matches!(connections.admit(), Admission::Full));
        drop(at_work);
        assert!(matches!(connections.admit(), Admission::MadeRoom(_)));
        assert!(is_dismissed(&seats[0]) && seats[0].at_work().is_none());
    }

    #[test]
    fn a_seat_that_is_left_is_free() {
        let connections = Connections::new(1);
        for _ in 0..3 {
            let seat = seated(connections.admit());
            let at_work = seat.at_work();
            drop((seat, at_work));
            assert_eq!(connections.count(), 0);
        }
    }

    #[test]
    fn once_closed_nobody_stays_after_the_answer() {
        let connections = Connections::new(3);
        let [idle, busy] = [(); 2].map(|()| seated(connections.admit()));
        let at_work = busy.at_work().unwrap();
        connections.close();
        assert!(is_dismissed(&idle) && !is_dismissed(&busy));
        drop(at_work);
        assert!(is_dismissed(&busy));
        assert_eq!(connections.count(), 0);
    }
}
