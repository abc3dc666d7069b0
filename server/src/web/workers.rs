//! The threads that answer questions, so that whoever asks for health or metrics is answered at once, however much
//! is asked of the others.

use api::{Problem, ProblemKind};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use tokio::runtime::{Handle, Runtime};
use tokio::task::JoinHandle;
use tracing::Instrument;

use crate::response::api_error;

/// The threads of a runtime.
#[derive(Clone, Debug)]
pub(crate) struct Workers(Handle);

/// Work that ends where nobody waits for it any more.
struct Awaited(JoinHandle<Response>);

impl Drop for Awaited {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Workers {
    /// Those of a runtime that lasts as long as requests are answered.
    pub(crate) fn of(runtime: &Runtime) -> Self {
        Self(runtime.handle().clone())
    }

    /// Waits until one of them has nothing else to do.
    pub(super) async fn turn(&self) {
        // A runtime that ended has nothing to do either.
        let _ended = self.0.spawn(async {}).await;
    }

    /// Has them make an answer.
    pub(crate) async fn answer(&self, answer: impl Future<Output = Response> + Send + 'static) -> Response {
        let mut work = Awaited(self.0.spawn(answer.in_current_span()));
        match (&mut work.0).await {
            Ok(response) => response,
            Err(error) => match error.try_into_panic() {
                Ok(panic) => std::panic::resume_unwind(panic),
                Err(_cancelled) => api_error(&Problem::new(
                    ProblemKind::Overloaded,
                    "The server is about to end.",
                    "Ask again in a few seconds.",
                )),
            },
        }
    }
}

/// Answers a request there.
pub(crate) async fn on_workers(State(workers): State<Workers>, request: Request, next: Next) -> Response {
    workers.answer(next.run(request)).await
}
