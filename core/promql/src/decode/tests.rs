//! Bodies as Prometheus and others send them: recorded ones, cut ones, and those of nobody's API.

use std::fs;
use std::path::PathBuf;

use super::*;

fn success(data: &str) -> String {
    format!(r#"{{"status":"success","data":{data}}}"#)
}

fn matrix(result: &str) -> String {
    success(&format!(r#"{{"resultType":"matrix","result":{result}}}"#))
}

fn read(body: &str) -> Result<RangeAnswer, AnswerError> {
    range_answer(body.as_bytes(), "up", Limits::default())
}

/// Times in milliseconds and values of the first series.
fn first_samples(answer: &RangeAnswer) -> Vec<(i64, f64)> {
    answer.series[0].samples.iter().map(|sample| (sample.time.ms(), sample.value)).collect()
}

#[test]
fn samples_are_put_in_order_and_the_last_of_equals_stays() {
    let body =
        matrix(r#"[{"metric":{"b":"2","a":"1"},"values":[[3,"3"],[1,"1"],[2.5,"2"],[1,"9"],[-1,"0"],[3,"4"]]}]"#);
    let answer = read(&body).unwrap();
    assert_eq!(first_samples(&answer), [(-1000, 0.0), (1000, 9.0), (2500, 2.0), (3000, 4.0)]);
    assert_eq!(answer.series[0].labels.to_string(), r#"{a="1",b="2"}"#);
}

#[test]
fn vectors_and_scalars() {
    let body = success(r#"{"result":[{"metric":{},"value":[1,"5"]}],"resultType":"vector"}"#);
    assert_eq!(first_samples(&read(&body).unwrap()), [(1000, 5.0)]);
    let body = success(r#"{"resultType":"scalar","result":[1.5,"+Inf"]}"#);
    assert_eq!(first_samples(&read(&body).unwrap()), [(1500, f64::INFINITY)]);
    assert_eq!(newest_moment(body.as_bytes(), "up"), Ok(None));
    let body = success(
        r#"{"resultType":"vector","result":[{"metric":{},"value":[9,"5.25"]},{"metric":{},"value":[9,"NaN"]}]}"#,
    );
    assert_eq!(newest_moment(body.as_bytes(), "up"), Ok(Some(Timestamp::from_ms(5250))));
}

#[test]
fn empty_answers_and_empty_metrics() {
    assert_eq!(read(&matrix("[]")), Ok(RangeAnswer::default()));
    let answer = read(&matrix(r#"[{"metric":{},"values":[[0,"1"]]},{"metric":{"a":"b"},"values":[]}]"#)).unwrap();
    assert_eq!(answer.series.len(), 1);
    assert!(answer.series[0].labels.is_empty());
}

#[test]
fn warnings_and_infos_are_told_fit_for_a_page() {
    let body = r#"{"infos":["not a counter\n\u0007"],"warnings":["partial"],"more":{"x":[1]},"status":"success",
        "data":{"stats":{},"result":[],"resultType":"matrix"}}"#;
    let answer = read(body).unwrap();
    assert_eq!((answer.warnings, answer.infos), (vec!["partial".to_owned()], vec!["not a counter".to_owned()]));
    assert!(answer.is_partial);
    assert!(read(r#"{"status":"success","warnings":null,"data":{"resultType":"matrix","result":[]}}"#).is_ok());
}

#[test]
fn native_histograms_are_left_out_and_said_so() {
    let body = matrix(
        r#"[{"metric":{"a":"1"},"histograms":[[1,{"count":"1","sum":"2","buckets":[[0,"1","2","3"]]}]]},
            {"metric":{"a":"2"},"values":[[1,"1"]],"histograms":[[2,{}]]},{"metric":{"a":"3"},"values":[[1,"1"]]}]"#,
    );
    let answer = read(&body).unwrap();
    assert_eq!((answer.series.len(), answer.histograms, answer.is_partial), (2, 2, false));
    assert_eq!(answer.warnings, ["native histograms are left out, in 2 series"]);
}

#[test]
fn a_partial_answer_is_known_by_its_mark_or_its_warnings() {
    let data = r#""data":{"resultType":"matrix","result":[]}"#;
    let cases = [
        (r#""isPartial":true"#, true),
        (r#""isPartial":false"#, false),
        (r#""isPartial":null"#, false),
        (r#""warnings":["partial response: store unavailable"]"#, true),
        (r#""warnings":["No StoreAPIs matched for this query"],"isPartial":false"#, true),
        (r#""warnings":["PromQL warning: encountered a mix of histograms and floats (1:1)"]"#, false),
        (r#""infos":["PromQL info: metric might not be a counter"]"#, false),
    ];
    for (said, is_partial) in cases {
        let answer = read(&format!(r#"{{"status":"success",{said},{data}}}"#)).unwrap();
        assert_eq!(answer.is_partial, is_partial, "{said}");
        assert!(!is_partial || !answer.warnings.is_empty(), "{said}");
    }
}

#[test]
fn declared_types_and_units_are_no_identity() {
    let labels = |result: &str| -> Vec<String> {
        read(&matrix(result)).unwrap().series.iter().map(|series| series.labels.to_string()).collect()
    };
    let one = r#"{"metric":{"__name__":"x","__type__":"gauge","__unit__":"bytes","a":"1"},"values":[[1,"1"]]}"#;
    assert_eq!(labels(&format!("[{one}]")), [r#"x{a="1"}"#]);
    let other = one.replace("gauge", "counter");
    assert_eq!(labels(&format!("[{one},{other}]"))[1], r#"x{__type__="counter",__unit__="bytes",a="1"}"#);
}

#[test]
fn too_many_series_are_noticed_at_once() {
    let entry = r#"{"metric":{},"values":[[0,"1"]]}"#;
    // What follows the third series is not even JSON: the cap comes first.
    let body = matrix(&format!("[{entry},{entry},{entry}]")).replace("]}]", "]},[[]]]");
    let limits = |max_series| Limits { max_series, ..Limits::default() };
    assert_eq!(range_answer(body.as_bytes(), "", limits(2)), Err(AnswerError::TooManySeries { limit: 2 }));
    let body = matrix(&format!("[{entry},{entry}]"));
    assert!(range_answer(body.as_bytes(), "", limits(2)).is_ok());
    assert_eq!(range_answer(body.as_bytes(), "", limits(0)), Err(AnswerError::TooManySeries { limit: 0 }));
}

/// A body that must not be read to its end.
struct Unread;

impl Read for Unread {
    fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
        panic!("the cap comes first")
    }
}

#[test]
fn what_is_beyond_a_cap_is_not_waited_for() {
    let long = "x".repeat(70_000);
    let limits = Limits { max_series: 1, ..Limits::default() }.of_points(2);
    let labels = format!(r#"{{"metric":{{"a":"{long}","#);
    let cases = [
        (r#"{"metric":{},"values":[[0,"1"],[0,"1"],[1,"1"],[1,"1"],[2,"1"],"#, "more than 4 samples"),
        (r#"{"metric":{},"values":[]},{"metric":{},"values":[]},"#, "more than 1 series"),
        (labels.as_str(), "more than 64 KiB of labels"),
    ];
    for (result, expected) in cases {
        // The decoder takes its bytes by the buffer. What follows is no space: serde_json looks for the end of a list it gives up.
        let body = matrix(&format!("[{result}")).replace("}}", "") + &"x".repeat(100_000);
        let error = range_answer(body.as_bytes().chain(Unread), "", limits).unwrap_err();
        assert!(error.to_string().contains(expected), "{error}");
    }
}

#[test]
fn lists_without_an_end_are_kept_in_part() {
    let names = format!(r#"{{"status":"success","data":["b",{}"a"]}}"#, r#""c","#.repeat(10_000));
    assert_eq!(metric_names(names.as_bytes(), 2).unwrap(), ["a", "b"]);
    let declared = r#"{"type":"gauge"},"#.repeat(1_000);
    let body = format!(r#"{{"status":"success","data":{{"x":[{declared}{{"type":"counter"}}]}}}}"#);
    let infos = metric_infos(vec!["x".to_owned()], &metadata(body.as_bytes()).unwrap());
    assert_eq!(infos[0].kind, crate::MetricKind::Gauge);
}

#[test]
fn errors_in_prometheus_own_words() {
    let body = r#"{"status":"error","errorType":"bad_data",
        "error":"invalid parameter \"query\": 1:4: parse error: unexpected\nidentifier"}"#;
    let expected = AnswerError::Answered {
        error_type: "bad_data".to_owned(),
        message: r#"invalid parameter "query": 1:4: parse error: unexpected identifier"#.to_owned(),
        position: Some(3),
    };
    assert_eq!(range_answer(body.as_bytes(), "up up", Limits::default()), Err(expected.clone()));
    assert_eq!(error_answer(body.as_bytes(), "up up"), Some(expected));
    assert_eq!(error_answer(&b"<html>"[..], "up"), None);
    assert_eq!(error_answer(matrix("[]").as_bytes(), "up"), None);
    let long = format!(r#"{{"status":"error","error":"{}"}}"#, "x".repeat(9999));
    assert!(error_answer(long.as_bytes(), "up").unwrap().to_string().chars().count() <= 201);
}

#[test]
fn what_is_no_answer() {
    let bodies = [
        String::new(),
        "null".to_owned(),
        "[]".to_owned(),
        "{}".to_owned(),
        "42".to_owned(),
        "<!doctype html><title>hunter2</title>".to_owned(),
        "\u{feff}{}".to_owned(),
        r#"{"status":"ok","data":{}}"#.to_owned(),
        r#"{"status":"success"}"#.to_owned(),
        r#"{"status":"success","status":"success","data":{}}"#.to_owned(),
        success("null"),
        success("[]"),
        success(r#"{"resultType":"matrix"}"#),
        success(r#"{"result":[]}"#),
        success(r#"{"resultType":"string","result":[0,"hunter2"]}"#),
        success(r#"{"resultType":"hunter2","result":[]}"#),
        success(r#"{"resultType":"scalar","result":[]}"#),
        matrix("{}"),
        matrix("null"),
        matrix("[null]"),
        matrix("[{}]"),
        matrix(r#"[{"metric":[],"values":[]}]"#),
        matrix(r#"[{"metric":{"a":1},"values":[]}]"#),
        matrix(r#"[{"metric":{"a":null},"values":[]}]"#),
        matrix(r#"[{"metric":{},"values":[[0,"0x10"]]}]"#),
        matrix(r#"[{"metric":{},"values":[["hunter2","1"]]}]"#),
        matrix(r#"[{"metric":{},"values":{"hunter2":1}}]"#),
        matrix(&"[".repeat(100_000)),
        format!("{} trailing", matrix("[]")),
    ];
    for body in bodies {
        let error = read(&body).unwrap_err();
        assert!(matches!(error, AnswerError::Malformed { .. }), "{body:.100}: {error}");
        assert!(!error.to_string().contains("hunter2"), "an answer that is nobody's is not quoted: {error}");
    }
    assert!(range_answer(&b"{\"status\":\"success\xff\"}"[..], "", Limits::default()).is_err());
}

/// The recorded bodies of one endpoint, or none where there is no shared data.
fn recorded(prefix: &str) -> Vec<Vec<u8>> {
    let beside = || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data"));
    let folder =
        std::env::var_os("PROMCAST_DATA").map_or_else(beside, PathBuf::from).join("prometheus/recorded-responses");
    let Ok(entries) = fs::read_dir(folder) else {
        println!("ignored: no shared data");
        return Vec::new();
    };
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(prefix)));
    paths.sort();
    paths.into_iter().map(|path| fs::read(path).unwrap()).collect()
}

#[test]
fn recorded_answers() {
    let bodies = recorded("query");
    let counts: Vec<_> = bodies.iter().map(|body| range_answer(&body[..], "", Limits::default()).unwrap()).collect();
    for (answer, body) in counts.iter().zip(&bodies) {
        let values = String::from_utf8_lossy(body).matches(".robustperception.io:").count();
        assert_eq!(answer.series.len(), values);
        let samples = answer.series.iter().map(|series| series.samples.len());
        assert!(samples.clone().all(|count| count > 0) && samples.sum::<usize>() >= values);
        assert!(answer.series.iter().all(|series| series.samples.is_sorted_by_key(|sample| sample.time)));
    }
}

#[test]
fn recorded_answers_cut_anywhere() {
    for body in recorded("query") {
        for cut in (0..50).map(|part| body.len() * part / 50) {
            let error = range_answer(&body[..cut], "", Limits::default()).unwrap_err();
            assert_eq!(error, AnswerError::Malformed { part: "the answer", fault: "ends in the middle" }, "{cut}");
        }
    }
}
