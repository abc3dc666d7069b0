//! Tests of requests (forms, pieces, prefixes, credentials) and of the joining of answers to several requests.

use promql::MetricKind;
use service::{Credentials, MetricsSource, Secret, SourceError};
use timeseries::{Duration, Timestamp};

use super::server::{Act, Server, http, json, matrix};
use super::{query_of, source_at};
use crate::{PrometheusConfig, PrometheusHttp};

#[tokio::test]
async fn a_query_is_a_form_below_the_prefix() {
    let server = Server::sending(json(matrix(1)));
    let source = source_at(&format!("{}/prefix/", server.url()));
    let answer = source.query_range(&query_of("a+b & c", 3)).await.unwrap();
    assert_eq!(answer.series.len(), 1);
    let requests = server.requests();
    assert!(requests[0].starts_with("POST /prefix/api/v1/query_range HTTP/1.1\r\n"), "{requests:?}");
    assert!(requests[0].ends_with("query=a%2Bb+%26+c&start=1300000020&end=1300000140&step=60&limit=3"), "{requests:?}");
}

/// A proxy that answers POST and GET with these statuses, and what is let through with data.
fn proxy(post: &'static str, get: &'static str) -> Server {
    Server::acting(move |request| {
        let status = if request.starts_with("POST") { post } else { get };
        Act::Send(if status == "200 OK" { json(matrix(2)) } else { http(status, "text/plain", "no") })
    })
}

/// The methods of the requests so far.
fn methods(server: &Server) -> Vec<String> {
    server.requests().iter().filter_map(|request| Some(request.split(' ').next()?.to_owned())).collect()
}

#[tokio::test]
async fn where_post_is_not_taken_get_is_asked_and_from_then_on_first() {
    for status in ["403 Forbidden", "404 Not Found", "405 Method Not Allowed", "501 Not Implemented"] {
        let server = proxy(status, "200 OK");
        let source = source_at(&server.url());
        for _ in 0..2 {
            assert_eq!(source.query_range(&query_of("a+b", 1)).await.unwrap().series.len(), 2, "{status}");
        }
        let expected =
            "GET /api/v1/query_range?query=a%2Bb&start=1300000020&end=1300000020&step=60&limit=3 HTTP/1.1\r\n";
        assert!(server.requests()[1].starts_with(expected), "{:?}", server.requests());
        assert_eq!(methods(&server), ["POST", "GET", "GET"], "{status}");
    }
}

#[tokio::test]
async fn where_neither_is_taken_the_one_that_says_more_counts() {
    let denied = Err(SourceError::Denied { status: 403 });
    let foreign = Err(SourceError::NotPrometheus { why: "HTTP status 404".to_owned() });
    for (post, get, expected) in [
        ("403 Forbidden", "403 Forbidden", &denied),
        ("403 Forbidden", "405 Method Not Allowed", &denied),
        ("405 Method Not Allowed", "403 Forbidden", &denied),
        ("404 Not Found", "404 Not Found", &foreign),
    ] {
        let server = proxy(post, get);
        let source = source_at(&server.url());
        for _ in 0..2 {
            assert_eq!(&source.query_range(&query_of("x", 1)).await, expected, "{post}, {get}");
        }
        assert_eq!(methods(&server), ["POST", "GET", "POST", "GET"], "nothing is remembered");
    }
    // What is no matter of the method is not asked twice.
    let server = proxy("401 Unauthorized", "200 OK");
    assert!(source_at(&server.url()).query_range(&query_of("x", 1)).await.is_err());
    assert_eq!(methods(&server), ["POST"]);
}

#[tokio::test]
async fn a_query_too_long_for_an_address_is_posted_again() {
    let server = Server::acting(|request| {
        Act::Send(match (request.starts_with("POST"), request.contains("long")) {
            (false, true) => http("414 URI Too Long", "text/plain", ""),
            (true, false) => http("403 Forbidden", "text/plain", ""),
            _ => json(matrix(1)),
        })
    });
    let source = source_at(&server.url());
    for expr in ["short", "long"] {
        assert!(source.query_range(&query_of(expr, 1)).await.is_ok(), "{expr}");
    }
    assert_eq!(methods(&server), ["POST", "GET", "GET", "POST"]);
}

#[tokio::test]
async fn the_pieces_of_a_query_know_the_start_and_end_of_the_whole() {
    let server = Server::acting(|request| {
        let (_, rest) = request.split_once("start=").unwrap();
        let start = rest.split('&').next().unwrap();
        Act::Send(json(matrix(1).replace("1300000020", start)))
    });
    let source = source_at(&server.url());
    source.query_range(&query_of("x - (x @ end())", 11_001)).await.unwrap();
    let requests = server.requests();
    assert_eq!(requests.len(), 2);
    assert!(requests.iter().all(|request| request.contains("query=x+-+%28x+%40+1300660020%29&")), "{requests:?}");
}

#[tokio::test]
async fn a_place_in_an_expression_that_was_changed_is_not_told() {
    let body = r#"{"status":"error","errorType":"bad_data","error":"1:5: parse error: x"}"#;
    let server = Server::sending(http("400 Bad Request", "application/json", body));
    for (len, position) in [(1, Some(4)), (11_001, None)] {
        match source_at(&server.url()).query_range(&query_of("up @ end() up", len)).await {
            Err(SourceError::Answered { position: told, .. }) => assert_eq!(told, position),
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn a_partial_answer_is_known() {
    let body = r#"{"status":"success","isPartial":true,"data":{"resultType":"matrix","result":[]}}"#;
    let answer = source_at(&Server::sending(json(body)).url()).query_range(&query_of("up", 1)).await.unwrap();
    assert!(answer.is_partial && answer.warnings[0].contains("partial"), "{answer:?}");
}

#[tokio::test]
async fn an_instant_is_asked_at_its_moment() {
    let body = r#"{"status":"success","data":{"resultType":"vector","result":[
        {"metric":{"job":"a"},"value":[1300000020.999,"4"]}]}}"#;
    let server = Server::sending(json(body));
    let at = Timestamp::from_ms(1_300_000_020_999);
    let answer = source_at(&server.url()).query("up", at).await.unwrap();
    assert_eq!((answer.series[0].samples[0].time, answer.series[0].labels.get("job")), (at, Some("a")));
    let request = &server.requests()[0];
    assert!(request.starts_with("POST /api/v1/query HTTP/1.1\r\n"), "{request}");
    assert!(request.ends_with("query=up&time=1300000020.999&limit=3"), "{request}");
    let scalar = Server::sending(json(r#"{"status":"success","data":{"resultType":"scalar","result":[1,"2"]}}"#));
    let answer = source_at(&scalar.url()).query("2", at).await.unwrap();
    assert_eq!((answer.series.len(), answer.series[0].labels.is_empty()), (1, true));
}

#[tokio::test]
async fn what_may_pass_is_told_from_what_does_not() {
    let error = |status, header: &str| {
        let body = r#"{"status":"error","errorType":"unavailable","error":"later"}"#;
        Server::sending(http(status, &format!("application/json{header}"), body))
    };
    let seconds = Duration::from_seconds;
    for (status, header, for_now, retry_after) in [
        ("429 Too Many Requests", "\r\nRetry-After: 7", true, Some(seconds(7))),
        ("429 Too Many Requests", "\r\nRetry-After: soon", true, None),
        ("500 Oops", "", true, None),
        ("503 Service Unavailable", "\r\nRetry-After: 99999999999999999999", true, None),
        ("400 Bad Request", "\r\nRetry-After: 7", false, None),
        ("404 Not Found", "", false, None),
        ("422 Unprocessable", "", false, None),
        ("401 Unauthorized", "", false, None),
    ] {
        let told = source_at(&error(status, header).url()).query("up", Timestamp::from_ms(0)).await.unwrap_err();
        assert_eq!((told.is_for_now(), told.retry_after()), (for_now, retry_after), "{status}{header}: {told:?}");
    }
    assert!(source_at("http://127.0.0.1:9").query("up", Timestamp::from_ms(0)).await.unwrap_err().is_for_now());
}

/// The seconds of a time in a form, without their fraction.
fn seconds(request: &str, name: &str) -> i64 {
    let (_, after) = request.split_once(&format!("&{name}=")).unwrap();
    after.split(['&', '.']).next().unwrap().parse().unwrap()
}

#[tokio::test]
async fn a_long_query_is_asked_in_pieces_and_joined() {
    let server = Server::acting(|request| {
        let (start, end) = (seconds(request, "start"), seconds(request, "end"));
        let result = format!(r#"[{{"metric":{{"job":"a"}},"values":[[{start},"1"],[{end},"2"]]}}]"#);
        let data = format!(r#"{{"resultType":"matrix","result":{result}}}"#);
        Act::Send(json(format!(r#"{{"status":"success","data":{data},"warnings":["partial"]}}"#)))
    });
    let query = query_of("up", 30_000);
    let answer = source_at(&server.url()).query_range(&query).await.unwrap();
    assert_eq!(server.requests().len(), 3);
    assert_eq!(answer.warnings, ["partial"]);
    let points: Vec<_> =
        answer.series[0].samples.iter().map(|sample| query.grid.index_of(sample.time).unwrap()).collect();
    assert_eq!(points, [0, 10_999, 11_000, 21_999, 22_000, 29_999]);
}

#[tokio::test]
async fn too_many_points_are_not_even_asked() {
    let server = Server::sending(json(matrix(1)));
    let error = source_at(&server.url()).query_range(&query_of("up", 50_001)).await.unwrap_err();
    assert_eq!(error, SourceError::TooLarge { what: "50001 points".to_owned(), limit: "50000 points".to_owned() });
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn the_pieces_share_one_budget_of_bytes() {
    // One body of 40 KB fits into 64 KiB; three do not.
    let server = Server::sending(json(" ".repeat(40_000) + &matrix(1)));
    let source = source_at(&server.url());
    assert!(source.query_range(&query_of("up", 11_000)).await.is_ok());
    assert!(matches!(source.query_range(&query_of("up", 30_000)).await, Err(SourceError::TooLarge { .. })));
}

#[tokio::test]
async fn credentials_and_headers_are_sent() {
    let server = Server::sending(json(matrix(1)));
    let authority = server.address;
    let basic = Credentials::Basic { username: "j".to_owned(), password: Secret::new("p:w") };
    let bearer = Credentials::Bearer(Secret::new("token"));
    let cases = [
        (format!("http://{authority}"), Some(basic), "authorization: Basic ajpwOnc="),
        (format!("http://{authority}"), Some(bearer), "authorization: Bearer token"),
        (format!("http://j:p%3Aw@{authority}"), None, "authorization: Basic ajpwOnc="),
    ];
    for (url, credentials, line) in cases {
        let headers = vec![("X-Scope-OrgID".to_owned(), Secret::new("tenant"))];
        let config = PrometheusConfig { credentials, headers, ..PrometheusConfig::at(url) };
        PrometheusHttp::new(config).unwrap().query_range(&query_of("up", 1)).await.unwrap();
        let request = server.requests().pop().unwrap();
        assert!(request.contains(&format!("\r\n{line}\r\n")), "{request}");
        assert!(request.contains("\r\nx-scope-orgid: tenant\r\n"), "{request}");
        assert!(request.contains(&format!("\r\nhost: {authority}\r\n")), "{request}");
    }
}

#[tokio::test]
async fn metrics_with_and_without_metadata() {
    let names = r#"{"status":"success","data":["up","h_bucket"]}"#;
    let metadata = r#"{"status":"success","data":{"h":[{"type":"histogram","help":"H."}]}}"#;
    for (status, kind) in [("200 OK", MetricKind::Histogram), ("404 Not Found", MetricKind::Unknown)] {
        let server = Server::acting(move |request| {
            Act::Send(match request.starts_with("GET /api/v1/metadata ") {
                true => http(status, "application/json", metadata),
                false => json(names),
            })
        });
        let metrics = source_at(&server.url()).metrics().await.unwrap();
        let told: Vec<_> = metrics.iter().map(|metric| (metric.name.as_str(), metric.kind)).collect();
        assert_eq!(told, [("h_bucket", kind), ("up", MetricKind::Unknown)]);
    }
    let without_names = Server::sending(http("404 Not Found", "text/plain", ""));
    assert!(source_at(&without_names.url()).metrics().await.is_err());
}

/// The last window of a query, still percent-encoded: that of the look, whatever the expression has.
fn window_of(request: &str) -> Option<String> {
    let (_, after) = request.rsplit_once("%5B")?;
    Some(after.split_once("%5D")?.0.to_owned())
}

#[tokio::test]
async fn the_newest_sample_is_searched_wider_until_found() {
    let vector =
        |result: &str| format!(r#"{{"status":"success","data":{{"resultType":"vector","result":[{result}]}}}}"#);
    let found = vector(r#"{"metric":{},"value":[9,"1299900000"]}"#);
    let nothing = vector("");
    let server = Server::acting(move |request| {
        let seen = request.contains("%5B1w%3A") || seconds(request, "time") < 1_300_000_000;
        Act::Send(json(if seen { &found } else { &nothing }))
    });
    let before = Timestamp::from_seconds(1_300_000_000);
    let newest = source_at(&server.url()).newest_sample("up", before).await.unwrap();
    assert_eq!(newest, Some(Timestamp::from_seconds(1_299_900_000)));
    let windows: Vec<_> = server.requests().iter().map(|request| window_of(request)).collect();
    let windows: Vec<_> = windows.iter().map(Option::as_deref).collect();
    assert_eq!(windows, [None, Some("1h%3A10s"), Some("1d%3A5m"), Some("1w%3A5m"), Some("5m%3A10s")]);
}

#[tokio::test]
async fn what_cannot_be_told_is_no_error() {
    let body = r#"{"status":"error","errorType":"bad_data","error":"expected type instant vector, got scalar"}"#;
    let server = Server::sending(http("400 Bad Request", "application/json", body));
    let newest = source_at(&server.url()).newest_sample("1", Timestamp::from_seconds(0) + Duration::DAY).await;
    assert_eq!(newest, Ok(None));
}
