//! The templates in labels and annotations: their blocks, variables and functions, as Go's templates have them.

use std::collections::BTreeSet;

use crate::cli::RulesFor;

/// Variables that a rule's template may name without defining them.
const VARIABLES: [&str; 5] = ["$", "$labels", "$value", "$externalLabels", "$externalURL"];
/// Words that open a block, which `end` closes.
const BLOCKS: [&str; 5] = ["if", "range", "with", "define", "block"];
/// Words of Go's templates, its functions, and those of Prometheus.
const KNOWN: [&str; 62] = [
    "and",
    "args",
    "block",
    "break",
    "call",
    "continue",
    "define",
    "else",
    "end",
    "eq",
    "externalURL",
    "false",
    "first",
    "ge",
    "graphLink",
    "gt",
    "html",
    "humanize",
    "humanize1024",
    "humanizeDuration",
    "humanizePercentage",
    "humanizeTimestamp",
    "if",
    "index",
    "js",
    "label",
    "le",
    "len",
    "lt",
    "match",
    "ne",
    "nil",
    "not",
    "now",
    "or",
    "parseDuration",
    "pathPrefix",
    "print",
    "printf",
    "println",
    "query",
    "range",
    "reReplaceAll",
    "safeHtml",
    "slice",
    "sortByLabel",
    "stripDomain",
    "stripPort",
    "strvalue",
    "tableLink",
    "template",
    "title",
    "tmpl",
    "toDuration",
    "toLower",
    "toTime",
    "toUpper",
    "true",
    "urlQueryEscape",
    "urlquery",
    "value",
    "with",
];

/// The first mistake in a template.
pub(super) fn mistake(text: &str, program: RulesFor) -> Option<String> {
    let mut reader = Reader { variables: VARIABLES.map(str::to_owned).into(), open: 0, program };
    let mut rest = text;
    while let Some((_, after)) = rest.split_once("{{") {
        let (action, after) = match action(after) {
            Ok(both) => both,
            Err(mistake) => return Some(mistake),
        };
        if let Some(mistake) = reader.mistake(action) {
            return Some(mistake);
        }
        rest = after;
    }
    (reader.open > 0).then(|| "an `{{ end }}` is missing".to_owned())
}

/// Splits a text into what is between the braces and what comes after them.
fn action(text: &str) -> Result<(&str, &str), String> {
    let trimmed = text.trim_start_matches('-').trim_start();
    if trimmed.starts_with("/*") {
        let (_, after) = trimmed.split_once("*/").ok_or("a comment does not end")?;
        return after.split_once("}}").map(|(_, after)| ("", after)).ok_or_else(no_end);
    }
    let mut quote = None;
    let mut is_escaped = false;
    for (at, c) in text.char_indices() {
        match quote {
            _ if is_escaped => is_escaped = false,
            Some(_) if c == '\n' && quote != Some('`') => return Err("a text in it does not end".to_owned()),
            Some('"' | '\'') if c == '\\' => is_escaped = true,
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if matches!(c, '"' | '\'' | '`') => quote = Some(c),
            None if text[at..].starts_with("}}") => return Ok((&text[..at], &text[at + 2..])),
            None => {}
        }
    }
    Err(if quote.is_some() { "a text in it does not end".to_owned() } else { no_end() })
}

fn no_end() -> String {
    "`{{` without `}}`".to_owned()
}

struct Reader {
    /// Those defined so far; where a block ends they are forgotten by Go, but not here.
    variables: BTreeSet<String>,
    /// Blocks that are open.
    open: usize,
    program: RulesFor,
}

impl Reader {
    fn mistake(&mut self, action: &str) -> Option<String> {
        let words = words(action);
        let first = words.first().map(String::as_str).unwrap_or_default();
        if BLOCKS.contains(&first) {
            self.open += 1;
        }
        if first == "end" || first == "else" {
            if self.open == 0 {
                return Some(format!("`{{{{ {first} }}}}` without a block"));
            }
            self.open -= usize::from(first == "end");
        }
        self.define(action, &words);
        words.iter().find_map(|word| self.word_mistake(word))
    }

    /// Remembers what `:=` defines: all variables before it.
    fn define(&mut self, action: &str, words: &[String]) {
        let count = action.find(":=").map_or(0, |at| self::words(&action[..at]).len());
        let defined = words.iter().take(count).filter(|word| word.starts_with('$'));
        self.variables.extend(defined.cloned());
    }

    fn word_mistake(&self, word: &str) -> Option<String> {
        if let Some(name) = word.strip_prefix('$') {
            let variable = format!("${}", name.split('.').next().unwrap_or_default());
            return (!self.variables.contains(&variable)).then(|| format!("undefined variable `{variable}`"));
        }
        let is_name = word.starts_with(|c: char| c.is_alphabetic() || c == '_');
        // vmalert has functions of its own, more with each version.
        let is_judged = is_name && self.program != RulesFor::Vmalert;
        let function = word.split('.').next().unwrap_or_default();
        (is_judged && !KNOWN.contains(&function)).then(|| format!("function `{function}` is not defined"))
    }
}

/// The words of an action: names, variables, fields and numbers; no texts.
fn words(action: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quote = None;
    let mut is_escaped = false;
    for c in action.chars() {
        match quote {
            _ if is_escaped => is_escaped = false,
            Some('"' | '\'') if c == '\\' => is_escaped = true,
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if matches!(c, '"' | '\'' | '`') => {
                quote = Some(c);
                words.push(String::new());
            }
            None if c.is_alphanumeric() || matches!(c, '_' | '.' | '$') => {
                if let Some(word) = words.last_mut() {
                    word.push(c);
                }
            }
            None => words.push(String::new()),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn good_templates() {
        for text in [
            "",
            "no template } here {",
            "{{ $labels.instance }} is down since {{ $value | humanizeDuration }}",
            "{{ range query \"up == 0\" }}{{ .Labels.job }}: {{ .Value }} {{ end }}",
            "{{- if gt $value 0.5 -}} {{ printf \"%.2f }} {{\" $value }} {{ else if eq 1 1 }} {{ `a }}` }} {{- end -}}",
            "{{ with $x := 5 }}{{ $x }}{{ end }}",
            "{{ range $i, $v := query `up` }}{{ $i }}{{ $v.Value }}{{ end }}",
            "{{/* a comment }} */}}{{ $externalLabels.region }}{{ $externalURL }}{{ .ExternalURL }}",
            "{{ define \"t\" }}{{ .arg0 }}{{ end }}{{ template \"t\" (args 1 \"\\\"}}\") }}",
            "{{ $labels.job | reReplaceAll \"a\" \"b\" | toUpper }}{{ (query \"up\" | first).Value }}",
        ] {
            assert_eq!(mistake(text, RulesFor::Prometheus3), None, "{text}");
        }
    }

    #[test]
    fn templates_with_which_prometheus_does_not_start() {
        for (text, words) in [
            ("{{ $lables.instance }}", "undefined variable `$lables`"),
            ("{{ $x }}{{ $x := 1 }}", "undefined variable `$x`"),
            ("{{ if $value }}", "an `{{ end }}` is missing"),
            ("{{ end }}", "`{{ end }}` without a block"),
            ("{{ else }}", "`{{ else }}` without a block"),
            ("{{ $value", "`{{` without `}}`"),
            ("{{ \"a }}", "a text in it does not end"),
            ("{{/* a", "a comment does not end"),
            ("{{ $value | humanise }}", "function `humanise` is not defined"),
        ] {
            assert_eq!(mistake(text, RulesFor::Prometheus3).as_deref(), Some(words), "{text}");
        }
        assert_eq!(mistake("{{ $value | jsonEscape }}", RulesFor::Vmalert), None);
    }
}
