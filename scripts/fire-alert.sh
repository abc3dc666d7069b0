#!/bin/sh
# Makes an alert really fire: simulates drift at the server at SERVER, and waits until Prometheus and Alertmanager show what comes of it.
set -eu
server=${SERVER:-http://127.0.0.1:${PROMCAST_PORT:-8080}}
prometheus=${PROMETHEUS:-http://127.0.0.1:${PROMETHEUS_PORT:-9090}}
alertmanager=${ALERTMANAGER:-http://127.0.0.1:${ALERTMANAGER_PORT:-9093}}
alert=ModelDriftFlagged
patience_seconds=120

is_firing() {
  curl --silent --fail --get "$prometheus/api/v1/query" --data-urlencode "query=ALERTS{alertname=\"$alert\",alertstate=\"firing\"}" | grep -q '"alertname"'
}

told() {
  curl --silent --fail --get "$alertmanager/api/v2/alerts" --data-urlencode "filter=alertname=\"$alert\""
}

wait_until() {
  seconds=0
  until $1; do
    seconds=$((seconds + 1))
    if [ $seconds -gt $patience_seconds ]; then
      echo "promcast: $2 does not show $alert after $patience_seconds seconds. Does it run, and scrape $server? make all starts a stack." >&2
      exit 1
    fi
    sleep 1
  done
}

is_told() {
  told | grep -q '"alertname"'
}

text_of() {
  told | sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p"
}

if is_firing; then
  echo "$alert fires already; the simulated rows keep it up"
fi
echo "Evaluating the last rows of January with extreme values at $server"
curl --silent --show-error --fail --output /dev/null --request POST "$server/trigger-drift" || {
  echo "promcast: $server does not answer; make all starts a stack" >&2
  exit 1
}
wait_until is_firing "$prometheus"
echo "Prometheus:    $alert fires, $prometheus/alerts"
wait_until is_told "$alertmanager"
cat << TEXT
Alertmanager:  $alert is there, $alertmanager/#/alerts

$(text_of summary)
$(text_of description)
Read on in $(text_of runbook_url).

ModelErrorHigh and ModelDriftDetected fire too, for the simulated rows are far off in every way.
It ends with the next evaluation that is not flagged, such as that of the second week of February:

  promcast evaluate --server $server --from 2011-02-08 --to 2011-02-14

(with --data hour.csv where the address of UCI cannot be reached)
TEXT
