//! Tests of the ranking, by errors written down by hand.

use timeseries::Duration;

use super::*;
use crate::statistics::mean;

/// Naive, seasonal naive by the day (the baseline), smoothing by the day, smoothing by the week, with these errors.
fn contest(errors: [Option<f64>; 4]) -> Contest {
    let candidate = |model, seasons: &[Duration]| Candidate { model, seasons: seasons.to_vec() };
    let candidates = [
        candidate(Model::Naive, &[]),
        candidate(Model::SeasonalNaive, &[Duration::DAY]),
        candidate(Model::Smoothing, &[Duration::DAY]),
        candidate(Model::Smoothing, &[Duration::WEEK]),
    ];
    let row = |(candidate, mae)| CandidateScore { mae, ..CandidateScore::untried(candidate) };
    let rows = candidates.into_iter().zip(errors).map(row).collect();
    let trials = errors.map(|error| error.and_then(|error| trial(&[error; 3]))).into();
    let plan = Some(Plan { trainings: vec![4, 5, 6], horizon_steps: 1 });
    Contest { plan, rows, trials, baseline: 1, loudness: 1.0, is_mostly_constant: false, blend: None }
}

#[test]
fn the_smallest_error_wins_and_the_simplest_of_a_tie() {
    let cases = [
        ([Some(3.0), Some(2.0), Some(1.0), Some(4.0)], vec![2, 1, 0, 3]),
        ([Some(1.009), Some(2.0), Some(1.0), Some(1.005)], vec![0, 2, 3, 1]),
        ([Some(0.0), Some(0.0), Some(1e-7), Some(1e-7)], vec![0, 1, 2, 3]),
        ([Some(5.0), Some(4.0), None, Some(1.0)], vec![3, 1, 0, 2]),
    ];
    for (errors, ranking) in cases {
        assert_eq!(contest(errors).ranking(ModelChoice::Auto), ranking, "{errors:?}");
    }
}

/// Returns the winner: a candidate with these errors, or the blend, which misses by 1 at two origins and by 4 at the third.
fn first(model: Model, errors: [f64; 3]) -> Model {
    let row = |(candidate, errors): (Candidate, [f64; 3])| {
        (CandidateScore { mae: mean(errors), ..CandidateScore::untried(candidate) }, trial(&errors))
    };
    let alone = Candidate { model, seasons: Vec::new() };
    let (rows, trials) = [(alone, errors), (Candidate::blend(), [1.0, 1.0, 4.0])].map(row).into_iter().unzip();
    let blend = Some(Blend { weights: vec![1.0] });
    let contest = Contest { plan: None, rows, trials, baseline: 0, loudness: 1.0, is_mostly_constant: false, blend };
    contest.model_of(contest.ranking(ModelChoice::Auto)[0])
}

#[test]
fn one_alone_is_clearly_ahead_of_the_blend_and_a_straight_line_not_clearly_behind() {
    // A lead at one origin of three is one standard error.
    let (ahead, clearly, behind) = ([1.0; 3], [0.5, 0.4, 2.0], [1.1, 1.0, 4.0]);
    let (clearly_behind, perfect) = ([4.0, 4.1, 9.0], [0.0; 3]);
    let won = |model| [ahead, clearly, perfect, behind, clearly_behind].map(|errors| first(model, errors) == model);
    assert_eq!(won(Model::SeasonalNaive), [false, true, true, false, false]);
    assert_eq!(won(Model::Naive), [true, true, true, true, false]);
}

/// At each origin one step at which nothing came.
fn trial(errors: &[f64]) -> Option<Trial> {
    Some(Trial::of(vec![0.0; errors.len()], errors.to_vec(), 1))
}

#[test]
fn a_straight_line_that_another_is_ahead_of_has_no_privilege() {
    // At three origins nobody can tell them apart.
    let rows =
        [(Model::Naive, [1.1, 1.0, 4.0]), (Model::SeasonalNaive, [1.0, 1.0, 4.0]), (Model::Blend, [1.0, 1.0, 4.0])];
    let row = |(model, errors): (Model, [f64; 3])| {
        let candidate = Candidate { model, seasons: Vec::new() };
        (CandidateScore { mae: mean(errors), ..CandidateScore::untried(candidate) }, trial(&errors))
    };
    let first = |is_mostly_constant| {
        let (rows, trials) = rows.map(row).into_iter().unzip();
        let blend = Some(Blend { weights: vec![0.5, 0.5] });
        let contest = Contest { plan: None, rows, trials, baseline: 0, loudness: 1.0, is_mostly_constant, blend };
        contest.model_of(contest.ranking(ModelChoice::Auto)[0])
    };
    assert_eq!([first(false), first(true)], [Model::Blend, Model::Naive]);
}

#[test]
fn one_model_competes_with_itself() {
    let contest = contest([Some(0.1), Some(0.2), Some(3.0), Some(2.0)]);
    assert_eq!(contest.ranking(ModelChoice::Only(Model::Smoothing)), [3, 2]);
}

#[test]
fn untried_the_baseline_comes_first() {
    assert_eq!(contest([None; 4]).ranking(ModelChoice::Auto), [1, 2, 0, 3]);
}

#[test]
fn verdicts() {
    let cases = [
        ([Some(9.0), Some(4.0), Some(3.0), None], 2, Some(0.25), Verdict::Better),
        ([Some(9.0), Some(4.0), Some(3.99), None], 2, Some(0.0025), Verdict::NoBetterThanRepetition),
        ([Some(9.0), Some(4.0), None, None], 0, Some(-1.25), Verdict::NoBetterThanRepetition),
        ([Some(1.0), Some(0.0), None, None], 0, None, Verdict::NoBetterThanRepetition),
        ([Some(9.0), Some(4.0), None, None], 3, None, Verdict::NotEnoughHistory),
    ];
    for (errors, chosen, skill, verdict) in cases {
        let backtest = contest(errors).won_by(chosen, 1, &[]);
        let close = |left: f64, right: f64| (left - right).abs() < 1e-12;
        assert!(backtest.skill.zip(skill).map_or(backtest.skill == skill, |(left, right)| close(left, right)));
        assert_eq!(backtest.verdict, verdict, "{errors:?}");
    }
}

#[test]
fn the_best_repetition_is_what_everybody_is_compared_with() {
    let compared = |errors| {
        let backtest = contest(errors).won_by(2, 1, &[]);
        (backtest.baseline, backtest.skill.unwrap())
    };
    assert_eq!(compared([Some(2.0), Some(4.0), Some(1.0), None]), (0, 0.5), "the last value");
    assert_eq!(compared([Some(4.0), Some(2.0), Some(1.0), None]), (1, 0.5), "the last day");
    assert_eq!(compared([Some(2.0), Some(2.0), Some(1.0), None]), (1, 0.5), "the day of a tie");
}

#[test]
fn a_small_part_of_the_horizon_calls_nothing_unforeseeable() {
    let verdict = |errors, steps_ahead| contest(errors).won_by(2, steps_ahead, &[]).verdict;
    let (worse, better) = ([Some(2.0), Some(2.0), Some(3.0), None], [Some(2.0), Some(2.0), Some(1.0), None]);
    assert_eq!([verdict(worse, 4), verdict(worse, 5)], [Verdict::NoBetterThanRepetition, Verdict::NotEnoughHistory]);
    assert_eq!([verdict(better, 100), verdict(better, 101)], [Verdict::Better, Verdict::NotEnoughHistory]);
}
