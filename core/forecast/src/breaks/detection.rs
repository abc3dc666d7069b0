//! Detection of a break in the newest errors of a forecast: a jump, or a slope that was not there before.

use std::ops::Range;

use crate::statistics::{mean, median};

/// A jump comes within one step that is so many times the usual one: of normal steps one in two thousand is.
const SUDDEN: f64 = 5.0;

/// The part of a jump that its one step makes up.
const SUDDEN_PART: f64 = 0.5;

/// The part of the values since a break that lie beyond what errors usually are.
const AWAY_PART: f64 = 0.8;

/// The part of the values before it that lie within.
const USUAL_PART: f64 = 0.7;

/// Points before a break that show what was usual.
const FEWEST_BEFORE: usize = 3;

/// Points that show a slope.
const FEWEST_OF_SLOPE: usize = 4;

/// A slope has led so many times as far as errors usually change in its time.
const STEEP: f64 = 6.0;

/// The distance of an error from its line, at most, as a part of the whole way.
const STEADY: f64 = 0.25;

/// The median change between two independent normal numbers of deviation one.
const NORMAL_CHANGE: f64 = 0.953_872_552_417_105_6;

/// Steps that what was expected may come early or late.
const EARLY: usize = 2;

/// A course goes one way where this part of its steps does.
const ONE_WAY: f64 = 0.6;

/// The kinds of breaks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Shape {
    /// From one level to another.
    Jump,
    /// A change a step beyond what was expected, with its standard error.
    Slope { per_step: f64, error: f64 },
}

/// A break shortly before the newest sample.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Break {
    /// Points since it, the newest among them; at least one.
    pub(crate) age: usize,
    /// The distance of the values now from what was expected.
    pub(crate) size: f64,
    pub(crate) shape: Shape,
}

impl Break {
    /// Tells whether the errors since a jump have stayed about as large as the first.
    fn has_settled(&self, errors: &[f64]) -> bool {
        let since = errors[errors.len() - 1] - errors[errors.len() - self.age];
        since.abs() <= SUDDEN_PART * self.size.abs()
    }

    /// Tells whether it is new to a series of which `last` is the newest value and `said` was expected since before it. A jump that was
    /// expected a little later came early. A slope is told from a course that goes one way: upon a season it is one that was
    /// mistaken.
    pub(crate) fn is_new(&self, last: f64, said: &[f64]) -> bool {
        match self.shape {
            Shape::Jump => {
                let around = &said[self.age.saturating_sub(1 + EARLY)..said.len().min(self.age + EARLY)];
                around.iter().all(|said| (last - said).abs() > self.size.abs() / 2.0)
            }
            Shape::Slope { .. } => goes_one_way(said),
        }
    }
}

fn goes_one_way(said: &[f64]) -> bool {
    let (way, all) = said.windows(2).fold((0.0, 0.0), |(way, all), pair| {
        let step: f64 = pair[1] - pair[0];
        (way + step, all + step.abs())
    });
    way.abs() >= ONE_WAY * all && all > 0.0
}

/// The break that the errors of the newest window show, of which the last is the newest sample's. `usual` is how large an error of a
/// step usually is at most, `change` how much errors so many steps apart usually differ.
pub(crate) fn newest(
    errors: &[f64],
    usual: impl Fn(usize) -> f64,
    change: impl Fn(usize) -> f64,
    oldest: usize,
) -> Option<Break> {
    let is_away = |step: usize| errors[step].abs() > usual(step + 1);
    let last = errors.last().copied().filter(|last| last.is_finite())?;
    if !is_away(errors.len() - 1) {
        return None;
    }
    let fits = |age: &usize| {
        let onset = errors.len() - age;
        let known = |from: usize, to: usize| (from..to).filter(|step| errors[*step].is_finite()).collect::<Vec<_>>();
        let (before, since) = (known(0, onset), known(onset, errors.len()));
        let quiet = before.iter().filter(|step| !is_away(**step)).count();
        let away = since.iter().filter(|step| is_away(**step) && errors[**step] * last > 0.0).count();
        let is_quiet = before.len() >= FEWEST_BEFORE && quiet as f64 >= USUAL_PART * before.len() as f64;
        (is_quiet, away as f64 >= AWAY_PART * since.len() as f64)
    };
    let ages = 1..errors.len().min(oldest + 1);
    let jump = ages.clone().filter(|age| fits(age) == (true, true)).find_map(|age| jump(errors, age, change(1)));
    // What goes on rising since is a slope, where it is steady.
    if let Some(found) = jump.filter(|found| found.has_settled(errors)) {
        return Some(found);
    }
    slope(errors, &change, ages, |age| fits(&age).0).or(jump)
}

fn jump(errors: &[f64], age: usize, change: f64) -> Option<Break> {
    let onset = errors.len() - age;
    let size = median(errors[onset..].iter().copied())?;
    let step = errors[onset] - errors[..onset].iter().rfind(|error| error.is_finite())?;
    let is_sudden = step.abs() > SUDDEN * change && step * size > 0.0 && step.abs() >= SUDDEN_PART * size.abs();
    is_sudden.then_some(Break { age, size, shape: Shape::Jump })
}

/// The onset since which errors have grown steadily and by the most times what they usually change in as long. A random walk
/// wanders as far at other times, so that it shows none.
fn slope(
    errors: &[f64],
    change: impl Fn(usize) -> f64,
    ages: Range<usize>,
    is_quiet_before: impl Fn(usize) -> bool,
) -> Option<Break> {
    let steepness = |age: usize| {
        let onset = errors.len() - age;
        let from = mean(errors[onset.saturating_sub(FEWEST_BEFORE)..onset].iter().copied())?;
        let since = || (1..).zip(&errors[onset..]).filter(|(_, error)| error.is_finite());
        // Least squares through where it began.
        let (products, squares) = since().fold((0.0, 0.0), |(products, squares), (step, error)| {
            let step = f64::from(step);
            (products + step * (error - from), squares + step * step)
        });
        let per_step = products / squares;
        let way = (per_step * age as f64).abs();
        let is_near = |(step, error): (i32, &f64)| (error - from - per_step * f64::from(step)).abs() <= way * STEADY;
        let usual = change(age);
        let is_slope = is_quiet_before(age) && way > STEEP * usual && since().all(is_near);
        let error = usual / NORMAL_CHANGE / libm::sqrt(squares);
        is_slope.then_some((way / usual, age, Shape::Slope { per_step, error }))
    };
    let all = ages.filter(|age| *age >= FEWEST_OF_SLOPE && age + FEWEST_BEFORE <= errors.len()).filter_map(steepness);
    let best = all.reduce(|best, other| if other.0 > best.0 { other } else { best });
    best.map(|(_, age, shape)| Break { age, size: errors[errors.len() - 1], shape })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Small errors of both signs, the last `added` changed by their index.
    fn errors(points: usize, added: usize, by: impl Fn(usize) -> f64) -> Vec<f64> {
        let usual = |index: usize| [0.3, -0.4, 0.1, -0.2, 0.5, -0.3][index % 6];
        let extra = |index: usize| if index + added >= points { by(index + added - points + 1) } else { 0.0 };
        (0..points).map(|index| usual(index) + extra(index)).collect()
    }

    fn found(errors: &[f64]) -> Option<Break> {
        newest(errors, |_| 1.0, |_| 0.5, 24)
    }

    #[test]
    fn a_jump_is_as_old_and_as_large_as_it_is() {
        let found = found(&errors(24, 4, |_| -9.0)).unwrap();
        assert_eq!((found.age, found.shape), (4, Shape::Jump));
        assert!((found.size + 9.0).abs() < 0.5, "{found:?}");
    }

    #[test]
    fn a_new_slope_is_told_from_a_jump() {
        let found = found(&errors(48, 8, |step| 2.0 * step as f64)).unwrap();
        let Shape::Slope { per_step, .. } = found.shape else { panic!("{found:?}") };
        assert!((6..=9).contains(&found.age) && (per_step - 2.0).abs() < 0.4, "{found:?}");
    }

    #[test]
    fn what_is_usual_or_over_is_no_break() {
        assert_eq!(found(&errors(24, 0, |_| 0.0)), None);
        let over: Vec<f64> = errors(24, 6, |_| 9.0).into_iter().chain(errors(6, 0, |_| 0.0)).collect();
        assert_eq!(found(&over), None, "it is back already");
        let always = errors(24, 24, |_| 9.0);
        assert_eq!(found(&always), None, "a forecast that is always off has seen no break");
        assert_eq!([found(&[]), found(&[f64::NAN; 9]), found(&[9.0])], [None; 3]);
    }
}
