//! Frames, read and written by the child.

use std::io::{self, Read, Write};
use std::sync::mpsc;
use std::thread;

use super::ChildError;
use crate::protocol::{HEADER_BYTES, Kind, header, read_header};

/// Reads a frame; `None` at the end.
pub(super) fn read(input: &mut impl Read) -> io::Result<Option<(Kind, Vec<u8>)>> {
    let mut bytes = [0; HEADER_BYTES];
    match input.read_exact(&mut bytes) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        Err(error) => return Err(error),
    }
    let (kind, length) = read_header(bytes).ok_or(io::ErrorKind::InvalidData)?;
    let mut body = vec![0; length];
    input.read_exact(&mut body)?;
    Ok(Some((kind, body)))
}

/// Writes a frame.
pub(super) fn write(out: &mut impl Write, kind: Kind, body: &[u8]) -> io::Result<()> {
    out.write_all(&header(kind, body.len()).ok_or(io::ErrorKind::InvalidData)?)?;
    out.write_all(body)?;
    out.flush()
}

/// Hands on what the server says as it comes. When the server goes away, the process ends, whatever DuckDB is at.
pub(super) fn listen() -> Result<mpsc::Receiver<(Kind, Vec<u8>)>, ChildError> {
    let (sender, receiver) = mpsc::channel();
    let read_on = move || {
        while let Ok(Some(said @ (Kind::Ahead | Kind::Ask, _))) = read(&mut io::stdin().lock()) {
            if sender.send(said).is_err() {
                break;
            }
        }
        // DuckDB's threads may be at work: nothing is tidied up under them.
        std::process::abort();
    };
    thread::Builder::new().name("listen".to_owned()).stack_size(128 << 10).spawn(read_on)?;
    Ok(receiver)
}
