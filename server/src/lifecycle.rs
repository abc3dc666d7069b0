//! Requests of the routes to reload the config, or to end the server.

use service::Stop;
use tokio::sync::{mpsc, oneshot};

/// Channel for the outcome of a reload: nothing, or the reason why the config stays as it was.
pub(crate) type ReloadAnswer = oneshot::Sender<Result<(), String>>;

/// The operator's levers.
#[derive(Clone, Debug)]
pub(crate) struct Lifecycle {
    is_enabled: bool,
    reloads: mpsc::Sender<ReloadAnswer>,
    stop: Stop,
}

impl Lifecycle {
    /// The levers, and where reloads are asked for.
    pub(crate) fn new(is_enabled: bool, stop: Stop) -> (Self, mpsc::Receiver<ReloadAnswer>) {
        let (reloads, asked) = mpsc::channel(1);
        (Self { is_enabled, reloads, stop }, asked)
    }

    /// Returns true if requests may reload and end the server.
    pub(crate) fn is_enabled(&self) -> bool {
        self.is_enabled
    }

    /// Reads the config again.
    ///
    /// # Errors
    /// It makes no sense, in words; the one before stays.
    pub(crate) async fn reload(&self) -> Result<(), String> {
        let (answer, answered) = oneshot::channel();
        let ending = || "the server is about to end".to_owned();
        self.reloads.send(answer).await.map_err(|_| ending())?;
        answered.await.map_err(|_| ending())?
    }

    /// Ends the server, after what is under way.
    pub(crate) fn quit(&self) {
        tracing::info!("the end was asked for by a request");
        self.stop.ask();
    }
}
