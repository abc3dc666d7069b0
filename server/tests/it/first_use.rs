//! Tests of first use: a source typed by the user, a query to begin with, suggested names in the field, and many
//! series at once.

use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::Value;

use crate::support::{Fake, Promcast, encoded, json, matrix, says};

/// A Prometheus of a small machine: names in the order of the alphabet, of which the first say nothing.
fn machine() -> Fake {
    Fake::answering(|request| {
        let answer = |data: &str| json(&format!(r#"{{"status":"success","data":{data}}}"#));
        Some(match request {
            request if request.contains("/label/__name__/values") => answer(
                r#"["alertmanager_alerts","net_conntrack_dialer_conn_attempted_total","node_cpu_seconds_total","node_filesystem_avail_bytes","node_filesystem_size_bytes","prometheus_build_info","up"]"#,
            ),
            request if request.contains("/metadata") => answer("{}"),
            request if request.contains("/labels") => answer(r#"["__name__","cpu","mode"]"#),
            request if request.contains("/label/mode/values") => answer(r#"["idle","iowait","user"]"#),
            request if request.contains("query_range") => {
                let is_dead = request.contains("node_cpu");
                matrix(request, 1, move |_, time| (!is_dead).then(|| format!("0.{}", 100 + time % 800)))
            }
            _ => answer(r#"{"resultType":"scalar","result":[0,"1"]}"#),
        })
    })
}

fn on(fake: &Fake) -> Promcast {
    Promcast::with_flags(&["--prometheus.url", &fake.url()])
}

#[test]
fn starting_points_are_finished_questions_about_what_has_data() {
    let promcast = on(&machine());
    let page = promcast.get("/");
    let seen = page.visible();
    assert_eq!(page.status, 200, "{seen}");
    let disk = seen.find("When is a disk full?").unwrap_or_else(|| panic!("{seen}"));
    assert!(page.has("threshold=0.95") && page.has("class=\"spark\""), "{}", page.text());
    assert!(!seen.contains("How busy is the CPU?"), "it has no data now: {seen}");
    assert!(!seen.contains("prometheus_build_info"), "a constant says nothing: {seen}");
    assert!(seen.find("net_conntrack").is_none_or(|place| place > disk), "{seen}");
}

#[test]
fn a_change_of_source_leaves_the_samples_behind() {
    let promcast = on(&machine());
    let page = promcast
        .get("/?source=prometheus&expr=demo_disk_used_ratio%7Bmountpoint%3D%22%2F%22%7D&range=14d&threshold=0.9");
    let seen = page.visible();
    assert_eq!(page.status, 200, "{seen}");
    assert!(seen.contains("When is a disk full?") && !seen.contains("demo_disk_used_ratio"), "{seen}");
    let own = promcast.get("/?source=prometheus&expr=node_filesystem_avail_bytes&range=6h&horizon=1h");
    assert!(own.has(r#"id="answer""#) && own.has(">node_filesystem_avail_bytes</textarea>"), "{}", own.visible());
}

#[test]
fn a_host_and_its_port_are_a_source() {
    let fake = machine();
    let promcast = Promcast::start();
    let address = fake.url().replace("http://", "");
    for source in [address.clone(), fake.url()] {
        let page = promcast.get(&format!("/?source={}&expr=up&range=6h&horizon=1h", encoded(&source)));
        assert_eq!(page.status, 200, "{source}: {}", page.visible());
        assert!(page.has(&format!("value=\"{source}\"")), "the form keeps {source}");
    }
    assert_eq!(promcast.get("/?source=nowhere&expr=up").status, 404);
    let samples = promcast.get("/");
    assert!(says(&samples.visible(), "Connect your Prometheus") && samples.has(r#"id="connect-source""#));
}

#[test]
fn a_word_is_suggested_by_its_place() {
    let promcast = on(&machine());
    let suggested = |before: &str, after: &str| -> Vec<String> {
        let path = format!("/api/page/suggestions?before={}&after={}", encoded(before), encoded(after));
        let answer: Value = serde_json::from_str(&promcast.get(&path).text()).unwrap();
        answer["list"].as_array().unwrap().iter().map(|one| one["insert"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(suggested("ra", "")[0], "rate(");
    assert_eq!(suggested("node_cpu_seconds_total{mo", "}"), ["mode"]);
    assert_eq!(suggested("sum by (mo", ") (node_cpu_seconds_total)"), ["mode"]);
    assert_eq!(suggested("node_cpu_seconds_total{mode=\"i", "\"}"), ["idle", "iowait"]);
    assert_eq!(suggested("sum(node_fi", ")"), ["node_filesystem_avail_bytes", "node_filesystem_size_bytes"]);
}

#[test]
fn what_the_page_asks_by_itself_has_defaults() {
    let promcast = Promcast::start();
    for path in ["/api/page/metrics", "/api/page/metrics?typed=demo", "/api/page/suggestions", "/api/page/metrics?x=1"]
    {
        let answer = promcast.send(&format!("GET {path}"), &[("accept", "application/json")], b"");
        assert_eq!(answer.status, 200, "{path}");
    }
}

#[test]
fn a_parameter_that_is_none_is_told_with_what_was_meant() {
    let promcast = Promcast::start();
    let told = "Unknown: back. Did you mean range?";
    for query in ["expr=demo_queue_length&back=1h", "back=1h", "expr=demo_queue_length&range=x&back=1h"] {
        assert!(promcast.get(&format!("/?{query}")).visible().contains(told), "{query}");
    }
    let api =
        promcast.get("/api/v1/forecast?expr=demo_queue_length&range=1d&horizon=1h&back=1h&format=json&theme=dark");
    let answer: Value = serde_json::from_str(&api.text()).unwrap();
    assert_eq!(answer["warnings"][0], told);
    assert!(!promcast.get("/?expr=demo_queue_length&sort=name&page=1").visible().contains("Unknown:"));
}

/// So many machines, of which the one in the middle grows and all others stand still.
fn many(count: usize) -> Fake {
    Fake::answering(move |request| {
        let value = move |index: usize, time: i64| match index == count / 2 {
            true => Some(((time % 1_000_000) / 60).to_string()),
            false => Some("5".to_owned()),
        };
        Some(matrix(request, count, value))
    })
}

#[test]
fn each_of_many_series_can_be_reached_and_the_one_that_moves_is_shown_first() {
    let promcast = Promcast::with_flags(&["--prometheus.url", &many(230).url()]);
    let page = promcast.get("/?expr=m&range=6h&horizon=1h&step=10m");
    let seen = page.visible();
    assert_eq!(page.status, 200, "{seen}");
    assert!(seen.contains("115, ") && seen.contains(" of 230: "), "{seen}");
    assert!(seen.contains("Page 1 of 5") && seen.contains("At the end") && seen.contains("Change"), "{seen}");
    let keys = AtomicUsize::new(0);
    for page in 1..=5 {
        let text = promcast.get(&format!("/?expr=m&range=6h&horizon=1h&step=10m&page={page}")).text();
        keys.fetch_add(text.matches("<th scope=\"row\"><a").count(), Ordering::Relaxed);
    }
    assert_eq!(keys.into_inner(), 230);
    let found = promcast.get("/?expr=m&range=6h&horizon=1h&step=10m&filter=i%3D%2222%22").visible();
    assert!(found.contains("1 of 230 match"), "{found}");
}
