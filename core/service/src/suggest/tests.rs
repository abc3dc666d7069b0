//! Suggestions of a source that answers what it is told to.

use std::sync::Arc;

use timeseries::Labels;

use crate::fakes::FakeSource;
use crate::forecast_metric::tests::service;

fn asked_of() -> crate::Service {
    let series = |mode: &str| Labels::from_pairs([("__name__", "up"), ("mode", mode), ("service.name", "a \"b\"")]);
    let labels = vec![series("idle"), series("user"), series("iowait")];
    service(FakeSource { labels, value: Arc::new(|_, _| 1.0), ..FakeSource::one(|_| 1.0) })
}

async fn texts(before: &str, after: &str) -> Vec<String> {
    let completions = asked_of().suggest("", before, after).await;
    completions.list.into_iter().map(|one| one.insert).collect()
}

#[tokio::test]
async fn each_position_has_its_words() {
    assert_eq!(texts("ra", "").await, ["rate("]);
    assert_eq!(texts("sum(u", "").await, Vec::<String>::new(), "one letter fits too much");
    assert_eq!(texts("up{", "}").await, ["mode", "\"service.name\""]);
    assert_eq!(texts("sum by (mo", ") (up)").await, ["mode"]);
    assert_eq!(texts("up{mode=\"i", "\"}").await, ["idle", "iowait"]);
    assert_eq!(texts("up{mode=", "}").await, ["\"idle\"", "\"iowait\"", "\"user\""]);
    assert_eq!(texts("up{\"service.name\"=\"", "").await, ["a \\\"b\\\""]);
    assert_eq!(texts("up # u", "").await, Vec::<String>::new());
}

#[tokio::test]
async fn what_was_typed_is_replaced_and_a_monster_is_left_alone() {
    let completions = asked_of().suggest("", "sum(up{mode=\"io", "").await;
    assert_eq!((completions.replaced, completions.list.len()), (2, 1));
    assert!(asked_of().suggest("", &"(".repeat(101), "").await.list.is_empty());
    assert!(asked_of().suggest("nowhere", "ra", "").await.list.is_empty());
}
