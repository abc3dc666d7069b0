#!/bin/sh
# Starts and stops the stack without Docker: Promcast, Prometheus, Alertmanager and node-exporter, on loopback, from Debian's packages. There is no Grafana in it.
# What runs is written down in the run folder; `stop` ends that and nothing else.
#
# usage: native-stack.sh start|stop
set -eu
cd "$(dirname "$0")/.."
run=${PROMCAST_RUN:-run}
promcast_at=127.0.0.1:${PROMCAST_PORT:-8080}
prometheus_at=127.0.0.1:${PROMETHEUS_PORT:-9090}
alertmanager_at=127.0.0.1:${ALERTMANAGER_PORT:-9093}
node_exporter_at=127.0.0.1:${NODE_EXPORTER_PORT:-9100}
scrape_every=${SCRAPE_INTERVAL:-15s}

# A process is known by its id and its start: an id alone may be somebody else's by now.
born() {
  awk '{ print $22 }' "/proc/$1/stat" 2> /dev/null
}

is_running() {
  [ -f "$1" ] && read -r pid since < "$1" && [ "$(born "$pid")" = "$since" ]
}

launch() {
  name=$1
  shift
  setsid "$@" > "$run/$name.log" 2>&1 < /dev/null &
  echo "$! $(born $!)" > "$run/$name.pid"
}

# What the files of deploy/ call by the names of docker-compose.yml, by its address here.
localised() {
  sed -e "s/promcast:8080/$promcast_at/" -e "s/prometheus:9090/$prometheus_at/" -e "s/alertmanager:9093/$alertmanager_at/" \
    -e "s/node-exporter:9100/$node_exporter_at/" -e "s/_interval: 15s/_interval: $scrape_every/" \
    -e "s,rules/\*,$PWD/deploy/prometheus/rules/*," "$1" > "$2"
}

# Curl's exit code 7 says that nobody listens.
must_be_free() {
  code=0
  curl --silent --output /dev/null --max-time 2 "http://$1/" || code=$?
  [ $code = 7 ] && return
  echo "promcast: something listens at $1 already: end it, or give another port by $2" >&2
  exit 1
}

wait_for() {
  tries=150
  until curl --silent --fail --output /dev/null "$2"; do
    tries=$((tries - 1))
    if [ $tries = 0 ] || ! is_running "$run/$1.pid"; then
      echo "promcast: $1 did not start. Its log, $run/$1.log, ends with:" >&2
      tail -n 5 "$run/$1.log" >&2
      stop
      exit 1
    fi
    sleep 0.2
  done
}

start() {
  running=0
  for file in "$run"/*.pid; do
    ! is_running "$file" || running=$((running + 1))
  done
  if [ $running = 4 ]; then
    echo 'promcast: the stack runs already; make stop ends it' >&2
    tell
    return
  elif [ $running != 0 ]; then
    echo 'promcast: a part of the stack runs already, and a part has ended: make stop, then start it anew' >&2
    exit 1
  fi
  must_be_free "$promcast_at" PROMCAST_PORT
  must_be_free "$prometheus_at" PROMETHEUS_PORT
  must_be_free "$alertmanager_at" ALERTMANAGER_PORT
  must_be_free "$node_exporter_at" NODE_EXPORTER_PORT
  mkdir -p "$run"
  localised deploy/prometheus/prometheus.yml "$run/prometheus.yml"
  localised deploy/promcast/promcast.yml "$run/promcast.yml"

  launch node-exporter prometheus-node-exporter --web.listen-address="$node_exporter_at"
  launch alertmanager prometheus-alertmanager --config.file=deploy/alertmanager/alertmanager.yml --storage.path="$run/alertmanager" \
    --web.listen-address="$alertmanager_at" --cluster.listen-address=
  launch prometheus prometheus --config.file="$run/prometheus.yml" --storage.tsdb.path="$run/prometheus" \
    --web.listen-address="$prometheus_at" --web.enable-lifecycle
  launch promcast "$PROMCAST" serve --config.file "$run/promcast.yml" --storage.path "$run/promcast" --web.listen-address "$promcast_at"

  wait_for node-exporter "http://$node_exporter_at/"
  wait_for alertmanager "http://$alertmanager_at/-/ready"
  wait_for prometheus "http://$prometheus_at/-/ready"
  wait_for promcast "http://$promcast_at/-/ready"
  tell
}

tell() {
  cat << TEXT
Promcast       http://$promcast_at
Prometheus     http://$prometheus_at
Alertmanager   http://$alertmanager_at
node-exporter  http://$node_exporter_at/metrics
Docker does not run here, so there is no Grafana. Logs and data are in $run; make stop ends what was started.
TEXT
}

stop() {
  ended=
  for file in "$run"/*.pid; do
    [ -f "$file" ] || continue
    if is_running "$file"; then
      kill "$pid"
      tries=75
      while is_running "$file"; do
        tries=$((tries - 1))
        [ $tries != 0 ] || kill -KILL "$pid"
        sleep 0.2
      done
      ended="$ended $(basename "$file" .pid)"
    fi
    rm "$file"
  done
  echo "promcast: ended${ended:- nothing, for nothing ran}"
}

case ${1:-} in
  start | stop) "$1" ;;
  *) sed -n '/^# usage/s/^# //p' "$0" >&2; exit 2 ;;
esac
