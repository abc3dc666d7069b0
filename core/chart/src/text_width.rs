//! Estimated width of a text, from a table instead of a font, so that server and browser lay out alike.

/// CSS pixels a text takes at a font size, a little generous for the sans-serif faces systems use.
pub(crate) fn text_width_px(text: &str, font_px: f64) -> f64 {
    text.chars().map(em).sum::<f64>() * font_px
}

/// The text, or as much of it as fits before an ellipsis.
pub(crate) fn fitted(text: &str, font_px: f64, width_px: f64) -> String {
    if text_width_px(text, font_px) <= width_px {
        return text.to_owned();
    }
    let mut left_px = width_px - text_width_px("…", font_px);
    let kept = text.chars().take_while(|c| {
        left_px -= em(*c) * font_px;
        left_px >= 0.0
    });
    kept.chain(['…']).collect()
}

/// Width in units of the font size.
fn em(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' => 0.33,
        'f' | 'r' | 't' | '(' | ')' | '[' | ']' | '{' | '}' | '"' | '-' | '/' | '\\' => 0.43,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '…' => 0.9,
        'A'..='Z' => 0.7,
        c if c < '\u{1100}' => 0.63,
        // East Asian scripts and pictographs fill their square.
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_line_up() {
        assert_eq!(text_width_px("000", 12.0).to_bits(), text_width_px("789", 12.0).to_bits());
        assert!(text_width_px("iii", 12.0) < text_width_px("mmm", 12.0));
        assert!(text_width_px("", 12.0).abs() < f64::EPSILON);
    }

    #[test]
    fn what_does_not_fit_ends_in_an_ellipsis() {
        for text in ["short", "a name that goes on and on", "日本語日本語日本語日本語", ""] {
            let short = fitted(text, 12.0, 80.0);
            assert!(text_width_px(&short, 12.0) <= 80.0, "{short}");
            assert!(short == text || short.ends_with('…'), "{short}");
        }
        assert_eq!(fitted("anything", 12.0, 0.0), "…");
    }
}
