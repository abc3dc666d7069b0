//! One request and its answer: the way there, the status, and the body where it is worth reading.

use std::sync::atomic::{AtomicBool, Ordering};

use promql::request::Form;
use promql::{AnswerError, decode};
use reqwest::header::{CONTENT_TYPE, RETRY_AFTER};
use reqwest::{Client, Method, RequestBuilder, Response, StatusCode};
use service::{Credentials, SourceError};
use timeseries::Duration;
use url::Url;

use crate::base_url::BaseUrl;
use crate::body::{self, Arriving, Budget};
use crate::failure;

/// The way to one Prometheus.
#[derive(Debug)]
pub(crate) struct Exchange {
    client: Client,
    base: BaseUrl,
    credentials: Option<Credentials>,
    pub(crate) timeout: Duration,
    /// Set once a POST was refused and a GET was not.
    prefers_get: AtomicBool,
}

impl Exchange {
    pub(crate) fn new(client: Client, base: BaseUrl, credentials: Option<Credentials>, timeout: Duration) -> Self {
        Self { client, base, credentials, timeout, prefers_get: AtomicBool::new(false) }
    }

    /// Posts a query's form, which may be long; a Prometheus behind something that lets only GET pass is asked by GET, and from
    /// then on first.
    pub(crate) async fn query<T: Send + 'static>(
        &self,
        path: &str,
        form: &Form,
        budget: &Budget,
        decode: impl FnOnce(Arriving) -> Result<T, AnswerError> + Send + 'static,
    ) -> Result<T, SourceError> {
        let (first, second) = match self.prefers_get.load(Ordering::Relaxed) {
            false => (Method::POST, Method::GET),
            true => (Method::GET, Method::POST),
        };
        let response = self.send(first, path, form).await?;
        let response = match may_be_the_method(response.status()) {
            true => self.by_other_method(response, second, path, form).await?,
            false => response,
        };
        self.answered(response, form, budget, decode).await
    }

    /// The answer by the other method, or the one there is where that says more.
    async fn by_other_method(
        &self,
        refused: Response,
        method: Method,
        path: &str,
        form: &Form,
    ) -> Result<Response, SourceError> {
        let response = self.send(method.clone(), path, form).await?;
        match response.status() {
            status if !may_be_the_method(status) => {
                self.prefers_get.store(method == Method::GET, Ordering::Relaxed);
                Ok(response)
            }
            // It was not the method: what was said of the right one counts.
            StatusCode::METHOD_NOT_ALLOWED | StatusCode::NOT_IMPLEMENTED | StatusCode::URI_TOO_LONG => Ok(refused),
            _ => Ok(response),
        }
    }

    /// Gets what is listed at a path.
    pub(crate) async fn list<T: Send + 'static>(
        &self,
        path: &str,
        form: &Form,
        budget: &Budget,
        decode: impl FnOnce(Arriving) -> Result<T, AnswerError> + Send + 'static,
    ) -> Result<T, SourceError> {
        let response = self.send(Method::GET, path, form).await?;
        self.answered(response, form, budget, decode).await
    }

    async fn send(&self, method: Method, path: &str, form: &Form) -> Result<Response, SourceError> {
        let url = self.base.endpoint(path);
        let at = self.base.origin();
        let request = match method {
            Method::POST => self.client.post(url).form(form),
            _ => self.client.get(with_query(url, form)),
        };
        self.authorised(request).send().await.map_err(|error| failure::of_client(error, self.timeout, &at))
    }

    fn authorised(&self, request: RequestBuilder) -> RequestBuilder {
        match &self.credentials {
            None => request,
            Some(Credentials::Basic { username, password }) => request.basic_auth(username, Some(password.expose())),
            Some(Credentials::Bearer(token)) => request.bearer_auth(token.expose()),
        }
    }

    /// The body of an answer that is one, decoded. Where the status says that this may pass, so does the error.
    async fn answered<T: Send + 'static>(
        &self,
        response: Response,
        form: &Form,
        budget: &Budget,
        decode: impl FnOnce(Arriving) -> Result<T, AnswerError> + Send + 'static,
    ) -> Result<T, SourceError> {
        let may_pass = response.status().is_server_error() || response.status() == StatusCode::TOO_MANY_REQUESTS;
        let retry_after = retry_after(&response);
        match self.body(response, form, budget, decode).await {
            Err(error) if may_pass && !matches!(error, SourceError::ForNow { .. }) => {
                Err(failure::for_now(error, retry_after))
            }
            answer => answer,
        }
    }

    async fn body<T: Send + 'static>(
        &self,
        response: Response,
        form: &Form,
        budget: &Budget,
        decode: impl FnOnce(Arriving) -> Result<T, AnswerError> + Send + 'static,
    ) -> Result<T, SourceError> {
        let status = response.status();
        if matches!(status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN) {
            return Err(SourceError::Denied { status: status.as_u16() });
        }
        if status.is_redirection() {
            return Err(failure::not_prometheus("it redirects to another address; give the final address"));
        }
        // Words of an error are only taken from what says it is JSON: anything else is not a Prometheus speaking.
        if !status.is_success() && !says_it_is_json(&response) {
            return Err(failure::of_status(status));
        }
        if says_it_is_a_page(&response) {
            return Err(failure::not_prometheus("it is a page, not JSON"));
        }
        let (at, patience) = (self.base.origin(), self.timeout);
        if status.is_success() {
            return body::decoded(response, budget, (patience, &at), decode).await;
        }
        let expr = form.iter().find_map(|(name, value)| (*name == "query").then(|| value.clone())).unwrap_or_default();
        let own = move |body: Arriving| Ok(decode::error_answer(body, &expr));
        let own: Option<AnswerError> = body::decoded(response, budget, (patience, &at), own).await?;
        // Prometheus' own error, and the bare status of anybody else's.
        Err(own.map_or_else(|| failure::of_status(status), failure::of_answer))
    }
}

fn with_query(mut url: Url, form: &Form) -> Url {
    if !form.is_empty() {
        url.query_pairs_mut().extend_pairs(form);
    }
    url
}

/// Tells whether a request may have been refused for its method: proxies that let only GET pass say so in all these ways.
fn may_be_the_method(status: StatusCode) -> bool {
    matches!(
        status,
        StatusCode::FORBIDDEN
            | StatusCode::NOT_FOUND
            | StatusCode::METHOD_NOT_ALLOWED
            | StatusCode::URI_TOO_LONG
            | StatusCode::NOT_IMPLEMENTED
    )
}

/// In seconds; the other form, a date, is left to the caller's own patience.
fn retry_after(response: &Response) -> Option<Duration> {
    let seconds = response.headers().get(RETRY_AFTER)?.to_str().ok()?.trim().parse().ok()?;
    Some(Duration::from_seconds(seconds))
}

fn says_it_is_json(response: &Response) -> bool {
    content_type(response).contains("json")
}

fn says_it_is_a_page(response: &Response) -> bool {
    content_type(response).contains("html")
}

fn content_type(response: &Response) -> String {
    let value = response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    value.unwrap_or_default().to_ascii_lowercase()
}
