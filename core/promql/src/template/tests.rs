//! Names of every kind in every place: what comes out is the query that was meant, or an error.

use proptest::prelude::*;

use super::*;
use crate::ast::Expr;

fn filled(text: &str, name: &str) -> Result<String, TemplateError> {
    Template::parse(text).and_then(|template| template.fill(name))
}

#[test]
fn the_usual_three() {
    let queries = [
        r#"sum(increase(apigee_request_count{apiproxy="%s"}[1d])) by (apiproxy, environment)"#,
        r#"avg(apigee_response_time_ms{apiproxy="%s"}) by (apiproxy, environment)"#,
        r#"sum(increase(apigee_error_count{apiproxy="%s"}[1d])) by (apiproxy, environment, error_type)"#,
    ];
    for query in queries {
        assert_eq!(filled(query, "api-proxy-1"), Ok(query.replace("%s", "api-proxy-1")));
    }
}

#[test]
fn a_name_is_escaped_for_where_it_stands() {
    let cases = [
        (r#"up{a="%s"}"#, r#"x"y"#, r#"up{a="x\"y"}"#),
        (r#"up{a="%s"}"#, "x'y", r#"up{a="x'y"}"#),
        (r"up{a='%s'}", "x'y", r"up{a='x\'y'}"),
        (r"up{a='%s'}", r#"x"y"#, r#"up{a='x"y'}"#),
        (r#"up{a="%s"}"#, "x\\\ny", r#"up{a="x\\\ny"}"#),
        (r#"up{a=~"%s"}"#, "a.b-c", r#"up{a=~"a\\.b-c"}"#),
        (r#"up{a !~ "x%s|%s"}"#, "a+b", r#"up{a !~ "xa\\+b|a\\+b"}"#),
        ("up{a=~`%s`}", "a.b", r"up{a=~`a\.b`}"),
        (r#"up{a=~"x",b="%s"}"#, "a.b", r#"up{a=~"x",b="a.b"}"#),
        (r#"up{a="\"%s"}"#, "x", r#"up{a="\"x"}"#),
        ("up{a=\"x\"} # %s\n", "x", "up{a=\"x\"} # %s\n"),
        ("sum(%s_requests_total)", "orders", "sum(orders_requests_total)"),
        // A newer PromQL than our parser knows.
        (r#"up{a="%s"} some new words"#, r#"x"y"#, r#"up{a="x\"y"} some new words"#),
    ];
    for (text, name, query) in cases {
        assert_eq!(filled(text, name).as_deref(), Ok(query), "{text} {name}");
    }
}

#[test]
fn another_percent_is_left_alone() {
    for text in ["a % b", "up %sum(x)", "a%s", "a % 5", r#"up{a="100%"}"#, r#"up{a="%d %v %%"}"#] {
        let template = Template::parse(text).unwrap();
        assert!(!template.has_place(), "{text}");
        assert_eq!(template.fill("x y").as_deref(), Ok(text));
    }
}

#[test]
fn a_name_that_would_be_more_than_a_text() {
    for (text, name) in [
        ("sum(%s_requests_total)", "api-proxy-1"),
        ("sum(%s)", "a or vector(1)"),
        ("sum(%s)", "a # "),
        ("up[%s]", "5m"),
        ("up{%s}", "a=\"b\""),
        ("sum(%s new words", "a"),
    ] {
        assert!(
            matches!(filled(text, name), Err(TemplateError::Shape { .. })),
            "{text} {name}: {:?}",
            filled(text, name)
        );
    }
    assert!(matches!(filled("up{a=`%s`}", "x`y"), Err(TemplateError::Backtick { .. })));
    assert!(matches!(filled(r#"up{a="%s"}"#, &"x".repeat(9000)), Err(TemplateError::Expression(_))));
    assert!(matches!(Template::parse(&"(".repeat(200)), Err(TemplateError::Expression(_))));
}

#[test]
fn what_is_not_understood_is_told() {
    assert!(Template::parse("sum(").unwrap().syntax_error().is_some());
    assert!(Template::parse(r#"sum(up{a="%s"})"#).unwrap().syntax_error().is_none());
}

/// The values of the matchers of a selector.
fn values(query: &str) -> Vec<String> {
    match parse(query) {
        Ok(Expr::VectorSelector(selector)) => {
            selector.matchers.matchers.iter().map(|matcher| matcher.value.clone()).collect()
        }
        other => panic!("{query}: {other:?}"),
    }
}

proptest! {
    #[test]
    fn a_hostile_name_is_one_value(name in r#"([a-z"'`\\{}=~,|() \n\t#%]|or |\PC){0,40}"#) {
        let quoted = regex_quoted(&name);
        for (text, value) in [(r#"up{a="%s"}"#, &name), ("up{a='%s'}", &name), (r#"up{a=~"%s"}"#, &quoted), ("up{a!~'%s'}", &quoted)] {
            let query = filled(text, &name);
            prop_assert!(query.is_ok(), "{text} {name:?}: {query:?}");
            let values = values(&query.unwrap_or_default());
            prop_assert_eq!(&values, std::slice::from_ref(value));
        }
    }

    #[test]
    fn nothing_panics(text in r#"([a-z"'`\\{}=~,() \n#%]|%s){0,60}"#, name in r#"["'`\\a.é\n]{0,10}"#) {
        let _any = filled(&text, &name);
    }
}
