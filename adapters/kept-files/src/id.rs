//! Form of an id: `20261120T120000Z-1a2b3c4d`. No other text becomes the name of a forecast's or evaluation's file.

/// The shape of an id: `d` a decimal digit, `h` a lower-case hexadecimal digit, all else itself.
const SHAPE: &[u8] = b"ddddddddTddddddZ-hhhhhhhh";

/// Returns true if `text` is an id, and with that a safe file name: only digits, `a` to `f`, `T`, `Z` and `-`.
pub(crate) fn is_id(text: &str) -> bool {
    text.len() == SHAPE.len() && text.bytes().zip(SHAPE).all(|(byte, shape)| fits(byte, *shape))
}

fn fits(byte: u8, shape: u8) -> bool {
    match shape {
        b'd' => byte.is_ascii_digit(),
        b'h' => byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte),
        itself => byte == itself,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids() {
        for id in ["20261120T120000Z-1a2b3c4d", "00000000T000000Z-00000000", "99999999T999999Z-ffffffff"] {
            assert!(is_id(id), "{id}");
        }
    }

    #[test]
    fn everything_else() {
        let cases = [
            "",
            ".",
            "..",
            "../x",
            "/etc/passwd",
            "20261120T120000Z-1a2b3c4",
            "20261120T120000Z-1a2b3c4dd",
            "20261120T120000Z-1A2B3C4D",
            "20261120T120000Z-1a2b3c4g",
            "20261120t120000z-1a2b3c4d",
            "20261120T120000Z_1a2b3c4d",
            " 20261120T120000Z-1a2b3c4d",
            "20261120T120000Z-1a2b3c4\n",
            "20261120T120000Z-1a2b3c4\0",
            "20261120T120000Z-../../..",
            "2026112/T120000Z-1a2b3c4d",
            "２０261120T120000Z-1a2b3c",
            "20261120T120000Z-日本ab",
            "20261120T120000Z-1a2b3c4d.json",
        ];
        for text in cases {
            assert!(!is_id(text), "{text:?}");
        }
    }
}
