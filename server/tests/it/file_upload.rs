//! `POST /file-upload`: the words of the old demo, its histogram, lengths that make no sense, and a file that is sent along.

use crate::support::Promcast;

fn upload(promcast: &Promcast, query: &str) -> (u16, String) {
    let answer = promcast.send(&format!("POST /file-upload{query}"), &[], b"");
    (answer.status, answer.text())
}

#[test]
fn its_metric_is_there_before_the_first() {
    let text = Promcast::start().get("/metrics").text();
    let zeros: String = (1..=10)
        .map(|second| second.to_string())
        .chain(["+Inf".to_owned()])
        .map(|end| format!("file_upload_duration_seconds_bucket{{le=\"{end}\"}} 0\n"))
        .collect();
    let whole = format!(
        "# HELP file_upload_duration_seconds File upload duration in seconds\n# TYPE file_upload_duration_seconds histogram\n\
         {zeros}file_upload_duration_seconds_sum 0\nfile_upload_duration_seconds_count 0\n"
    );
    assert!(text.contains(&whole), "{whole} in {text}");
}

#[test]
fn an_upload_says_how_long_it_took_and_is_counted() {
    let promcast = Promcast::start();
    let answer = promcast.send("POST /file-upload?seconds=0.3", &[], b"");
    assert_eq!((answer.status, answer.header("content-type")), (200, "text/html; charset=utf-8"));
    let words = answer.text();
    let seconds = words.strip_prefix("File upload took ").and_then(|rest| rest.strip_suffix(" seconds!")).unwrap();
    let (_, decimals) = seconds.split_once('.').unwrap();
    assert!(decimals.len() == 2 && (0.3..2.0).contains(&seconds.parse::<f64>().unwrap()), "{words}");
    assert_eq!(promcast.metric("file_upload_duration_seconds_count"), Some(1.0));
    assert!(promcast.metric("file_upload_duration_seconds_sum").unwrap() >= 0.3);
}

#[test]
fn without_a_word_it_takes_one_to_ten_seconds() {
    let promcast = Promcast::start();
    let (status, words) = upload(&promcast, "");
    let seconds: f64 = words.split(' ').nth(3).unwrap().parse().unwrap();
    assert!(status == 200 && (1.0..12.0).contains(&seconds), "{words}");
}

#[test]
fn what_is_sent_along_is_thrown_away() {
    let promcast = Promcast::start();
    // Far more than any other body may be.
    let answer = promcast.send("POST /file-upload?seconds=1", &[], &vec![b'x'; 8 << 20]);
    assert_eq!(answer.status, 200, "{}", answer.text());
}

#[test]
fn lengths_that_make_no_sense_are_refused_and_not_counted() {
    let promcast = Promcast::start();
    for query in ["?seconds=-1", "?seconds=11", "?seconds=soon", "?seconds=NaN", "?seconds=1e400", "?seconds=%00"] {
        let (status, words) = upload(&promcast, query);
        assert_eq!((status, words.as_str()), (400, "`seconds` must be a number from 0 to 10.\n"), "{query}");
    }
    assert_eq!(promcast.metric("file_upload_duration_seconds_count"), Some(0.0));
}

#[test]
fn other_methods_and_other_sites() {
    let promcast = Promcast::start();
    for request in ["GET /file-upload", "PUT /file-upload", "DELETE /file-upload"] {
        assert_eq!(promcast.send(request, &[], b"").status, 405, "{request}");
    }
    let foreign = [("Sec-Fetch-Site", "cross-site")];
    assert_eq!(promcast.send("POST /file-upload?seconds=0", &foreign, b"").status, 403);
    assert_eq!(promcast.metric("file_upload_duration_seconds_count"), Some(0.0));
}
