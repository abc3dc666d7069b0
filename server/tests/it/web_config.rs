//! `--web.config.file`: TLS, client certificates, users, headers and a rate, read again while the server runs.

use std::thread;
use std::time::{Duration, Instant};

use crate::support::{Authority, Promcast, Signed, https_get, run};

/// Longer than any change takes to be seen, also on a machine that is busy.
const PATIENCE: Duration = Duration::from_secs(20);
/// Of `secret`.
const HASH: &str = "$2y$04$mBHm2eDpJ9P0ZUJL4Ll4xeIaSCm89NKIr/UJpDnpxUZPzKruAJ.UC";
/// `alice:secret`, and `alice:wrong`.
const RIGHT: [(&str, &str); 1] = [("Authorization", "Basic YWxpY2U6c2VjcmV0")];
const WRONG: [(&str, &str); 1] = [("Authorization", "Basic YWxpY2U6d3Jvbmc=")];

/// The folder of a web config file and what it names.
struct Folder(tempfile::TempDir);

impl Folder {
    fn with(yaml: &str) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        folder.write("web.yml", yaml);
        folder
    }

    fn write(&self, name: &str, text: &str) {
        // Whole, as a program that looks at any moment needs it.
        let path = self.0.path().join(name);
        let new = path.with_extension("new");
        std::fs::write(&new, text).unwrap();
        std::fs::rename(new, path).unwrap();
    }

    fn certify(&self, signed: &Signed) {
        self.write("key.pem", &signed.key);
        self.write("cert.pem", &signed.certificate);
    }

    fn path(&self) -> String {
        self.0.path().join("web.yml").display().to_string()
    }

    fn start(&self) -> Promcast {
        Promcast::with_flags(&["--web.config.file", &self.path()])
    }
}

fn wait_until(what: &str, is_so: impl Fn() -> bool) {
    let since = Instant::now();
    while !is_so() {
        assert!(since.elapsed() < PATIENCE, "never: {what}");
        thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn certificates_are_exchanged_while_it_runs() {
    let folder = Folder::with("tls_server_config: {cert_file: cert.pem, key_file: key.pem}");
    let [first, second] = [Authority::new(), Authority::new()];
    folder.certify(&first.sign_expired("127.0.0.1"));
    let promcast = folder.start();
    assert!(promcast.log().contains("url=https://"), "{}", promcast.log());
    let get = |authority: &Authority| https_get(promcast.address(), "/-/healthy", authority, None);
    let refused = get(&first).unwrap_err();
    assert!(refused.contains("expired") || refused.contains("Expired"), "{refused}");
    folder.certify(&first.sign("127.0.0.1"));
    wait_until("a certificate that is valid", || get(&first).is_ok_and(|answer| answer.status == 200));
    assert!(get(&second).is_err(), "another authority is not trusted");
    folder.certify(&second.sign("127.0.0.1"));
    wait_until("the other authority's certificate", || get(&second).is_ok());
    folder.write("cert.pem", "torn");
    wait_until("a word in the log", || promcast.log().contains("the web config stays as it was"));
    assert_eq!(get(&second).unwrap().status, 200, "the one before stays");
}

#[test]
fn whoever_speaks_no_tls_is_not_answered() {
    let folder = Folder::with("tls_server_config: {cert_file: cert.pem, key_file: key.pem}");
    let authority = Authority::new();
    folder.certify(&authority.sign("127.0.0.1"));
    let promcast = folder.start();
    promcast.send_raw(b"GET /-/healthy HTTP/1.0\r\n\r\n");
    let text = || https_get(promcast.address(), "/metrics", &authority, None).unwrap().text();
    let counted = "promcast_web_connections_turned_away_total{reason=\"insecure\"} 1";
    wait_until("it is counted", || text().contains(counted));
}

#[test]
fn only_clients_with_a_certificate_come_in() {
    let folder = Folder::with(
        "tls_server_config: {cert_file: cert.pem, key_file: key.pem, client_ca_file: ca.pem, \
         client_auth_type: RequireAndVerifyClientCert, client_allowed_sans: [good.example, 10.0.0.1]}",
    );
    let [servers, clients, others] = [Authority::new(), Authority::new(), Authority::new()];
    folder.certify(&servers.sign("127.0.0.1"));
    folder.write("ca.pem", &clients.pem);
    let promcast = folder.start();
    let get = |client: Option<&Signed>| https_get(promcast.address(), "/-/healthy", &servers, client);
    for name in ["good.example", "10.0.0.1"] {
        assert_eq!(get(Some(&clients.sign(name))).unwrap().status, 200, "{name}");
    }
    assert!(get(None).is_err(), "none");
    assert!(get(Some(&clients.sign("bad.example"))).is_err(), "another name");
    assert!(get(Some(&clients.sign("*.example"))).is_err(), "a name for all");
    assert!(get(Some(&clients.sign_expired("good.example"))).is_err(), "expired");
    assert!(get(Some(&others.sign("good.example"))).is_err(), "of somebody else");
}

#[test]
fn only_known_users_come_in() {
    let folder = Folder::with(&format!("basic_auth_users: {{alice: {HASH}}}"));
    let promcast = folder.start();
    for path in ["/", "/metrics", "/-/healthy", "/nowhere", "/api/v1/sql?q=SELECT+1"] {
        for headers in [&[][..], &WRONG] {
            let answer = promcast.get_with(path, headers);
            assert_eq!(answer.status, 401, "{path}");
            assert!(answer.header("www-authenticate").starts_with("Basic "), "{path}");
        }
        assert_ne!(promcast.get_with(path, &RIGHT).status, 401, "{path}");
    }
    let url = format!("http://{}", promcast.address());
    assert_eq!(run(&["healthcheck", &url]).code, Some(0), "it lives");
    folder.write("web.yml", "# everyone\n");
    wait_until("everyone comes in", || promcast.get("/-/healthy").status == 200);
    assert!(!promcast.log().contains("secret") && !promcast.log().contains(HASH));
}

#[test]
fn headers_are_set_on_every_answer() {
    let folder = Folder::with(
        "http_server_config: {headers: {X-Frame-Options: sameorigin, Strict-Transport-Security: max-age=60, \
         Content-Security-Policy: default-src 'none'}}",
    );
    let promcast = folder.start();
    for path in ["/archive", "/metrics", "/nowhere", "/style.css"] {
        let answer = promcast.get(path);
        assert_eq!(answer.header("x-frame-options"), "sameorigin", "{path}");
        assert_eq!(answer.header("strict-transport-security"), "max-age=60", "{path}");
    }
    assert_eq!(promcast.get("/metrics").header("content-security-policy"), "default-src 'none'");
    let of_page = promcast.get("/archive").header("content-security-policy").to_owned();
    assert!(of_page.contains("'nonce-"), "a page's own stays, or its scripts would not run: {of_page}");
}

#[test]
fn a_rate_is_kept() {
    let promcast = Folder::with("rate_limit: {interval: 1h, burst: 3}").start();
    let statuses: Vec<u16> = (0..5).map(|_| promcast.get("/-/healthy").status).collect();
    assert_eq!(statuses, [200, 200, 200, 429, 429]);
    assert_eq!(promcast.get("/").header("retry-after"), "3600");
}

#[test]
fn a_file_that_makes_no_sense() {
    let folder = Folder::with("basic_auth_users:\n  alice: hunter2-canary\n");
    let ran = run(&["serve", "--web.listen-address", "127.0.0.1:0", "--web.config.file", &folder.path()]);
    assert_eq!(ran.code, Some(1));
    for words in ["web.yml makes no sense", "basic_auth_users.alice", "no bcrypt hash", "line 2"] {
        assert!(ran.stderr.contains(words), "{words} in {}", ran.stderr);
    }
    assert!(!ran.stderr.contains("hunter2"), "{}", ran.stderr);
}
