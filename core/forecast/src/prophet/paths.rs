//! Ways the trend may go on: it turns as often and as far as it did in the history.

use super::parameters::Parameters;
use crate::random::Random;

/// The end of the history, in the time of the fit.
pub(super) const PRESENT: f64 = 1.0;

/// So many turns add up to what normal numbers do; one by one they would take for ever where the future is far.
const MANY: f64 = 100.0;

/// Frequency and size of the turns of a trend.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Turns {
    /// Turns a unit of time.
    rate: f64,
    /// The mean of their absolute values.
    size: f64,
}

/// One way: how far from the expected line it is.
#[derive(Clone, Debug)]
pub(super) struct Path {
    time: f64,
    deviation: f64,
    slope: f64,
    next_turn: f64,
}

impl Turns {
    /// As in the history; none where it has no changepoints or they do not turn.
    pub(super) fn of(parameters: &Parameters) -> Option<Self> {
        let turns = parameters.turns();
        let size = turns.iter().map(|turn| turn.abs()).sum::<f64>() / turns.len() as f64;
        (size > 0.0).then_some(Self { rate: turns.len() as f64, size })
    }

    /// A path that leaves the present.
    pub(super) fn path(self, random: &mut Random) -> Path {
        Path { time: PRESENT, deviation: 0.0, slope: 0.0, next_turn: PRESENT + self.wait(random) }
    }

    fn wait(self, random: &mut Random) -> f64 {
        random.exponential() / self.rate
    }
}

impl Path {
    /// Goes on to `time` and says how far from the expected line it is there.
    pub(super) fn at(&mut self, time: f64, turns: Turns, random: &mut Random) -> f64 {
        if turns.rate * (time - self.time) > MANY {
            self.leap_to(time, turns, random);
        }
        while self.next_turn <= time {
            self.go_to(self.next_turn);
            self.slope += turns.size * random.laplace();
            self.next_turn += turns.wait(random);
        }
        self.go_to(time);
        self.deviation
    }

    /// All turns on the way at once: by mean, variance and covariance of slope and deviation.
    fn leap_to(&mut self, time: f64, turns: Turns, random: &mut Random) {
        let length = time - self.time;
        // The variance of a Laplace number is twice its squared size.
        let spread = turns.size * libm::sqrt(2.0 * turns.rate * length);
        let slope = spread * random.normal();
        self.go_to(time);
        self.deviation += length * (slope / 2.0 + spread * random.normal() / libm::sqrt(12.0));
        self.slope += slope;
        self.next_turn = time + turns.wait(random);
    }

    fn go_to(&mut self, time: f64) {
        self.deviation += self.slope * (time - self.time);
        self.time = time;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_often_and_as_far_as_in_the_history() {
        let turns = Turns::of(&Parameters::new(0.0, 0.0, &[], &[0.5, -1.5, 0.0, 2.0])).unwrap();
        assert_eq!(turns, Turns { rate: 4.0, size: 1.0 });
        let mut random = Random::seeded(5);
        let ends: Vec<f64> = (0..20_000).map(|_| turns.path(&mut random).at(2.0, turns, &mut random)).collect();
        // A turn at s moves the end by (1 - s) times a Laplace number of variance 2: 4 turns times 2 times 1/3.
        let variance = ends.iter().map(|end| end * end).sum::<f64>() / 20_000.0;
        assert!((variance - 8.0 / 3.0).abs() < 0.15, "{variance}");
    }

    #[test]
    fn many_turns_at_once_are_those_turns() {
        let turns = Turns { rate: 150.0, size: 1.0 };
        let variance = |rows: u32| {
            let mut random = Random::seeded(6);
            let end = |_| {
                let mut path = turns.path(&mut random);
                let mut at = |row: u32| path.at(1.0 + f64::from(row) / f64::from(rows), turns, &mut random);
                (1..=rows).map(&mut at).last().unwrap()
            };
            (0..5000).map(end).map(|end| end * end).sum::<f64>() / 5000.0
        };
        let (leaping, walking) = (variance(1), variance(10));
        assert!((leaping / 100.0 - 1.0).abs() < 0.08 && (walking / 100.0 - 1.0).abs() < 0.08, "{leaping} {walking}");
    }

    #[test]
    fn no_turns_no_paths() {
        assert_eq!(Turns::of(&Parameters::new(0.0, 1.0, &[], &[])), None);
        assert_eq!(Turns::of(&Parameters::new(0.0, 1.0, &[], &[0.0, 0.0])), None);
    }
}
