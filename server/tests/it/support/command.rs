//! The binary as a command: what it prints, and how it ends.

use std::io::Write;
use std::process::{Command, Stdio};

/// A command that ended.
#[derive(Debug)]
pub(crate) struct Ran {
    /// The exit code; `None` where a signal ended it.
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Runs `promcast` with arguments.
pub(crate) fn run(args: &[&str]) -> Ran {
    run_with_input(args, b"")
}

/// Runs `promcast` with arguments and something on its standard input. It runs in a folder that holds nothing.
pub(crate) fn run_with_input(args: &[&str], input: &[u8]) -> Ran {
    let nowhere = tempfile::tempdir().unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_promcast"))
        .args(args)
        .current_dir(nowhere.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that refuses its arguments reads nothing.
    let _ = child.stdin.take().unwrap().write_all(input);
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let ran = Ran { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) };
    assert!(!ran.stderr.contains("panicked"), "{}", ran.stderr);
    ran
}
