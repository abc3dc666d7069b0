#!/bin/bash
# Tries what the Dockerfile puts into its image where no Docker engine runs: in a root made of the packages that the image it
# begins with is made of, read-only but for /data, without a shell, as a user without rights. Needs root's rights and the network.
# usage: image-run.sh FOLDER APP    (APP: a folder with promcast, libduckdb.so and site)
set -euo pipefail
folder=$(mkdir -p "$1" && realpath "$1") app=$(realpath "$2")
root=$folder/root
port=${PROMCAST_PORT:-18090}
# distroless/cc is made of these: https://github.com/GoogleContainerTools/distroless
packages='base-files ca-certificates libc6 libgcc-s1 libgomp1 libssl3 libstdc++6 netbase tzdata'

server=
# Mounts that are left when this ends, however it ends, would be followed by whoever removes the folder.
clear_away() {
  if [ -n "$server" ]; then kill "$server" && wait "$server" || true; fi
  for place in "$root/data" "$root/proc" "$root"; do umount -q "$place" || true; done
}
trap clear_away EXIT
say() { echo "promcast: $*" >&2; }

rm -rf "$root"
mkdir -p "$root"/{data,proc} "$folder/packages"
# shellcheck disable=SC2086 # one word a package
(cd "$folder/packages" && apt-get download -q $packages > "$folder/packages.log")
for package in "$folder"/packages/*.deb; do dpkg -x "$package" "$root"; done
# What the packages' own scripts would make.
cat "$root"/usr/share/ca-certificates/mozilla/*.crt > "$root/etc/ssl/certs/ca-certificates.crt"
# What a shell and its commands would be.
rm -rf "$root"/{bin,usr/bin,sbin,usr/sbin}
cp -rL "$app" "$root/app"
mount --bind "$root" "$root"
mount -o remount,bind,ro "$root"
mount -t proc proc "$root/proc"
mount -t tmpfs -o uid=65532,gid=65532,mode=700 tmpfs "$root/data"

# The Dockerfile's last lines.
export PROMCAST_WEB_LISTEN_ADDRESS=127.0.0.1:$port PROMCAST_STORAGE_PATH=/data PROMCAST_HEALTHCHECK_URL=http://127.0.0.1:$port
as_image() { chroot --userspec=65532:65532 "$root" /app/promcast "$@"; }
(exec chroot --userspec=65532:65532 "$root" /app/promcast serve > "$folder/promcast.log" 2>&1) &
server=$!
for _ in $(seq 100); do
  as_image healthcheck > /dev/null 2>&1 && break
  sleep 0.1
done
as_image healthcheck
at=http://127.0.0.1:$port
answered() {
  curl --silent --show-error --fail-with-body --output "$folder/answer" "${@:2}" || { cat "$folder/answer" >&2 && exit 1; }
  say "$1: $(head -c 60 "$folder/answer" | head -n 1)"
}
answered 'the page' -H 'accept: text/html' "$at/"
answered 'its script' "$at/pkg/promcast.js"
answered 'a forecast' "$at/api/v1/forecast?expr=demo_orders_per_minute&horizon=1d&format=csv"
answered 'a statement' "$at/api/v1/sql?q=SELECT+42"
answered 'a checkpoint' -X POST "$at/checkpoint"
kill "$server"
code=0
wait "$server" || code=$?
server=
say "ended with $code"
exit $code
