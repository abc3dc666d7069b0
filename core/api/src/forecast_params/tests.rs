//! Links and forms as parameters, and back.

use super::*;

#[test]
fn a_link_carries_what_differs_from_the_default() {
    let params = ForecastParams::default()
        .with(Param::Expr, r#"rate(x{a="b"}[5m])"#)
        .with(Param::Level, "80 95")
        .with(Param::Range, "7d");
    assert_eq!(params.to_query(), "expr=rate%28x%7Ba%3D%22b%22%7D%5B5m%5D%29&range=7d");
    let back = ForecastParams::from_query(&params.to_query());
    assert_eq!(back, params.with(Param::Level, ""));
}

#[test]
fn several_levels_are_one_list() {
    assert_eq!(ForecastParams::from_query("level=80&level=95&nonsense=1&expr=a&expr=b").level, "80 95");
    assert_eq!(ForecastParams::from_query("expr=a&expr=b").expr, "b");
    assert_eq!(ForecastParams::from_query("source=demo&source=").source, "demo");
}

#[test]
fn an_expression_keeps_its_lines() {
    let params = ForecastParams::from_query("expr=sum(%0D%0A%20%20up%20%23%20comment%0D%0A)");
    assert_eq!(params.expr, "sum(\n  up # comment\n)");
}

#[test]
fn a_link_carries_no_credential() {
    let params = ForecastParams::from_query("expr=up&source=http%3A%2F%2Fme%3Asecret%40host");
    assert_eq!(params.source, "http://***@host");
}

#[test]
fn every_parameter_survives() {
    let mut params = ForecastParams::default();
    for param in Param::ALL {
        params = params.with(param, format!("{} &=+%", param.name()));
    }
    assert_eq!(ForecastParams::from_query(&params.to_query()), params);
}
