//! Expressions as people and strangers type them: what is refused, where, and what the others say about themselves.

use proptest::prelude::*;
use timeseries::Duration;

use super::*;
use crate::MetricKind;

fn unknown(_: &str) -> MetricKind {
    MetricKind::Unknown
}

#[test]
fn caps_come_before_the_parser() {
    let long = format!("{}x", " ".repeat(ExpressionError::MAX_BYTES));
    assert_eq!(parse(&long), Err(ExpressionError::TooLong { bytes: 8193 }));
    let deep = |opening: &str, closing: &str| format!("{}x{}", opening.repeat(101), closing.repeat(101));
    let cases = [
        (deep("(", ")"), 100),
        (deep("(", ""), 100),
        ("abs(".repeat(101), 403),
        ("-".repeat(101), 100),
        ("- ".repeat(101), 200),
        ("[".repeat(101), 100),
        ("{".repeat(101), 100),
    ];
    for (expr, position) in cases {
        assert_eq!(parse(&expr), Err(ExpressionError::TooDeep { position }), "{}", &expr[..20]);
    }
}

#[test]
fn a_chain_of_operators_is_a_deep_tree() {
    for link in ["1+", "x^", "x or ", "x == ", "x atan2 ", "-1*", "x\nUNLESS "] {
        let chain = |links: usize| format!("{}x", link.repeat(links));
        assert!(matches!(parse(&chain(501)), Err(ExpressionError::TooManyOperators { .. })), "{link}");
        assert!(!parse(&chain(240)).is_err_and(|error| error.is_cap()), "{link}");
    }
    assert_eq!(parse(&"1+".repeat(501)), Err(ExpressionError::TooManyOperators { position: 1001 }));
}

#[test]
fn a_parser_that_panics_is_an_error_without_a_place() {
    let broken = caught::<ast::Expr>(|| panic!("as a parser of others may"));
    assert_eq!(broken.unwrap_err(), "a number in the expression is out of range");
    assert_eq!(caught(|| Ok(7)), Ok(7));
    assert_eq!(caught::<()>(|| Err("syntax".to_owned())), Err("syntax".to_owned()));
}

#[test]
fn what_only_looks_deep_passes() {
    let names: Vec<_> = (0..600).map(|index| format!("a{index}!=\"\"")).collect();
    let texts = [
        format!(r#"up{{job="{}"}}"#, "(".repeat(1000)),
        format!("up{{job='{}\\''}}", "-".repeat(1000)),
        format!("up # {}", "((((--".repeat(1000)),
        format!("up{{{}}}", names.join(",")),
        format!("{}1{}", "(".repeat(100), ")".repeat(100)),
    ];
    for text in texts {
        assert!(parse(&text).is_ok(), "{:?}", parse(&text));
    }
}

#[test]
fn faults_have_a_position_where_it_can_be_told() {
    let cases = [
        ("", None),
        ("# only a comment", None),
        ("up up", None),
        ("sum(up", Some(3)),
        ("rate(up[5m)", Some(10)),
        ("up)", Some(2)),
        ("up{job=\"x}", Some(7)),
        ("up{job='x\\'}", Some(7)),
        ("日本(", Some(2)),
        ("up{job=\"日本\"}]", Some(12)),
        ("rate(up)", None),
        ("up{job=~\"(\"}", None),
        ("\u{0}", None),
    ];
    for (expr, position) in cases {
        let error = parse(expr).unwrap_err();
        assert!(!error.is_cap(), "{expr}");
        assert_eq!(error.position(), position, "{expr}: {error}");
    }
}

#[test]
fn forms_of_other_dialects_may_be_expressions() {
    for expr in [
        "rate(x[5m+1m])",
        "x[step()] offset (2*3m)",
        "rate(x[5m] anchored)",
        "x smoothed",
        "x </ 5",
        "1_000 * x",
        "WITH (y = x) y + 1",
        "x default 0",
        "x if y",
        "keep_last_value(x)",
        "rate(x)",
        "{a=\"b\" or c=\"d\"}",
        "x",
    ] {
        assert!(may_be_expression(expr), "{expr}");
    }
    for text in ["", "sum(x", "x}", "x{a=\"b}", "1,5GB!?(", "# x", "9x"] {
        assert!(!may_be_expression(text), "{text}");
    }
    assert!(!may_be_expression(&"(".repeat(200)));
}

#[test]
fn metric_names() {
    let names = |expr| inspect(expr).unwrap().metric_names().into_iter().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(names("sum(rate(b[5m])) / on() a + quantile_over_time(0.9, c[1h:]) + b"), ["a", "b", "c"]);
    assert_eq!(names(r#"{__name__="by.name", job="x"} or {__name__=~"a|b"} or {job="y"}"#), ["by.name"]);
    assert!(names("time() + 1").is_empty());
}

#[test]
fn newer_forms_have_hints_but_no_offer() {
    let inspection = inspect("sum(http_requests_total[step()] anchored) + rate(b_total[5m+1m])");
    assert!(inspection.is_err(), "a sum wants no range");
    let inspection = inspect("a_total smoothed + rate(b_total[5m+1m])").unwrap();
    assert_eq!(inspection.metric_names().into_iter().collect::<Vec<_>>(), ["a_total", "b_total"]);
    assert_eq!(inspection.bare_counter(unknown).as_deref(), Some("a_total"));
    assert_eq!(inspection.rate_offer(Duration::MINUTE, unknown), None);
}

#[test]
fn bare_counters_by_name() {
    let cases = [
        ("http_requests_total", Some("http_requests_total")),
        ("sum by (job) (http_requests_total) / 60", Some("http_requests_total")),
        ("-(abs(rpc_duration_seconds_sum / rpc_duration_seconds_count))", Some("rpc_duration_seconds_sum")),
        (r#"{__name__="a_total"}"#, Some("a_total")),
        ("histogram_quantile(0.9, h_bucket)", Some("h_bucket")),
        ("rate(http_requests_total[5m])", None),
        ("increase(http_requests_total[5m]) + up", None),
        ("rate(sum(http_requests_total)[5m:1m])", None),
        ("max_over_time(http_requests_total[1d])", None),
        ("count(http_requests_total)", None),
        ("absent(http_requests_total)", None),
        ("up and http_requests_total", None),
        ("http_requests_total and up", Some("http_requests_total")),
        ("up", None),
        ("total", None),
    ];
    for (expr, counter) in cases {
        assert_eq!(inspect(expr).unwrap().bare_counter(unknown).as_deref(), counter, "{expr}");
    }
}

#[test]
fn a_declared_type_wins_over_the_name() {
    let bare = |expr: &str, kind| inspect(expr).unwrap().bare_counter(|_| kind);
    assert_eq!(bare("seats_total", MetricKind::Gauge), None);
    assert_eq!(bare("seats", MetricKind::Counter).as_deref(), Some("seats"));
    assert_eq!(bare("latency", MetricKind::Histogram), None);
    assert_eq!(bare("latency_count", MetricKind::Summary).as_deref(), Some("latency_count"));
}

#[test]
fn the_offer_is_the_same_expression_with_rates() {
    let cases = [
        ("a_total", "rate(a_total[1m])"),
        ("sum  by(job)( a_total ) / up", "sum by (job) (rate(a_total[1m])) / up"),
        (r#"a_total{job="\"x\\"} offset 5m"#, r#"rate(a_total{job="\"x\\"}[1m] offset 5m)"#),
        ("a_total @ end() - b_total", "rate(a_total[1m] @ end()) - rate(b_total[1m])"),
        ("a_total + rate(b_total[5m])", "rate(a_total[1m]) + rate(b_total[5m])"),
    ];
    for (expr, offer) in cases {
        let step = Duration::from_seconds(10);
        assert_eq!(inspect(expr).unwrap().rate_offer(step, unknown).as_deref(), Some(offer), "{expr}");
        assert_eq!(inspect(offer).unwrap().rate_offer(step, unknown), None, "{offer}");
    }
    let windows = [("30s", "2m"), ("0s", "1m"), ("15s", "1m"), ("1h30m", "6h"), ("100ms", "1m"), ("1d", "4d")];
    for (step, window) in windows {
        let offer = inspect("a_total").unwrap().rate_offer(step.parse().unwrap(), unknown);
        assert_eq!(offer, Some(format!("rate(a_total[{window}])")));
    }
}

proptest! {
    #[test]
    fn no_text_breaks_it(expr in "\\PC{0,200}") {
        let _ = inspect(&expr).map(|inspection| inspection.rate_offer(Duration::MINUTE, unknown));
    }

    #[test]
    fn no_likely_text_breaks_it(words in prop::collection::vec(prop::sample::select(WORDS), 0..12)) {
        let expr = words.concat();
        let inspection = inspect(&expr).ok();
        if let Some(offer) = inspection.and_then(|it| it.rate_offer(Duration::MINUTE, unknown)) {
            prop_assert!(parse(&offer).is_ok(), "{}", offer);
        }
    }
}

/// Pieces of PromQL, which put together by chance are sometimes an expression.
const WORDS: &[&str] = &[
    "a_total",
    "up",
    "sum",
    "rate",
    "abs",
    "(",
    ")",
    "[",
    "]",
    "5m",
    "1e3",
    "0x1",
    "{job=\"x\"}",
    " by (job) ",
    "-",
    "+",
    " or ",
    " and ",
    "@",
    " offset ",
    ":",
    "\"",
    "'",
    ",",
    "\n",
    "#",
];
