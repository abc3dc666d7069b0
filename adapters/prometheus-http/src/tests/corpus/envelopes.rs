//! JSON that is no answer of the API, or almost one.

use super::super::server::{json, matrix};
use super::Row;

/// Bytes that are no answer.
const OTHERS: [&str; 24] = [
    "null",
    "true",
    "42",
    "\"success\"",
    "[]",
    "{}",
    "{\"status\":\"success\"}",
    "{\"status\":null}",
    "{\"status\":\"Success\",\"data\":{\"resultType\":\"matrix\",\"result\":[]}}",
    "{\"status\":[\"success\"],\"data\":{\"resultType\":\"matrix\",\"result\":[]}}",
    "{\"data\":{\"resultType\":\"matrix\",\"result\":[]}}",
    "{\"status\":\"success\",\"data\":null}",
    "{\"status\":\"success\",\"data\":[]}",
    "{\"status\":\"success\",\"data\":\"matrix\"}",
    "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\"}}",
    "{\"status\":\"success\",\"data\":{\"result\":[]}}",
    "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":{}}}",
    "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":null}}",
    "{\"status\":\"success\",\"data\":{\"resultType\":\"Matrix\",\"result\":[]}}",
    "{\"status\":\"success\",\"data\":{\"resultType\":\"streams\",\"result\":[]}}",
    "{\"status\":\"success\",\"data\":{\"resultType\":7,\"result\":[]}}",
    "{\"status\":\"success\",\"data\":{\"resultType\":\"string\",\"result\":[1,\"x\"]}}",
    "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[]}} trailing",
    "{'status':'success','data':{'resultType':'matrix','result':[]}}",
];

/// Answers, however they are written.
const ANSWERS: [(&str, &str); 6] = [
    ("fields in another order", r#"{"data":{"result":[],"resultType":"matrix"},"status":"success"}"#),
    ("fields that nobody knows", r#"{"status":"success","x":[{}],"data":{"y":{},"resultType":"matrix","result":[]}}"#),
    ("white space", " \n\t{ \"status\" : \"success\" , \"data\" : {\"resultType\":\"matrix\",\"result\":[ ]} } \r\n"),
    ("warnings", r#"{"status":"success","warnings":["w"],"infos":["i"],"data":{"resultType":"matrix","result":[]}}"#),
    ("null for warnings", r#"{"status":"success","warnings":null,"data":{"resultType":"matrix","result":[]}}"#),
    ("a vector for a matrix", r#"{"status":"success","data":{"resultType":"vector","result":[]}}"#),
];

pub(super) fn rows() -> Vec<Row> {
    let others = OTHERS.map(|body| Row::new(format!("JSON: {body}"), json(body), "NotPrometheus"));
    let answers = ANSWERS.map(|(name, body)| Row::new(name, json(body), "fine"));
    let series = matrix(1);
    let nested = |open: &str| series.replace("\"metric\"", &format!("\"x\":{},\"metric\"", open.repeat(5_000)));
    let spoiled = [
        ("a byte order mark", format!("\u{feff}{series}")),
        ("brackets without an end", nested("[")),
        ("braces without an end", nested("{\"a\":")),
        ("the same field twice", series.replacen("\"status\"", "\"status\":\"success\",\"status\"", 1)),
        ("data twice", series.replacen("\"data\"", "\"data\":{\"resultType\":\"matrix\",\"result\":[]},\"data\"", 1)),
        ("warnings that are no list", series.replacen("\"data\"", "\"warnings\":{},\"data\"", 1)),
        ("warnings that are numbers", series.replacen("\"data\"", "\"warnings\":[1],\"data\"", 1)),
        ("a lone surrogate", series.replacen("matrix", "\\ud800", 1)),
        ("a raw line end in a text", series.replacen("matrix", "mat\nrix", 1)),
        ("a comma too many", series.replacen("]]}", "],]}", 1)),
    ];
    let spoiled = spoiled.map(|(name, body)| Row::new(name, json(body), "NotPrometheus"));
    let latin = series.replacen("matrix", "m\u{7f}trix", 1).into_bytes();
    let latin = latin.into_iter().map(|byte| if byte == 0x7f { 0xe4 } else { byte }).collect::<Vec<_>>();
    others
        .into_iter()
        .chain(answers)
        .chain(spoiled)
        .chain([Row::new("Latin-1", json(latin), "NotPrometheus")])
        .collect()
}
