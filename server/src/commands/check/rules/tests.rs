//! Files of rules, right and wrong, and right for some programs only.

use super::*;
use crate::cli::RulesFor::{Mimir, Prometheus2, Prometheus3, Vmalert};

#[test]
fn good_rules_are_counted() {
    let text = "
groups:
  - name: a
    interval: 30s
    limit: 10
    labels: {team: x}
    rules:
      - record: job:up:sum
        expr: sum by (job) (up)
        labels: {kind: recorded}
      - alert: Down
        expr: |
          up == 0
            and on (instance) vector(1)
        for: 1m
        keep_firing_for: 5m
        labels: {severity: critical}
        annotations: {summary: '{{ $labels.instance }} is down'}
  - name: b
    rules: []
";
    let counted = |groups, rules| Counted { groups, rules, beyond_us: 0 };
    assert_eq!(checked(text, Prometheus3).unwrap(), counted(2, 2));
    assert_eq!(checked("groups: []", Prometheus3).unwrap(), counted(0, 0));
    assert_eq!(checked("", Prometheus3).unwrap(), counted(0, 0));
}

#[test]
fn mistakes_have_their_place() {
    let rule = |rule: &str| format!("groups:\n- name: g\n  rules:\n  - {rule}\n");
    let cases = [
        ("groups: 5".to_owned(), "line 1"),
        ("group: []".to_owned(), "unknown field `group`"),
        ("groups:\n- rules: []".to_owned(), "name"),
        ("groups:\n- name: ''".to_owned(), "2:9: a group has no name"),
        ("groups:\n- name: a\n- name: a".to_owned(), "3:9: there are two groups named `a`"),
        ("groups:\n- name: a\n  interval: often".to_owned(), "3:13: `often` is not a duration"),
        ("groups:\n- name: a\n  labels: {'': b}".to_owned(), "3:16: `` is no name of a label"),
        (rule("expr: up"), "4:11: group `g`: a rule needs one of record and alert"),
        (rule("{record: a, alert: b, expr: up}"), "needs one of record and alert"),
        (rule("record: a"), "expr"),
        (rule("{record: a, expr: ''}"), "group `g`, rule `a`: its expr is empty"),
        (rule("{record: a, expr: 'sum(up'}"), "4:23: group `g`, rule `a`: "),
        (rule("{record: a, expr: 'sum(up'}"), "is not closed"),
        (rule("{record: a, expr: [up]}"), "line 4"),
        (rule("{record: '', expr: up}"), "its record has no name"),
        (rule("{record: 'a{b}', expr: up}"), "`a{b}` has braces"),
        (rule("{record: a, expr: up, for: 1m}"), "for, keep_firing_for and annotations are for alerts"),
        (rule("{record: a, expr: up, annotations: {b: c}}"), "are for alerts"),
        (rule("{alert: a, expr: up, for: soon}"), "`soon` is not a duration"),
        (rule("{alert: a, expr: up, labels: {__name__: b}}"), "`__name__` is no name of a label"),
        (rule("{alert: a, expr: up, annotations: {a: '{{ $x }}'}}"), "the template of `a`: undefined variable `$x`"),
        (rule("{alert: a, expr: up, sumary: b}"), "unknown field `sumary`"),
    ];
    for (text, words) in cases {
        let mistakes = checked(&text, Prometheus3).unwrap_err();
        assert!(mistakes.len() == 1 && mistakes[0].contains(words), "{text} gave {mistakes:?}");
    }
}

#[test]
fn every_mistake_is_told() {
    let text = "groups:\n- name: g\n  rules:\n  - {record: a, expr: 'sum('}\n  - {alert: b, expr: '1 +'}\n";
    let mistakes = checked(text, Prometheus3).unwrap_err();
    assert_eq!(mistakes.len(), 2);
    assert!(mistakes[0].starts_with("4:") && mistakes[1].starts_with("5:"), "{mistakes:?}");
}

#[test]
fn names_of_any_characters_are_of_prometheus_3() {
    let text = "
groups:
- name: g
  rules:
  - record: http.requests:rate5m
    expr: '{\"http.requests\", \"service.name\"=\"api\"}'
  - alert: Down
    expr: up == 0
    labels:
      severity: critical
      managed-by: terraform
      service.name: api
    annotations:
      runbook-url: http://x
";
    for program in [Prometheus3, Mimir, Vmalert] {
        assert!(checked(text, program).is_ok(), "{program:?}");
    }
    let mistakes = checked(text, Prometheus2).unwrap_err();
    let starts = [
        "5:13: group `g`, rule `http.requests:rate5m`: `http.requests:rate5m` is no name of a metric",
        "6:11:",
        "11:19:",
        "12:21:",
        "14:20:",
    ];
    assert_eq!(mistakes.len(), starts.len(), "{mistakes:?}");
    for start in starts {
        assert!(mistakes.iter().any(|mistake| mistake.starts_with(start)), "{start} in {mistakes:?}");
    }
    assert!(mistakes.iter().any(|mistake| mistake.ends_with("in Prometheus 2.42; Prometheus 3 takes it")));
}

#[test]
fn fields_of_other_programs_name_their_owner() {
    let group = |field: &str| format!("groups:\n- name: g\n  {field}\n  rules:\n  - {{record: a, expr: up}}\n");
    let cases = [
        ("query_offset: 1m", vec![Prometheus3, Mimir], "since 2.53"),
        ("labels: {a: b}", vec![Prometheus3, Mimir, Vmalert], "since Prometheus 3"),
        ("source_tenants: [a]", vec![Mimir], "a field of Mimir"),
        ("concurrency: 2", vec![Vmalert], "a field of vmalert"),
        ("params: {a: [b]}", vec![Vmalert], "a field of vmalert"),
        ("partial_response_strategy: warn", vec![], "a field of Thanos"),
    ];
    for (field, owners, words) in cases {
        for program in [Prometheus2, Prometheus3, Vmalert, Mimir] {
            match checked(&group(field), program) {
                Ok(_) => assert!(owners.contains(&program), "{field} {program:?}"),
                Err(mistakes) => {
                    assert!(!owners.contains(&program), "{field} {program:?} {mistakes:?}");
                    assert!(mistakes[0].starts_with("3:") && mistakes[0].contains(words), "{mistakes:?}");
                }
            }
        }
    }
    assert!(checked("namespace: a\ngroups: []", Mimir).is_ok());
    assert!(checked("namespace: a\ngroups: []", Prometheus3).unwrap_err()[0].contains("a field of Mimir"));
}

#[test]
fn what_only_vmalert_reads_is_counted_as_not_read() {
    let text = "groups:\n- name: g\n  interval: 1.5h\n  rules:\n  - {record: a, expr: 'x default 0'}\n  - {record: b, expr: up}\n- name: h\n  type: graphite\n  rules: [{record: c, expr: 'sumSeries(a.*.b'}]\n";
    assert_eq!(checked(text, Vmalert).unwrap(), Counted { groups: 2, rules: 3, beyond_us: 2 });
    assert!(checked(text, Prometheus3).is_err());
}
