#!/usr/bin/env bash
# promql-parser reads escapes between backticks, and moments before 1970 as 1970.
#
# Versions: promql-parser 0.12.0 (PyPI; the crate 0.11.1 does the same), promtool 2.42.0 (Debian 12), tried 2026-12-01.
#
# Between backticks PromQL has no escapes: x{a=~`\d+`} is a selector with a regular expression, which promtool accepts and a
# Prometheus evaluates. promql-parser, "compatible with Prometheus", refuses it with "unknown escape sequence 'd'": a linter
# built on it calls good rules wrong, for backticks are what people use to write \d and \. without doubling them.
# `x @ -5` is read without an error, and written down again as `x @ 0.000`: another moment.
#
# Seen:
#   x{a=~`\d+`} -> unknown escape sequence 'd'
#   x @ -5 -> x @ 0.000
#
# Exits with 0 while this is so, with 1 when it behaves differently.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check promql-parser==0.12.0
"$folder/venv/bin/python" - <<'PYTHON'
import promql_parser

def told(expr):
    try:
        return promql_parser.parse(expr).prettify()
    except ValueError as error:
        return str(error)

seen = {expr: told(expr) for expr in ("x{a=~`\\d+`}", "x @ -5")}
for expr, words in seen.items():
    print(expr, "->", words)
assert list(seen.values()) == ["unknown escape sequence 'd'", "x @ 0.000"], seen
PYTHON
if command -v promtool > /dev/null; then
  cat > "$folder/rules.yml" <<'RULES'
groups:
- name: g
  rules:
  - {record: a, expr: 'x{a=~`\d+`}'}
  - {record: b, expr: 'x @ -5'}
RULES
  promtool check rules "$folder/rules.yml" | grep -q 'SUCCESS: 2 rules found'
  echo "promtool: both are good"
fi
