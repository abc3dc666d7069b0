//! Health and readiness.

/// Lives as long as it can say so.
pub(crate) async fn healthy() -> &'static str {
    "Promcast is Healthy.\n"
}

/// The config is read and the storage open before the server listens: whoever can ask is answered. That a source is down is
/// no reason not to be ready; the metrics say so.
pub(crate) async fn ready() -> &'static str {
    "Promcast is Ready.\n"
}
