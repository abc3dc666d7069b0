//! The little Markdown that benchmarks print: headings, paragraphs, and tables of pipes.

/// A part of a document, its marks of weight and links taken off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Block {
    Heading(String),
    Paragraph(String),
    /// Columns' names, and rows of as many cells.
    Table {
        head: Vec<String>,
        rows: Vec<Vec<String>>,
    },
}

/// The blocks of a text, which empty lines separate. The document's own title is left out: whoever shows it has one.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let paragraphs = text.split("\n\n").map(str::trim).filter(|block| !block.is_empty() && !block.starts_with("# "));
    paragraphs.map(block).collect()
}

fn block(text: &str) -> Block {
    if let Some(heading) = text.strip_prefix("##") {
        return Block::Heading(plain(heading.trim_start_matches('#')));
    }
    let mut lines = text.lines();
    match (lines.next(), lines.next()) {
        (Some(head), Some(rule)) if is_rule(rule) => {
            Block::Table { head: cells(head), rows: lines.map(cells).collect() }
        }
        _ => Block::Paragraph(plain(&text.replace('\n', " "))),
    }
}

/// The line of dashes below a table's head.
fn is_rule(line: &str) -> bool {
    line.starts_with("|-") && line.chars().all(|c| matches!(c, '|' | '-' | ':'))
}

fn cells(line: &str) -> Vec<String> {
    line.trim().trim_start_matches('|').trim_end_matches('|').split('|').map(plain).collect()
}

/// The words without marks of weight, and of a link only what it says.
fn plain(text: &str) -> String {
    let mut words = text.trim().replace("**", "");
    while let Some((start, end, target)) = link(&words) {
        let said = words[start + 1..end].to_owned();
        words.replace_range(start..=target, &said);
    }
    words
}

/// Finds the first link: the start of the link, the end of its text, and the end of its target.
fn link(words: &str) -> Option<(usize, usize, usize)> {
    let end = words.find("](")?;
    let start = words[..end].rfind('[')?;
    Some((start, end, end + words[end..].find(')')?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_paragraphs_and_tables() {
        let text = "# Title\n\nOn a machine,\nof [two](a.md) cores.\n\n## M4\n\n| | MASE |\n|---|---:|\n| **Promcast** | 0.77 |\n| `x` | 1 |\n";
        let owned = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
        let expected = [
            Block::Paragraph("On a machine, of two cores.".to_owned()),
            Block::Heading("M4".to_owned()),
            Block::Table { head: owned(&["", "MASE"]), rows: vec![owned(&["Promcast", "0.77"]), owned(&["`x`", "1"])] },
        ];
        assert_eq!(blocks(text), expected);
    }

    #[test]
    fn what_is_no_table_or_link_stays() {
        assert_eq!(blocks("| a |\nb"), [Block::Paragraph("| a | b".to_owned())]);
        assert_eq!(blocks("a ](b) [c"), [Block::Paragraph("a ](b) [c".to_owned())]);
        assert!(blocks("\n\n").is_empty());
    }
}
