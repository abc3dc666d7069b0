//! Contract of every store of models; run on the fake and on the adapter.

use crate::ModelStore;

/// Checks an empty store.
///
/// # Panics
/// The store breaks a promise.
#[expect(clippy::expect_used, reason = "a contract fails loudly, and only tests run it")]
pub async fn check_models(store: &dyn ModelStore) {
    assert_eq!(store.get("bike-sharing").await.expect("an empty store answers"), None);
    for file in [&b"first"[..], b"", b"\x00\xff then another"] {
        store.put("bike-sharing", file).await.expect("a model is kept");
        store.put("other", b"untouched").await.expect("a model is kept");
        assert_eq!(store.get("bike-sharing").await.expect("a store answers").as_deref(), Some(file), "replaced whole");
    }
    assert_eq!(store.get("other").await.expect("a store answers").as_deref(), Some(&b"untouched"[..]));
    for stranger in ["", ".", "..", "../other", "/other", "Other", "other.model", "日", "a\0b"] {
        assert_eq!(store.get(stranger).await.expect("an unknown name is no failure"), None, "{stranger:?}");
    }
}
