//! `multipart/form-data` as browsers send it (RFC 7578), out of a body that was read whole and is not larger than it may be.

/// More fields than this no form of ours has.
const MAX_PARTS: usize = 16;
/// The lines before a field's value.
const MAX_HEAD_BYTES: usize = 8 * 1024;
/// RFC 2046 allows no longer boundary.
const MAX_BOUNDARY_BYTES: usize = 70;

/// One field of a form.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Part<'a> {
    pub(super) name: String,
    /// What a file is called; nothing where the field is no file.
    pub(super) file_name: Option<String>,
    /// What the browser takes the file for; may be empty.
    pub(super) content_type: String,
    pub(super) value: &'a [u8],
}

/// What stands between the fields, where a `Content-Type` says that there are any.
pub(super) fn boundary(content_type: &str) -> Option<String> {
    let (media, parameters) = content_type.split_once(';')?;
    let is_form = media.trim().eq_ignore_ascii_case("multipart/form-data");
    let boundary = parameter(parameters, "boundary").filter(|_| is_form)?;
    (1..=MAX_BOUNDARY_BYTES).contains(&boundary.len()).then_some(boundary)
}

/// All fields; nothing where the body is cut off or no such form.
pub(super) fn parts<'a>(body: &'a [u8], boundary: &str) -> Option<Vec<Part<'a>>> {
    let delimiter = format!("\r\n--{boundary}").into_bytes();
    // Before the first one no line has to end.
    let mut rest = match body.strip_prefix(&delimiter[2..]) {
        Some(rest) => rest,
        None => split(body, &delimiter)?.1,
    };
    let mut parts = Vec::new();
    while !rest.starts_with(b"--") {
        if parts.len() == MAX_PARTS {
            return None;
        }
        let (padding, after) = split(rest, b"\r\n")?;
        if !padding.iter().all(|byte| matches!(byte, b' ' | b'\t')) {
            return None;
        }
        // The empty line may follow at once: a field without a head has no name either.
        let (head, value) = split(after, b"\r\n\r\n").filter(|(head, _)| head.len() <= MAX_HEAD_BYTES)?;
        let (value, next) = split(value, &delimiter)?;
        parts.push(part(std::str::from_utf8(head).ok()?, value)?);
        rest = next;
    }
    Some(parts)
}

fn part<'a>(head: &str, value: &'a [u8]) -> Option<Part<'a>> {
    let header = |name: &str| {
        let mut headers = head.split("\r\n").filter_map(|line| line.split_once(':'));
        headers.find(|(known, _)| known.trim().eq_ignore_ascii_case(name)).map(|(_, text)| text.trim())
    };
    let (kind, parameters) = header("content-disposition")?.split_once(';')?;
    if !kind.trim().eq_ignore_ascii_case("form-data") {
        return None;
    }
    Some(Part {
        name: parameter(parameters, "name")?,
        file_name: parameter(parameters, "filename"),
        content_type: header("content-type").unwrap_or_default().to_ascii_lowercase(),
        value,
    })
}

/// The value of one of `name=value; name="value"`. Browsers write a quote within quotes as `%22`.
fn parameter(text: &str, name: &str) -> Option<String> {
    let mut rest = text;
    loop {
        let (known, after) = rest.split_once('=')?;
        let after = after.trim_start();
        let (value, next) = match after.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"')?,
            None => after.split_once(';').map_or((after.trim_end(), ""), |(value, next)| (value.trim_end(), next)),
        };
        if known.trim().trim_start_matches(';').trim().eq_ignore_ascii_case(name) {
            return Some(value.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n"));
        }
        rest = next;
    }
}

/// What stands before and behind the first place of `delimiter`.
fn split<'a>(bytes: &'a [u8], delimiter: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let at = bytes.windows(delimiter.len()).position(|window| window == delimiter)?;
    Some((&bytes[..at], &bytes[at + delimiter.len()..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: &str = "--xy\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\nbikes\r\n--xy \r\n\
        content-disposition: form-data; filename=\"a; b=%22c%22.csv\"; name=file\r\nContent-Type: Text/CSV\r\n\r\na,b\r\n--x,2\r\n\r\n--xy--\r\n";

    #[test]
    fn fields_and_files_come_as_they_were_sent() {
        let parts = parts(FORM.as_bytes(), "xy").unwrap();
        let plain = Part { name: "model".to_owned(), file_name: None, content_type: String::new(), value: b"bikes" };
        let file = Part {
            name: "file".to_owned(),
            file_name: Some("a; b=\"c\".csv".to_owned()),
            content_type: "text/csv".to_owned(),
            value: b"a,b\r\n--x,2\r\n",
        };
        assert_eq!(parts, [plain, file]);
        let preamble = format!("to be ignored\r\n{FORM}");
        assert_eq!(super::parts(preamble.as_bytes(), "xy").unwrap().len(), 2);
        assert_eq!(super::parts(b"--xy--", "xy"), Some(Vec::new()));
    }

    #[test]
    fn a_form_that_is_cut_off_or_another_is_none() {
        for end in 0..FORM.len() - "--\r\n".len() {
            assert_eq!(parts(&FORM.as_bytes()[..end], "xy"), None, "{end}");
        }
        let part = "--xy\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n";
        for form in [
            "".to_owned(),
            "model=bikes".to_owned(),
            FORM.replace("form-data", "attachment"),
            FORM.replace("name=", "size="),
            FORM.replace("--xy \r\n", "--xyz\r\n"),
            part.repeat(17) + "--xy--",
            format!("--xy\r\nA: {}\r\n{part}--xy--", "a".repeat(9000)),
        ] {
            assert_eq!(parts(form.as_bytes(), "xy"), None, "{}", &form[..form.len().min(80)]);
        }
        assert_eq!(parts((part.repeat(16) + "--xy--").as_bytes(), "xy").map(|parts| parts.len()), Some(16));
        assert_eq!(parts(b"--xy\r\nContent-Disposition: form-data; name=\"\xff\"\r\n\r\n\r\n--xy--", "xy"), None);
    }

    #[test]
    fn the_boundary_is_a_parameter_of_the_kind() {
        let cases = [
            ("multipart/form-data; boundary=xy", Some("xy")),
            ("Multipart/Form-Data; charset=utf-8; Boundary=\"x;y\"", Some("x;y")),
            ("multipart/form-data; boundary=", None),
            ("multipart/form-data", None),
            ("multipart/mixed; boundary=xy", None),
            ("application/json", None),
        ];
        for (said, expected) in cases {
            assert_eq!(boundary(said).as_deref(), expected, "{said}");
        }
        assert_eq!(boundary(&format!("multipart/form-data; boundary={}", "x".repeat(71))), None);
    }
}
