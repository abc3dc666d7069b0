"""The checkpointed counter as the Flask demo that Promcast replaces had it: `GET /`, `/metrics`, `POST /checkpoint` and `/restore`, with its eight metrics.

usage: gunicorn --workers 1 --threads 4 counter:app
"""

import json
import os
import time

from flask import Flask, Response, jsonify, request
from prometheus_client import CONTENT_TYPE_LATEST, Counter, Gauge, Histogram, generate_latest

PATH = os.environ.get("CHECKPOINT_PATH", "/data/checkpoint.json")
ENVIRONMENT = os.environ.get("ENVIRONMENT", "dev")

app = Flask(__name__)
counter = 0

cell_counter = Gauge("cell_counter", "Current value of the counter", ["environment"])
checkpoints = Counter("checkpoint_operations_total", "Checkpoints saved", ["environment"])
restores = Counter("restore_operations_total", "Checkpoints restored", ["environment"])
checkpoint_value = Gauge("checkpoint_counter_value", "Counter at the last checkpoint", ["environment"])
restore_value = Gauge("restore_counter_value", "Counter at the last restore", ["environment"])
requests = Counter("http_requests_total", "Requests", ["method", "endpoint", "http_status", "environment"])
errors = Counter("http_errors_total", "Answers with a status of 400 or more", ["endpoint", "environment"])
latency = Histogram("http_request_latency_seconds", "How long requests took", ["endpoint", "environment"])


@app.before_request
def begin():
    request.start_time = time.time()


@app.after_request
def count(response):
    latency.labels(request.path, ENVIRONMENT).observe(time.time() - request.start_time)
    requests.labels(request.method, request.path, response.status_code, ENVIRONMENT).inc()
    if response.status_code >= 400:
        errors.labels(request.path, ENVIRONMENT).inc()
    return response


@app.route("/")
def index():
    global counter
    counter += 1
    cell_counter.labels(ENVIRONMENT).set(counter)
    return jsonify(counter=counter)


@app.route("/checkpoint", methods=["POST"])
def checkpoint():
    try:
        with open(PATH, "w") as file:
            json.dump({"counter": counter}, file)
    except OSError as error:
        return jsonify(status="error", message=str(error)), 500
    checkpoints.labels(ENVIRONMENT).inc()
    checkpoint_value.labels(ENVIRONMENT).set(counter)
    return jsonify(status="checkpoint saved", counter=counter)


@app.route("/restore", methods=["POST"])
def restore():
    global counter
    try:
        with open(PATH) as file:
            counter = json.load(file)["counter"]
    except (OSError, ValueError, KeyError) as error:
        return jsonify(status="restore failed", error=str(error)), 500
    restores.labels(ENVIRONMENT).inc()
    restore_value.labels(ENVIRONMENT).set(counter)
    cell_counter.labels(ENVIRONMENT).set(counter)
    return jsonify(status="restored", counter=counter)


@app.route("/metrics")
def metrics():
    return Response(generate_latest(), mimetype=CONTENT_TYPE_LATEST)
