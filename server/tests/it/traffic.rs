//! `promcast traffic`: steady calls that are all answered, and words where nobody answers.

use crate::support::{Promcast, run};

#[test]
fn calls_are_answered_and_counted() {
    let promcast = Promcast::start();
    let url = format!("http://{}", promcast.address());
    let ran = run(&["traffic", "--server", &url, "--rate", "200", "--for", "500ms"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "{}", ran.stdout);
    let counted = promcast.counted("/predict/{model}", "POST", 200);
    assert!(counted > 10, "{counted}: {}", ran.stdout);
    assert!(ran.stdout.contains(" 0 refused, 0 without an answer"), "{}", ran.stdout);
}

#[test]
fn what_cannot_be_called_is_said() {
    let promcast = Promcast::start();
    let url = format!("http://{}", promcast.address());
    for (flags, words) in [
        (vec!["--server", "http://127.0.0.1:9"], "nobody answers at http://127.0.0.1:9"),
        (vec!["--server", "nowhere"], "is not an address"),
        (vec!["--server", &url, "--model", "other"], "no model `other`"),
    ] {
        let ran = run(&[&["traffic"][..], &flags].concat());
        assert_eq!(ran.code, Some(1), "{flags:?}");
        assert!(ran.stderr.contains(words), "{words} in {}", ran.stderr);
    }
    for rate in ["0", "-1", "many", "1e9", "NaN"] {
        assert_eq!(run(&["traffic", "--rate", rate]).code, Some(2), "{rate}");
    }
}
