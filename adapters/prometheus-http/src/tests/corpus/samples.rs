//! Series with samples and labels that cannot be, and those that only look odd.

use super::super::server::json;
use super::Row;

/// Spellings of a value that are read, and those that are not.
const VALUES: [(&str, &str); 20] = [
    (r#""NaN""#, "fine"),
    (r#""nan""#, "fine"),
    (r#""+Inf""#, "fine"),
    (r#""-Inf""#, "fine"),
    (r#""Inf""#, "fine"),
    (r#""infinity""#, "fine"),
    (r#""1e999""#, "fine"),
    (r#""-0""#, "fine"),
    (r#""1.""#, "fine"),
    (r#""""#, "NotPrometheus"),
    (r#"" 1""#, "NotPrometheus"),
    (r#""0x1p-2""#, "NotPrometheus"),
    (r#""1_000""#, "NotPrometheus"),
    (r#""1,5""#, "NotPrometheus"),
    (r#""None""#, "NotPrometheus"),
    (r#""١""#, "NotPrometheus"),
    ("1", "NotPrometheus"),
    ("null", "NotPrometheus"),
    ("true", "NotPrometheus"),
    (r#"["1"]"#, "NotPrometheus"),
];

/// Times of the one point that is asked for, and other ones.
const TIMES: [(&str, &str); 14] = [
    ("1300000020", "fine"),
    ("1300000020.000", "fine"),
    ("1.30000002e9", "fine"),
    ("1300000020.0001", "fine"),
    ("1300000021", "OtherQuestion"),
    ("1300000080", "OtherQuestion"),
    ("1300000020000", "NotPrometheus"),
    ("0", "OtherQuestion"),
    ("-1300000020", "OtherQuestion"),
    ("1e300", "NotPrometheus"),
    ("1e999", "NotPrometheus"),
    (r#""1300000020""#, "NotPrometheus"),
    (r#""2011-03-13T07:07:00Z""#, "NotPrometheus"),
    ("null", "NotPrometheus"),
];

/// Entries of a matrix.
const ENTRIES: [(&str, &str); 18] = [
    ("null", "NotPrometheus"),
    ("[]", "NotPrometheus"),
    ("1", "NotPrometheus"),
    (r#""x""#, "NotPrometheus"),
    ("{}", "NotPrometheus"),
    (r#"{"metric":{}}"#, "fine"),
    (r#"{"metric":{},"values":[]}"#, "fine"),
    (r#"{"values":[[1300000020,"1"]]}"#, "NotPrometheus"),
    (r#"{"metric":null,"values":[]}"#, "NotPrometheus"),
    (r#"{"metric":[],"values":[]}"#, "NotPrometheus"),
    (r#"{"metric":{"a":1},"values":[]}"#, "NotPrometheus"),
    (r#"{"metric":{"a":null},"values":[]}"#, "NotPrometheus"),
    (r#"{"metric":{},"values":null}"#, "NotPrometheus"),
    (r#"{"metric":{},"values":{}}"#, "NotPrometheus"),
    (r#"{"metric":{},"values":[1300000020,"1"]}"#, "NotPrometheus"),
    (r#"{"metric":{},"values":[[1300000020,"1",2]]}"#, "NotPrometheus"),
    (r#"{"metric":{},"metric":{},"values":[]}"#, "NotPrometheus"),
    (r#"{"metric":{},"histograms":[[1300000020,{}]]}"#, "fine"),
];

fn matrix_of(entries: &str) -> Vec<u8> {
    json(format!(r#"{{"status":"success","data":{{"resultType":"matrix","result":[{entries}]}}}}"#))
}

fn with_labels(labels: &str) -> Vec<u8> {
    matrix_of(&format!(r#"{{"metric":{{{labels}}},"values":[[1300000020,"1"]]}}"#))
}

fn with_samples(samples: &str) -> Vec<u8> {
    matrix_of(&format!(r#"{{"metric":{{}},"values":[{samples}]}}"#))
}

pub(super) fn rows() -> Vec<Row> {
    let values = VALUES.map(|(value, expected)| {
        Row::new(format!("the value {value}"), with_samples(&format!("[1300000020,{value}]")), expected)
    });
    let times = TIMES.map(|(time, expected)| {
        Row::new(format!("the time {time}"), with_samples(&format!("[{time},\"1\"]")), expected)
    });
    let entries = ENTRIES.map(|(entry, expected)| Row::new(format!("the entry {entry}"), matrix_of(entry), expected));
    let long = "x".repeat(40 << 10);
    let labels = [
        ("no labels", String::new(), "fine"),
        ("an empty name", r#""":"x""#.to_owned(), "fine"),
        ("a label twice", r#""a":"1","a":"2""#.to_owned(), "fine"),
        ("markup in a label", r#""a":"<script>\u0000\"\\""#.to_owned(), "fine"),
        ("a long label", format!(r#""a":"{long}""#), "fine"),
        ("labels of nearly 64 KiB", format!(r#""a":"{}""#, "x".repeat((64 << 10) - 200)), "fine"),
        ("two thousand labels", numbered(2_000), "TooLarge"),
        ("eight hundred labels", numbered(800), "fine"),
    ];
    let labels = labels.map(|(name, labels, expected)| Row::new(name, with_labels(&labels), expected));
    let sample = r#"[1300000020,"1"]"#;
    let many = [
        ("a sample twice", [sample, sample].join(","), "fine"),
        ("a sample thrice", [sample; 3].join(","), "OtherQuestion"),
        ("samples of another step", r#"[1300000005,"1"],[1300000020,"1"]"#.to_owned(), "fine"),
        ("samples beside the point alone", r#"[1300000005,"1"],[1300000035,"1"]"#.to_owned(), "OtherQuestion"),
    ];
    let many = many.map(|(name, samples, expected)| Row::new(name, with_samples(&samples), expected));
    let entry = r#"{"metric":{},"values":[[1300000020,"1"]]}"#;
    let series = [
        Row::new("the same series twice", matrix_of(&[entry; 2].join(",")), "fine"),
        Row::new("one series too many", matrix_of(&[entry; 3].join(",")), "TooLarge"),
        Row::new(
            "one series too many, and nonsense",
            matrix_of(&format!("{},nonsense", [entry; 3].join(","))),
            "TooLarge",
        ),
    ];
    values.into_iter().chain(times).chain(entries).chain(labels).chain(many).chain(series).collect()
}

fn numbered(count: usize) -> String {
    (0..count).map(|index| format!(r#""l{index}":"v""#)).collect::<Vec<_>>().join(",")
}
