//! The shop's processes: their names, and when each is restarted. Counters and leaked memory start anew together.

use crate::signal::Episodes;
use crate::tick::DAY;

/// One process.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Instance {
    /// Its `instance` label.
    pub(crate) name: &'static str,
    /// Its place among its like.
    place: i64,
}

/// All of them.
pub(crate) const INSTANCES: [Instance; 3] = [
    Instance { name: "shop-1:8080", place: 0 },
    Instance { name: "shop-2:8080", place: 1 },
    Instance { name: "shop-3:8080", place: 2 },
];

impl Instance {
    /// Every six days or so, one instance after another: a week shows some restart, and no two at once.
    pub(crate) fn restarts(self) -> Episodes {
        Episodes::new(self.name, 6 * DAY, DAY).shifted(self.place * 2 * DAY)
    }
}
