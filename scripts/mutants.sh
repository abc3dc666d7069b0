#!/bin/sh
# Changes the modules that commit, escape, confine and redact, a place at a time, and runs the tests of their crate: what no test notices is listed.
# mutants.sh [PACKAGE…] looks at these alone. What was found is in target/mutants/PACKAGE.
set -eu
cd "$(dirname "$0")/.."

files_of() {
  case $1 in
    kept-files) echo whole_file.rs envelope.rs id.rs checkpoint_file.rs folder.rs disk.rs ;;
    archive-files) echo writer.rs draft.rs temporary.rs space.rs lock.rs ;;
    archive) echo manifest.rs proxy_name.rs place.rs one_read.rs footer_shape.rs ;;
    timeseries) echo labels.rs ;;
    promql) echo template.rs outline.rs ;;
    chart) echo escape.rs ;;
    api) echo percent_encoding.rs ;;
    prometheus-http) echo egress.rs base_url.rs failure.rs ;;
    duckdb-worker) echo confine.rs syscalls.rs ;;
    server) echo host.rs cross_site.rs guard.rs prefix.rs checks.rs kept_watch.rs ;;
    *) echo "promcast: $1 has no such modules" >&2; exit 1 ;;
  esac
}

[ $# -gt 0 ] || set -- timeseries promql archive api chart kept-files archive-files prometheus-http duckdb-worker server
for package in "$@"; do
  set -f
  flags=
  for file in $(files_of "$package"); do flags="$flags --file **/$file"; done
  case $package in
    # The integration tests of the server take minutes for each change; its own tests are beside the code.
    server) tests='--bins' ;;
    # Decoding to a deadline is for an optimised build.
    prometheus-http) tests='-- --skip crowded --skip corpus' ;;
    *) tests= ;;
  esac
  mkdir -p "target/mutants/$package"
  # Exits with 2 where one was missed, which the table says.
  # shellcheck disable=SC2086
  cargo mutants --package "$package" $flags --output "target/mutants/$package" --profile dev --no-shuffle --colors never --minimum-test-timeout 60 \
    -- --locked $tests > "target/mutants/$package/log" 2>&1 || [ $? -le 3 ] || { tail -n 20 "target/mutants/$package/log" >&2; exit 1; }
  echo "$package: $(tail -n 1 "target/mutants/$package/log")"
  sed 's/^/  missed: /' "target/mutants/$package/mutants.out/missed.txt"
done
