//! `AppState`: state of the routes, shared by all requests.

use std::ops::Deref;
use std::sync::Arc;

use axum::extract::FromRef;
use leptos::config::LeptosOptions;

use crate::config::Reached;
use crate::lifecycle::Lifecycle;
use crate::telemetry::Telemetry;
use crate::web::{Guard, Hosts, RequestIds, Workers};

/// Every layer of every request copies it: copies share.
#[derive(Clone, Debug)]
pub(crate) struct AppState(Arc<Shared>);

/// State behind all copies.
#[derive(Clone, Debug)]
pub(crate) struct Shared {
    pub(crate) service: service::Service,
    pub(crate) telemetry: Telemetry,
    pub(crate) leptos: LeptosOptions,
    pub(crate) lifecycle: Lifecycle,
    pub(crate) request_ids: RequestIds,
    pub(crate) workers: Workers,
    pub(crate) guard: Guard,
    pub(crate) hosts: Hosts,
    pub(crate) reached: Reached,
}

impl AppState {
    pub(crate) fn new(shared: Shared) -> Self {
        Self(Arc::new(shared))
    }

    /// The same with the use cases of another config.
    pub(crate) fn with_service(&self, service: service::Service) -> Self {
        Self::new(Shared { service, ..Shared::clone(self) })
    }
}

impl Deref for AppState {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

impl FromRef<AppState> for LeptosOptions {
    fn from_ref(state: &AppState) -> Self {
        state.leptos.clone()
    }
}
