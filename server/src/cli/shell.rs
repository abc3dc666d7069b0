//! The flags of what helps scripts and shells: the health check, completions, the manual page.

use clap::Args;
use clap_complete::Shell;

/// Whom to ask.
#[derive(Args, Clone, Debug)]
pub(crate) struct HealthcheckArgs {
    /// Base URL of the Promcast.
    #[arg(default_value = "http://127.0.0.1:8080", env = "PROMCAST_HEALTHCHECK_URL", hide_env_values = true)]
    pub(crate) url: String,
}

/// For which shell.
#[derive(Args, Clone, Debug)]
pub(crate) struct CompletionsArgs {
    /// The shell.
    pub(crate) shell: Shell,
}

/// Of what.
#[derive(Args, Clone, Debug)]
pub(crate) struct ManArgs {
    /// A command, such as `serve` [default: promcast itself].
    pub(crate) command: Option<String>,
}
