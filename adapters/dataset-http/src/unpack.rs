//! One file out of a zip.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::DatasetError;
use crate::fetch::MAX_BYTES;

/// First bytes of every zip with a file in it.
const ZIP_BEGINS: &[u8] = b"PK\x03\x04";
/// More names are not told.
const MAX_NAMES: usize = 20;

/// The file of this name in a zip, in whatever folder of it; bytes that are no zip are the file itself.
///
/// # Errors
/// The zip cannot be opened, has no such file, or is damaged.
pub fn unpack(bytes: Vec<u8>, name: &str) -> Result<Vec<u8>, DatasetError> {
    if !bytes.starts_with(ZIP_BEGINS) {
        return Ok(bytes);
    }
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(DatasetError::Zip)?;
    let paths: Vec<String> = zip.file_names().filter_map(|path| path.ok().map(|path| path.into_owned())).collect();
    let Some(path) = paths.iter().find(|path| path.rsplit('/').next() == Some(name)) else {
        let have: Vec<&str> = paths.iter().take(MAX_NAMES).map(String::as_str).collect();
        return Err(DatasetError::NotInZip { wanted: name.to_owned(), have: have.join(", ") });
    };
    let packed = zip.by_name(path).map_err(DatasetError::Zip)?;
    let mut file = Vec::new();
    packed.take(MAX_BYTES + 1).read_to_end(&mut file).map_err(DatasetError::Damaged)?;
    if file.len() as u64 > MAX_BYTES { Err(DatasetError::TooLarge(MAX_BYTES)) } else { Ok(file) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (path, bytes) in files {
            zip.start_file(*path, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn a_file_is_found_by_its_name() {
        let zip = zipped(&[("Readme.txt", b"read"), ("data/hour.csv", b"a,b\n1,2\n")]);
        assert_eq!(unpack(zip.clone(), "hour.csv").unwrap(), b"a,b\n1,2\n");
        let refusal = unpack(zip, "day.csv").unwrap_err().to_string();
        assert_eq!(refusal, "the zip has no file `day.csv`: it has Readme.txt, data/hour.csv");
    }

    #[test]
    fn what_is_no_zip_is_the_file() {
        assert_eq!(unpack(b"a,b\n1,2\n".to_vec(), "hour.csv").unwrap(), b"a,b\n1,2\n");
        assert_eq!(unpack(Vec::new(), "hour.csv").unwrap(), b"");
    }

    #[test]
    fn damage_is_no_file() {
        let whole = zipped(&[("hour.csv", &b"a,b,c\n".repeat(1000))]);
        assert!(matches!(unpack(whole[..whole.len() / 2].to_vec(), "hour.csv"), Err(DatasetError::Zip(_))));
        let mut flipped = whole;
        flipped[50] ^= 0xff;
        assert!(unpack(flipped, "hour.csv").is_err());
    }
}
