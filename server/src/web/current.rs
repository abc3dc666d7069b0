//! The routes in force: who asks from now on meets those of the newest config.

use std::sync::{Arc, PoisonError, RwLock};

use axum::Router;

/// A router that can be exchanged while requests are answered.
#[derive(Clone, Debug)]
pub(crate) struct CurrentRouter(Arc<RwLock<Router>>);

impl CurrentRouter {
    pub(crate) fn new(router: Router) -> Self {
        Self(Arc::new(RwLock::new(router)))
    }

    /// The one in force now.
    pub(crate) fn now(&self) -> Router {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Puts another one in its place; what was begun ends with the old one.
    pub(crate) fn exchange(&self, router: Router) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = router;
    }
}
