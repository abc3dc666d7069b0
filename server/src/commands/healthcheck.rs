//! `promcast healthcheck`: what containers and scripts ask, without another program.

use std::time::Duration;

use anyhow::{Context, bail};
use promcast_http::PromcastHttp;

use super::say;
use crate::cli::HealthcheckArgs;

/// Timeout: a server that answers later is not healthy.
const PATIENCE: Duration = Duration::from_secs(5);

/// Asks `/-/healthy`.
pub(crate) fn healthcheck(args: &HealthcheckArgs) -> anyhow::Result<()> {
    let server = PromcastHttp::at(&args.url)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let answer = runtime.block_on(async { tokio::time::timeout(PATIENCE, server.get("/-/healthy")).await });
    let answer = answer.with_context(|| format!("no answer within {} seconds", PATIENCE.as_secs()))??;
    match answer.status {
        200 => say(String::from_utf8_lossy(&answer.body).trim()),
        // It lives, and lets only known users in.
        401 => say("Promcast asks for a user."),
        404 => bail!(
            "/-/healthy is not there: where Promcast has a route prefix, give it too, as in http://127.0.0.1:8080/promcast"
        ),
        421 => bail!("Promcast is not known by that name: ask 127.0.0.1, or the host of its --web.external-url"),
        status => bail!("/-/healthy answered with status {status}"),
    }
    Ok(())
}
