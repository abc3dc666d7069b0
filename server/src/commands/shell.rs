//! `promcast completions` and `promcast man`: the command line, told to shells and to readers.

use anyhow::Context;
use clap::CommandFactory;

use super::print;
use crate::cli::{Cli, CompletionsArgs, ManArgs};

/// Prints the completions of a shell.
pub(crate) fn completions(args: &CompletionsArgs) -> anyhow::Result<()> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "promcast", &mut script);
    print(&script)
}

/// Prints the manual page of a command, in roff.
pub(crate) fn man(args: &ManArgs) -> anyhow::Result<()> {
    let mut whole = Cli::command();
    whole.build();
    let command = match &args.command {
        None => whole,
        Some(name) => {
            let found = whole.get_subcommands().find(|command| command.get_name() == name && !command.is_hide_set());
            found.with_context(|| format!("there is no command `{name}`: see promcast --help"))?.clone()
        }
    };
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page)?;
    print(&page)
}
