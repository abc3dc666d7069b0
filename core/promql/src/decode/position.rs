//! Position of a parse error in an expression, read from the message of Prometheus' parser.

/// The character of `expr`, from 0, that a message such as `invalid parameter "query": 1:5: parse error: …` names.
/// Prometheus counts lines from 1, and in a line bytes from 1 (`promql/parser/parse.go`, `ParseErr.Error`).
pub(super) fn in_expression(message: &str, expr: &str) -> Option<usize> {
    let (before, _) = message.split_once(": parse error")?;
    let mut numbers = before.rsplit([':', ' ']).map(|number| number.parse::<usize>().ok()?.checked_sub(1));
    let (column, line) = (numbers.next()??, numbers.next()??);
    let line_start: usize = expr.split_inclusive('\n').take(line).map(str::len).sum();
    let is_line = line == 0 || expr.split('\n').nth(line).is_some();
    let offset = line_start.checked_add(column).filter(|offset| is_line && *offset <= expr.len())?;
    Some(expr.char_indices().take_while(|(at, c)| at + c.len_utf8() <= offset).count())
}

#[cfg(test)]
mod tests {
    use super::in_expression;

    #[test]
    fn what_prometheus_says() {
        let cases = [
            ("1:1: parse error: x", "up up", Some(0)),
            ("1:5: parse error: unexpected identifier", "up{} up", Some(4)),
            (r#"invalid parameter "query": 1:4: parse error: x"#, "up up", Some(3)),
            ("invalid parameter 'query': 2:3: parse error: x", "sum(\n  up up\n)", Some(7)),
            ("3:1: parse error: x", "sum(\n  up up\n)", Some(13)),
            ("1:11: parse error: unclosed", "sum(up)+up", Some(10)),
            // Columns are bytes: the brace after `日` (three bytes) is byte 15, character 11.
            ("1:14: parse error: x", "up{job=\"日\"}}", Some(11)),
            ("1:10: parse error: in the middle of a character", "up{job=\"日\"}}", Some(8)),
        ];
        for (message, expr, position) in cases {
            assert_eq!(in_expression(message, expr), position, "{message}");
        }
    }

    #[test]
    fn what_says_no_position() {
        let messages = [
            "",
            "parse error",
            ": parse error",
            ":: parse error",
            "1: parse error: x",
            "0:5: parse error: x",
            "1:0: parse error: x",
            "9:1: parse error: x",
            "1:99: parse error: x",
            "-1:1: parse error: x",
            "a:b: parse error: x",
            "99999999999999999999:1: parse error: x",
            "1:18446744073709551615: parse error: x",
            "invalid position: parse error: x",
            "query timed out in 1:5",
        ];
        for message in messages {
            assert_eq!(in_expression(message, "up up"), None, "{message}");
        }
    }
}
