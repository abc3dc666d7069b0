//! Web config files that make sense, and many that do not.

use rcgen::CertifiedKey;

use super::*;

/// A folder with a certificate, its key, and a web config file.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let CertifiedKey { cert, signing_key } = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
        std::fs::write(folder.path().join("cert.pem"), cert.pem()).unwrap();
        std::fs::write(folder.path().join("key.pem"), signing_key.serialize_pem()).unwrap();
        std::fs::write(folder.path().join("empty.pem"), "").unwrap();
        Self(folder)
    }

    fn read(&self, yaml: &str) -> Result<WebRules, String> {
        let path = self.0.path().join("web.yml");
        std::fs::write(&path, yaml).unwrap();
        WebRules::read(&path).map_err(|error| format!("{error:#}"))
    }
}

/// The hash of `secret`, as htpasswd makes it.
const HASH: &str = "$2y$04$mBHm2eDpJ9P0ZUJL4Ll4xeIaSCm89NKIr/UJpDnpxUZPzKruAJ.UC";

#[test]
fn nothing_said_is_plain_http_for_everyone() {
    let folder = Folder::new();
    for yaml in
        ["", "# nothing\n", "tls_server_config: {}", "http_server_config: {http2: false}", "rate_limit: {interval: 0s}"]
    {
        let rules = folder.read(yaml).unwrap();
        assert!(rules.tls.is_none() && rules.users.is_open() && rules.rate.is_none(), "{yaml}");
    }
}

#[test]
fn all_that_exporter_toolkit_knows() {
    let folder = Folder::new();
    let rules = folder.read(&format!(
        "
tls_server_config:
  cert_file: cert.pem
  key_file: key.pem
  client_ca_file: cert.pem
  client_auth_type: RequireAndVerifyClientCert
  client_allowed_sans: [client.example, 10.0.0.1, 'spiffe://a/b']
  min_version: TLS12
  max_version: TLS13
  cipher_suites: [TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256]
  prefer_server_cipher_suites: false
  curve_preferences: [CurveP256, X25519]
http_server_config:
  http2: true
  headers:
    X-Frame-Options: sameorigin
    X-XSS-Protection: ''
    Strict-Transport-Security: max-age=31536000; includeSubDomains
basic_auth_users:
  alice: {HASH}
rate_limit: {{interval: 1s, burst: 20}}
"
    ));
    let rules = rules.unwrap();
    let tls = rules.tls.unwrap();
    assert!(!tls.ignore_client_order);
    assert_eq!(tls.crypto_provider().cipher_suites.len(), 3 + 2);
    assert_eq!(rules.headers.len(), 2, "a blank one is none");
    assert!(!rules.users.is_open() && rules.rate.is_some());
    let names: Vec<_> = rules.files.iter().map(|path| path.file_name().unwrap().to_str().unwrap()).collect();
    assert_eq!(names, ["web.yml", "cert.pem", "key.pem", "cert.pem"]);
}

#[test]
fn what_is_inline_needs_no_file() {
    let folder = Folder::new();
    let indented = |name: &str| {
        let text = std::fs::read_to_string(folder.0.path().join(name)).unwrap();
        text.lines().map(|line| format!("    {line}\n")).collect::<String>()
    };
    let yaml = format!("tls_server_config:\n  cert: |\n{}  key: |\n{}", indented("cert.pem"), indented("key.pem"));
    assert!(folder.read(&yaml).unwrap().tls.is_some());
}

#[tokio::test]
async fn users_are_known_by_their_passwords() {
    let rules = Folder::new().read(&format!("basic_auth_users: {{alice: '{HASH}'}}")).unwrap();
    for _again in 0..2 {
        assert!(rules.users.knows("alice", "secret").await);
        assert!(!rules.users.knows("alice", "Secret").await);
        assert!(!rules.users.knows("alice", "").await);
        assert!(!rules.users.knows("bob", "secret").await);
        assert!(!rules.users.knows("", "").await);
    }
}

#[test]
fn what_makes_no_sense_says_where() {
    let folder = Folder::new();
    let both = "cert_file: cert.pem, key_file: key.pem";
    let tls = |more: &str| format!("tls_server_config: {{{both}, {more}}}");
    let cases = [
        ("tls_server_config:\n  cert_fil: a".to_owned(), "tls_server_config.cert_fil: unknown field `cert_fil`"),
        ("tls_server_config:\n  cert_fil: a".to_owned(), "line 2"),
        ("tls: {}".to_owned(), "unknown field `tls`"),
        ("a: [".to_owned(), "makes no sense"),
        ("- a".to_owned(), "line 1"),
        ("tls_server_config: {cert_file: cert.pem}".to_owned(), "key or key_file is missing"),
        ("tls_server_config: {key_file: key.pem}".to_owned(), "cert or cert_file is missing"),
        ("tls_server_config: {client_auth_type: NoClientCert}".to_owned(), "cert or cert_file is missing"),
        ("tls_server_config: {cert_file: nowhere.pem, key_file: key.pem}".to_owned(), "nowhere.pem: No such file"),
        ("tls_server_config: {cert_file: cert.pem, key_file: cert.pem}".to_owned(), "no private key"),
        ("tls_server_config: {cert_file: key.pem, key_file: key.pem}".to_owned(), "no certificate"),
        ("tls_server_config: {cert_file: empty.pem, key_file: key.pem}".to_owned(), "no certificate"),
        (tls("cert: abc"), "give one of cert and cert_file"),
        (tls("min_version: TLS11"), "unknown variant `TLS11`, expected one of TLS12, TLS13"),
        (tls("min_version: TLS13, max_version: TLS12"), "min_version is greater"),
        (tls("max_version: SSL3"), "SSL3"),
        (tls("cipher_suites: [TLS_RSA_WITH_RC4_128_SHA]"), "`TLS_RSA_WITH_RC4_128_SHA` is no cipher suite"),
        (tls("cipher_suites: TLS13_AES_128_GCM_SHA256"), "cipher_suites"),
        (tls("curve_preferences: [CurveP521]"), "`CurveP521` is no curve that can be had: give one of X25519"),
        (tls("client_auth_type: Maybe"), "Maybe"),
        (tls("client_auth_type: RequireAndVerifyClientCert"), "needs client_ca or client_ca_file"),
        (tls("client_ca_file: cert.pem"), "without a client_auth_type"),
        (
            tls("client_auth_type: VerifyClientCertIfGiven, client_ca_file: empty.pem"),
            "no certificate in the PEM of client_ca",
        ),
        (tls("client_auth_type: RequestClientCert, client_allowed_sans: [a]"), "client_allowed_sans needs"),
        (tls("client_auth_type: RequireAnyClientCert, client_allowed_sans: ['a@b']"), "e-mail"),
        ("http_server_config: {headers: {X-Powered-By: a}}".to_owned(), "X-Powered-By"),
        ("http_server_config: {headers: {X-Frame-Options: maybe}}".to_owned(), "deny or sameorigin"),
        ("http_server_config: {headers: {Content-Security-Policy: \"a\\nb\"}}".to_owned(), "holds what no header may"),
        ("http_server_config: {http2: perhaps}".to_owned(), "http2"),
        ("basic_auth_users: {alice: hunter2-canary}".to_owned(), "no bcrypt hash"),
        ("basic_auth_users:\n  alice: hunter2-canary".to_owned(), "line 2"),
        ("basic_auth_users: [alice]".to_owned(), "basic_auth_users"),
        ("rate_limit: {interval: 1s}".to_owned(), "a burst of 0"),
        ("rate_limit: {interval: 1s, burst: -1}".to_owned(), "burst"),
        ("rate_limit: {interval: often, burst: 1}".to_owned(), "not a duration"),
    ];
    for (yaml, words) in cases {
        let error = folder.read(&yaml).unwrap_err();
        assert!(error.contains(words), "{yaml} gave {error}");
        assert!(!error.contains("hunter2") && error.lines().count() == 1, "{error}");
    }
}

#[test]
fn a_file_that_is_not_there() {
    let error = format!("{:#}", WebRules::read(Path::new("/nowhere/web.yml")).unwrap_err());
    assert!(error.starts_with("cannot read the web config file /nowhere/web.yml"), "{error}");
}
