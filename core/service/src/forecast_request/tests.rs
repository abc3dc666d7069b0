//! Tests of parsing requests: what is accepted, and what is refused.

use super::*;
use timeseries::Unit;

/// 2023-11-14T22:13:20Z, on no step but the second.
fn parse(query: &str) -> Result<ForecastRequest, Error> {
    ForecastRequest::parse(&ForecastParams::from_query(query), Timestamp::from_seconds(1_700_000_000))
}

#[test]
fn defaults() {
    let request = parse("expr=up").unwrap();
    assert_eq!(request.grid.step, Duration::from_seconds(300));
    assert_eq!(request.grid.len, 2016);
    assert_eq!(request.origin(), Timestamp::from_seconds(1_699_999_800 + 300));
    assert_eq!(request.horizon_steps, 288);
    assert_eq!(request.levels.iter().map(ToString::to_string).collect::<Vec<_>>(), ["80", "95"]);
    assert_eq!((request.threshold, request.zoom, request.series, request.source), (None, None, None, None));
    assert_eq!((request.bounds, request.growth), (Bounds::default(), Growth::default()));
    assert_eq!(request.alarms, AlarmBudget::ONE_A_WEEK);
}

#[test]
fn a_bare_number_is_steps() {
    let steps = |query| parse(query).map(|request| (request.horizon_steps, request.grid.step.to_string()));
    assert_eq!(steps("expr=up&horizon=48&step=1h").unwrap(), (48, "1h".to_owned()));
    assert_eq!(steps("expr=up&horizon=48").unwrap(), (48, "5m".to_owned()));
}

#[test]
fn the_newest_point_is_not_after_the_end() {
    let request = parse("expr=up&end=2023-11-14T12:00:00Z&step=1h&range=1d").unwrap();
    assert_eq!(request.grid.times().last(), Timestamp::parse("2023-11-14T12:00:00Z", request.origin()).ok());
    assert_eq!(request.grid.len, 24);
}

#[test]
fn what_makes_no_sense_names_its_parameter() {
    let cases = [
        ("", Param::Expr),
        ("expr=+", Param::Expr),
        ("expr=up&range=week", Param::Range),
        ("expr=up&range=0s", Param::Range),
        ("expr=up&range=-1d", Param::Range),
        ("expr=up&horizon=0", Param::Horizon),
        ("expr=up&horizon=1m&step=1h", Param::Horizon),
        ("expr=up&range=6h&step=15s", Param::Horizon),
        ("expr=up&horizon=5001", Param::Horizon),
        ("expr=up&horizon=4.5", Param::Horizon),
        ("expr=up&horizon=10y&step=1h", Param::Horizon),
        ("expr=up&step=0s", Param::Step),
        ("expr=up&step=8d", Param::Step),
        ("expr=up&step=1ms", Param::Step),
        ("expr=up&range=20y&step=15s", Param::Step),
        ("expr=up&end=yesterday", Param::End),
        ("expr=up&level=100", Param::Level),
        ("expr=up&level=0", Param::Level),
        ("expr=up&level=a", Param::Level),
        ("expr=up&level=NaN", Param::Level),
        ("expr=up&level=10+20+30+40+50", Param::Level),
        ("expr=up&level=,", Param::Level),
        ("expr=up&model=oracle", Param::Model),
        ("expr=up&threshold=0,9", Param::Threshold),
        ("expr=up&threshold=sum(", Param::Threshold),
        ("expr=up&min=none", Param::Min),
        ("expr=up&max=inf", Param::Max),
        ("expr=up&min=2&max=1", Param::Max),
        ("expr=up&growth=-100", Param::Growth),
        ("expr=up&growth=more", Param::Growth),
        ("expr=up&raw=perhaps", Param::Raw),
        ("expr=up&alarm=0s", Param::Alarm),
        ("expr=up&alarm=never", Param::Alarm),
        ("expr=up&threshold=inf", Param::Threshold),
        ("expr=up&zoom=5", Param::Zoom),
        ("expr=up&zoom=200~100", Param::Zoom),
    ];
    for (query, at_fault) in cases {
        match parse(query) {
            Err(Error::Param { param, why, .. }) => {
                assert_eq!(param, at_fault, "{query}");
                assert!(!why.is_empty(), "{query}");
            }
            other => panic!("{query} gave {other:?}"),
        }
    }
}

#[test]
fn auto_never_fails() {
    for (query, step, steps) in [
        ("range=6h", "30s", 2880),
        ("range=12h&horizon=14d", "5m", 4032),
        ("range=100y&horizon=1d", "1d", 1),
        ("range=20y&horizon=5y", "4d", 456),
        ("range=1m&horizon=1d", "30s", 2880),
        ("range=30s&horizon=10s", "10s", 1),
    ] {
        let request = parse(&format!("expr=up&{query}")).unwrap();
        assert_eq!((request.grid.step.to_string(), request.horizon_steps), (step.to_owned(), steps), "{query}");
    }
}

#[test]
fn natural_limits_and_what_was_given() {
    let spec = |query: &str, values: &[f64]| {
        let mut request = parse(&format!("expr=x_ratio&{query}")).unwrap();
        request.profile = Profile { limits: Limits::SHARE, ..Profile::default() };
        let series = GridSeries { labels: timeseries::Labels::default(), grid: request.grid, values: values.to_vec() };
        let bounds = request.spec(&series).bounds;
        (bounds.min, bounds.max)
    };
    assert_eq!(spec("", &[0.2, 0.9]), (Some(0.0), Some(1.0)));
    assert_eq!(spec("max=2", &[0.2, 0.9]), (Some(0.0), Some(2.0)), "what was given wins");
    assert_eq!(spec("min=-5&max=-1", &[0.2]), (Some(-5.0), Some(-1.0)), "also against nature");
    assert_eq!(spec("", &[0.2, 1.9]), (Some(0.0), None), "a limit that the past broke is none");
}

#[test]
fn a_zoom_is_what_the_chart_shows() {
    let request = parse("expr=up&zoom=1699990000~1699999000&threshold=-0.5&level=99,50&level=50").unwrap();
    assert_eq!(request.window().length(), Duration::from_seconds(9000));
    assert_eq!(request.threshold, Some(Threshold::Value(-0.5)));
    assert_eq!(request.levels.len(), 2);
}

#[test]
fn a_threshold_may_be_an_expression() {
    let request = parse("expr=up&threshold=sum(limit)&min=0&max=100&growth=%2B20+%25&alarm=1d").unwrap();
    assert_eq!(request.threshold, Some(Threshold::Expression("sum(limit)".to_owned())));
    let series = GridSeries { labels: timeseries::Labels::default(), grid: request.grid, values: Vec::new() };
    let spec = request.spec(&series);
    assert_eq!((spec.bounds.min, spec.bounds.max, spec.growth.percent()), (Some(0.0), Some(100.0), 20.0));
    assert_eq!(request.alarms.each, Duration::DAY);
}

#[test]
fn values_are_typed_in_the_unit_of_the_metric() {
    let read = |query: &str, unit: Unit| {
        let params = ForecastParams::from_query(query);
        let mut request = ForecastRequest::parse(&params, Timestamp::from_seconds(1_700_000_000))?;
        request.profile.unit = unit;
        request.read_values(&params).map(|()| request)
    };
    let cases = [
        ("200MB", Unit::Bytes, Threshold::Value(200e6)),
        ("200 MiB", Unit::Bytes, Threshold::Value(209_715_200.0)),
        ("80%25", Unit::Ratio, Threshold::Value(0.8)),
        ("80%25", Unit::Percent, Threshold::Value(80.0)),
        ("250ms", Unit::Seconds, Threshold::Value(0.25)),
        ("5m", Unit::Seconds, Threshold::Value(300.0)),
        ("12/s", Unit::PerSecond, Threshold::Value(12.0)),
        ("1.5k", Unit::None, Threshold::Value(1500.0)),
        ("2e6", Unit::Bytes, Threshold::Value(2e6)),
        ("sum(limit)", Unit::Bytes, Threshold::Expression("sum(limit)".to_owned())),
    ];
    for (text, unit, threshold) in cases {
        let request = read(&format!("expr=up&threshold={text}"), unit).unwrap();
        assert_eq!(request.threshold, Some(threshold), "{text} {unit:?}");
    }
    let bounds = read("expr=up&min=1kB&max=2GB", Unit::Bytes).unwrap().bounds;
    assert_eq!((bounds.min, bounds.max), (Some(1e3), Some(2e9)));
    for (query, unit, param) in [
        ("threshold=200MB", Unit::Seconds, Param::Threshold),
        ("threshold=80%25", Unit::None, Param::Threshold),
        ("max=5m", Unit::Bytes, Param::Max),
    ] {
        let Err(Error::Param { param: at, why, next }) = read(&format!("expr=up&{query}"), unit) else {
            panic!("{query} is a value in {unit:?}")
        };
        assert_eq!(at, param, "{why}");
        assert!(next.contains(unit.examples()), "{next}");
    }
}
