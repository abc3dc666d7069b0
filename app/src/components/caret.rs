//! The place of a mistake in what was typed, with a mark under it.

/// So many characters are shown to each side of a mistake.
const NEAR: usize = 24;

/// The line of the text that holds the position, and a mark under it. Of a long line only what is near: the mark must
/// be seen on a phone.
pub(super) fn caret(text: &str, position: usize) -> String {
    let before: String = text.chars().take(position).collect();
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line: Vec<char> = text[line_start..].lines().next().unwrap_or_default().chars().collect();
    let column = before[line_start..].chars().count();
    let (start, end) = (column.min(line.len()).saturating_sub(NEAR), (column + NEAR).min(line.len()));
    let near: String = line[start..end].iter().collect();
    let cut = |is_cut| if is_cut { "…" } else { "" };
    let (left, right) = (cut(start > 0), cut(end < line.len()));
    format!("{left}{near}{right}\n{}^", " ".repeat(column - start + left.chars().count()))
}

/// Line and column as people count them, from 1.
pub(super) fn line_and_column(text: &str, position: usize) -> (usize, usize) {
    let before: String = text.chars().take(position).collect();
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (before.matches('\n').count() + 1, column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_stands_under_the_mistake() {
        assert_eq!(caret("rate(x[5m)", 9), "rate(x[5m)\n         ^");
        assert_eq!(caret("sum(\n  µ(x))", 7), "  µ(x))\n  ^");
        assert_eq!(caret("", 4), "\n^");
        assert_eq!(caret("ab", 9), "ab\n  ^");
        let long = format!("{}({}", "a".repeat(40), "b".repeat(40));
        assert_eq!(caret(&long, 40), format!("…{}({}…\n{}^", "a".repeat(24), "b".repeat(23), " ".repeat(25)));
    }

    #[test]
    fn lines_and_columns_count_from_one() {
        assert_eq!((line_and_column("", 0), line_and_column("ab\nµc", 4)), ((1, 1), (2, 2)));
    }
}
