//! One parser under libFuzzer, the one that `PROMCAST_FUZZ` names. Built without it, a list of them.
#![cfg_attr(fuzzing, no_main)]

#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    static TARGET: std::sync::OnceLock<fuzz::Target> = std::sync::OnceLock::new();
    let target = TARGET.get_or_init(|| {
        // libFuzzer's own hook aborts at once, also where a parser catches the panic of a library.
        drop(std::panic::take_hook());
        let name = std::env::var("PROMCAST_FUZZ").unwrap_or_default();
        fuzz::Target::named(&name).expect("PROMCAST_FUZZ names a parser")
    });
    (target.parse)(bytes);
});

#[cfg(not(fuzzing))]
fn main() -> std::io::Result<()> {
    use std::io::Write;
    let mut out = std::io::stdout().lock();
    fuzz::TARGETS.iter().try_for_each(|target| writeln!(out, "{}", target.name))
}
