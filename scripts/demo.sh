#!/bin/sh
# Puts data into a running stack, for a first look: calls, forecasts, predictions, evaluations, statements, and a collected day.
set -eu
server=${SERVER:-http://127.0.0.1:${PROMCAST_PORT:-8080}}
hours=${BIKES:-}

ask() {
  curl --silent --show-error --fail --output /dev/null "$@" || echo "promcast: not answered: $*" >&2
}

page() {
  ask --header 'Accept: text/html' "$server$1"
}

echo "Putting data into $server; this takes half a minute"
"$PROMCAST" traffic --server "$server" --rate 20 --for "${TRAFFIC_FOR:-20s}" > /dev/null &
traffic=$!

for expr in demo_queue_length demo_sensor_celsius 'sum(rate(demo_http_requests_total[5m]))'; do
  ask --get "$server/api/v1/forecast" --data-urlencode "expr=$expr" --data 'source=demo&range=7d&horizon=1d'
done
page '/?source=demo&expr=demo_orders_per_minute&range=7d&horizon=1d'
ask --request POST "$server/run-script" --header 'Content-Type: application/json' \
  --data '{"endpoint":"demo","metric":"demo_queue_length","duration":"7d"}'
for _ in 1 2 3 4 5; do
  ask "$server/"
done
ask --request POST "$server/checkpoint"
ask --request POST "$server/restore"
ask --request POST "$server/file-upload?seconds=1"
if [ -f "$hours" ]; then
  "$PROMCAST" evaluate --server "$server" --data "$hours"
else
  echo "Without hour.csv no evaluation; make evaluation fetches it from UCI."
fi
wait $traffic

today=$(date -u +%F)
ask --request POST "$server/archive/collect" --data "from=$today&to=$today&back=/archive"
ask --get "$server/api/v1/sql" --data-urlencode 'q=SELECT metric_name, count(*) FROM metrics GROUP BY ALL'
page /archive
page /models
echo "Look at $server, $server/archive, $server/models"
