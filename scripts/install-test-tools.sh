#!/bin/sh
# Installs what the tests need and is not there yet: a real Prometheus with what belongs to it, a real browser and strace, from Debian's packages.
set -eu
missing=
command -v prometheus > /dev/null && command -v promtool > /dev/null || missing="$missing prometheus"
command -v prometheus-alertmanager > /dev/null && command -v amtool > /dev/null || missing="$missing prometheus-alertmanager"
command -v prometheus-node-exporter > /dev/null || missing="$missing prometheus-node-exporter"
command -v chromium > /dev/null || missing="$missing chromium"
[ -x /usr/bin/strace ] || missing="$missing strace"
[ -z "$missing" ] && exit 0

command -v apt-get > /dev/null || { echo "promcast: install$missing first" >&2; exit 1; }
as_root=
[ "$(id -u)" = 0 ] || as_root=sudo
echo "promcast: installing$missing"
$as_root apt-get update -qq
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $missing > /dev/null
