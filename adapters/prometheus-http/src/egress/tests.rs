//! Addresses in every disguise a URL allows: which are called, and which never.

use std::net::SocketAddr;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use service::SourceError;
use timeseries::Duration;

use super::check_url;
use super::resolver::permitted;
use crate::{client, failure};

#[test]
fn where_prometheus_lives() {
    let urls = [
        "http://localhost:9090",
        "http://127.0.0.1:9090/",
        "http://[::1]:9090",
        "https://prometheus.example.org/prefix",
        "http://10.0.0.1",
        "http://192.168.1.1:9090",
        "http://172.16.0.1",
        "http://100.64.0.1",
        "http://[fd12::1]",
        "http://[::ffff:10.0.0.1]",
        "http://mymetadata",
        "http://my.metadata.example",
        " http://padded:9090 ",
        "http://user:password@host",
    ];
    for url in urls {
        assert!(check_url(url).is_ok(), "{url}: {:?}", check_url(url));
    }
}

#[test]
fn where_nobody_calls() {
    let hosts = [
        "169.254.169.254",
        "169.254.169.254.",
        "169.254.0.1",
        "2852039166",
        "0xa9fea9fe",
        "0xa9.0xfe.0xa9.0xfe",
        "0251.0376.0251.0376",
        "169.16689662",
        "１６９.254.169.254",
        "100.100.100.200",
        "0.0.0.0",
        "0",
        "0.1.2.3",
        "224.0.0.1",
        "239.255.255.250",
        "255.255.255.255",
        "[::]",
        "[fe80::1]",
        "[febf::1]",
        "[ff02::1]",
        "[fd00:ec2::254]",
        "[::ffff:169.254.169.254]",
        "[::ffff:a9fe:a9fe]",
        "[::169.254.169.254]",
        "[::ffff:0.0.0.0]",
        "[64:ff9b::169.254.169.254]",
        "[64:ff9b:1::169.254.169.254]",
        "[2002:a9fe:a9fe::1]",
        "[2002:6464:64c8::]",
        "metadata",
        "METADATA",
        "metadata.",
        "metadata.google.internal",
        "Metadata.Azure.Internal.",
        "metadata%2Egoogle.internal",
    ];
    for host in hosts {
        for url in [format!("http://{host}/"), format!("https://{host}:9090/x"), format!("http://a:b@{host}")] {
            assert!(matches!(check_url(&url), Err(SourceError::NotAllowed { .. })), "{url}");
        }
    }
}

#[test]
fn what_is_no_url_of_a_source() {
    let urls = [
        "",
        "prometheus",
        "localhost:9090",
        "//host",
        "http://",
        "file:///etc/passwd",
        "ftp://host",
        "unix:/run/x",
        "javascript:alert(1)",
        "data:,x",
        "http://[::1",
        "http://host:99999",
        "http://ho st",
        "gopher://169.254.169.254",
        "http://[fe80::1%25eth0]/",
    ];
    for url in urls {
        match check_url(url) {
            Err(SourceError::NotAllowed { why }) => assert!(!why.contains("passwd"), "{why}"),
            other => panic!("{url}: {other:?}"),
        }
    }
}

#[test]
fn the_host_is_what_is_dialled_not_what_it_looks_like() {
    let cases = [
        ("http://good.example\\@169.254.169.254/", "good.example"),
        ("http://169.254.169.254@good.example", "good.example"),
    ];
    for (url, host) in cases {
        assert_eq!(check_url(url).unwrap().host_str(), Some(host));
    }
    assert!(check_url("http://good.example@169.254.169.254").is_err());
}

#[test]
fn of_several_addresses_only_the_good_ones_are_dialled() {
    let addresses = |list: &[&str]| list.iter().map(|text| text.parse::<SocketAddr>().unwrap()).collect::<Vec<_>>();
    let mixed = addresses(&["169.254.169.254:0", "10.0.0.1:0", "[fe80::1]:0"]);
    assert_eq!(permitted(mixed).unwrap(), addresses(&["10.0.0.1:0"]));
    assert!(permitted(addresses(&["[::ffff:169.254.169.254]:0", "0.0.0.0:0"])).is_err());
    assert!(permitted(Vec::new()).unwrap().is_empty());
}

/// A name service that answers with a metadata service's address, as in DNS rebinding.
struct Rebinding;

impl Resolve for Rebinding {
    fn resolve(&self, _: Name) -> Resolving {
        let addresses = permitted(vec!["169.254.169.254:0".parse().unwrap()]);
        Box::pin(async { addresses.map(|addresses| Box::new(addresses.into_iter()) as Addrs) })
    }
}

#[tokio::test]
async fn a_name_that_leads_to_a_refused_address_is_not_dialled() {
    client::install_crypto_provider();
    let client = reqwest::Client::builder().dns_resolver(Rebinding).no_proxy().tls_certs_only([]);
    let error = client.build().unwrap().get("http://prometheus.example").send().await.unwrap_err();
    let why = "addresses of the local link, where metadata services are, are never called".to_owned();
    assert_eq!(failure::of_client(error, Duration::SECOND, "http://host"), SourceError::NotAllowed { why });
}
