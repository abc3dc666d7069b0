//! Requests made from the document itself, right and wrong by its schemas: each answer has a status and a content type that the
//! document names for it, and what it says of its body holds. Seeded; `PROMCAST_SOAK=1` sends many more with a seed that it prints.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use service::fakes::{Dice, soak};

use super::document::{Document, Operation, plain};
use super::fits::assert_fits;
use super::promcast;
use crate::support::{Answer, encoded};

/// Values that people, scripts and scanners put where something else is meant.
const ODD: [&str; 24] = [
    "",
    " ",
    "0",
    "-1",
    "1.5",
    "NaN",
    "1e309",
    "9223372036854775808",
    "null",
    "true",
    "[]",
    "{}",
    "日本語",
    "\u{202e}x",
    "a\u{0}b",
    "line\nline",
    "\"",
    "'",
    "<b>",
    "%",
    "../../secret",
    "2026-13-45",
    "nobody",
    "a very long word of many letters, again and again and again and again and again and again and again and again and again",
];

/// Values that make sense for a parameter by its name, where the schema says only that it is a text.
const GOOD: [(&str, &[&str]); 14] = [
    (
        "expr",
        &["demo_queue_length", "sum(demo_cpu_usage_ratio)", "rate(demo_http_requests_total[1h])", "demo_queue_length{"],
    ),
    ("range", &["1d", "2d", "6h"]),
    ("horizon", &["1h", "3h", "2"]),
    ("step", &["30m", "1h", "auto"]),
    ("level", &["80", "80 95", "50"]),
    ("threshold", &["5", "200MB", "demo_queue_length"]),
    ("alarm", &["7d", "1d"]),
    ("end", &["now", "2026-11-20T12:00:00Z"]),
    ("from", &["2026-11-01"]),
    ("to", &["2026-11-02"]),
    ("q", &["SELECT 1 AS n", "SELECT * FROM metrics LIMIT 3", "SELECT now() AS t, 1 AS v", "SELECT nothing"]),
    ("source", &["demo", "archive"]),
    ("model", &["bike-sharing", "naive"]),
    ("series", &["demo_queue_length"]),
];

/// One request.
struct Sent {
    line: String,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

/// Makes requests of operations.
struct Maker<'a> {
    document: &'a Document,
    dice: Dice,
}

impl Maker<'_> {
    fn request(&mut self, of: &Operation) -> Sent {
        let (mut path, mut query) = (of.path.clone(), Vec::new());
        for parameter in of.parameters(self.document) {
            let name = parameter["name"].as_str().unwrap().to_owned();
            let value = self.text(&name, &parameter["schema"], &parameter["example"]);
            if parameter["in"] == "path" {
                // An empty name is another route.
                let value = if value.is_empty() { "nobody".to_owned() } else { value };
                path = path.replace(&format!("{{{name}}}"), &encoded(&value).replace('/', "%2F"));
            } else if self.dice.index(3) > 0 {
                query.push(format!("{name}={}", encoded(&value)));
            }
        }
        if self.dice.index(8) == 0 {
            query.push(format!("unknown={}", encoded(self.odd())));
        }
        let (kind, body) = self.body(of);
        let query = if query.is_empty() { String::new() } else { format!("?{}", query.join("&")) };
        let mut headers = vec![("Sec-Fetch-Site", "none".to_owned())];
        if !kind.is_empty() {
            headers.push(("Content-Type", kind));
        }
        Sent { line: format!("{} {path}{query}", of.method), headers, body }
    }

    fn odd(&mut self) -> &'static str {
        ODD[self.dice.index(ODD.len())]
    }

    /// The text of a value, most often one that the schema takes.
    fn text(&mut self, name: &str, schema: &Value, example: &Value) -> String {
        // Nobody waits for a simulated upload.
        if name == "seconds" {
            return ["0", "0.01", "-1", "x", "11", ""][self.dice.index(6)].to_owned();
        }
        if self.dice.index(4) == 0 {
            return self.odd().to_owned();
        }
        plain(&self.good(name, schema, example))
    }

    fn good(&mut self, name: &str, schema: &Value, example: &Value) -> Value {
        if let Some(values) = schema["enum"].as_array() {
            return values[self.dice.index(values.len())].clone();
        }
        if let Some((_, values)) = GOOD.iter().find(|(known, _)| *known == name) {
            return json!(values[self.dice.index(values.len())]);
        }
        match (example, &schema["default"]) {
            (Value::Null, Value::Null) if schema["type"] == "number" => json!(self.dice.index(100)),
            (Value::Null, Value::Null) => json!("x"),
            (Value::Null, default) => default.clone(),
            (example, _) => example.clone(),
        }
    }

    /// A body of one of the document's kinds: the example as it is, changed in one place, or bytes that are something else.
    fn body(&mut self, of: &Operation) -> (String, Vec<u8>) {
        let Some((kind, example)) = of.example_body(self.document) else { return (String::new(), Vec::new()) };
        if self.dice.index(6) == 0 {
            let kinds = ["text/plain", "application/json", "text/csv", "application/x-www-form-urlencoded", ""];
            return (kinds[self.dice.index(kinds.len())].to_owned(), self.odd().as_bytes().to_vec());
        }
        let mut example = example.clone();
        if self.dice.index(3) > 0 {
            self.change(&mut example);
        }
        let (kind, text) = Document::written(&kind, &example);
        let mut bytes = text.into_bytes();
        if self.dice.index(8) == 0 {
            bytes.truncate(self.dice.index(bytes.len().max(1)));
        }
        (kind, bytes)
    }

    /// Changes, adds or removes one value somewhere inside.
    fn change(&mut self, value: &mut Value) {
        match value {
            Value::Object(object) if !object.is_empty() => {
                let at = self.dice.index(object.len());
                let key = object.keys().nth(at).cloned().unwrap_or_default();
                match self.dice.index(5) {
                    0 => drop(object.remove(&key)),
                    1 => drop(object.insert("unknown".to_owned(), json!(self.odd()))),
                    _ => object.get_mut(&key).into_iter().for_each(|inner| self.change(inner)),
                }
            }
            Value::Array(array) if !array.is_empty() => {
                let at = self.dice.index(array.len());
                match self.dice.index(4) {
                    0 => drop(array.remove(at)),
                    1 => array.push(array[at].clone()),
                    _ => self.change(&mut array[at]),
                }
            }
            other => {
                let odd = self.odd();
                let values =
                    [json!(odd), json!(-1), json!(1e300), Value::Null, json!([]), json!({}), json!(true), json!(0.5)];
                *other = values[self.dice.index(values.len())].clone();
            }
        }
    }
}

/// Finds what the document does not say of an answer: its status or its kind; the fields of JSON are held against it.
fn undocumented(document: &Document, of: &Operation, sent: &Sent, answer: &Answer, seed: u64) -> Option<String> {
    let body: String = String::from_utf8_lossy(&sent.body).chars().take(300).collect();
    let said: String = String::from_utf8_lossy(&answer.body).chars().take(300).collect();
    let at = format!("seed {seed}: {} {:?} {body:?}: {} {said}", sent.line, sent.headers, answer.status);
    let Some(response) = document.response(of, answer.status) else { return Some(format!("no such status: {at}")) };
    let schemas = response["content"].as_object()?;
    let kind = answer.header("content-type").split(';').next().unwrap_or_default().to_owned();
    let Some(schema) = schemas.get(&kind) else { return Some(format!("no such kind, `{kind}`: {at}")) };
    if kind == "application/json" {
        assert_fits(document, &answer.json(), &schema["schema"], &at);
    }
    None
}

#[test]
fn whatever_is_asked_is_answered_as_the_document_says() {
    let (_storage, promcast) = promcast();
    let document = Document::parse(&promcast.get("/api/v1/openapi.yaml").text());
    let answers_sql = promcast.get("/sql").status != 403;
    let (seed, rounds) = soak::seed_and_rounds(1, 8, 400);
    let mut maker = Maker { document: &document, dice: Dice::new(seed) };
    let mut operations = document.operations();
    operations.retain(|operation| operation.path != "/-/quit" && (answers_sql || !operation.is_about("sql")));
    let mut statuses: Map<String, Value> = Map::new();
    let mut problems: BTreeMap<(String, u16), String> = BTreeMap::new();
    for _ in 0..rounds {
        for operation in &operations {
            let sent = maker.request(operation);
            let headers: Vec<(&str, &str)> = sent.headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let answer = promcast.send(&sent.line, &headers, &sent.body);
            if let Some(problem) = undocumented(&document, operation, &sent, &answer, seed) {
                problems.entry((operation.name(), answer.status)).or_insert(problem);
            }
            let count = statuses.entry(answer.status.to_string()).or_insert(json!(0));
            *count = json!(count.as_u64().unwrap_or(0) + 1);
        }
    }
    println!(
        "generated requests: {} of {} operations, seed {seed}, by status {statuses:?}",
        rounds * operations.len(),
        operations.len()
    );
    assert!(problems.is_empty(), "{problems:#?}");
    assert!(!promcast.log().contains("panicked"), "{}", promcast.log());
    assert_eq!(promcast.get("/-/healthy").status, 200);
}
