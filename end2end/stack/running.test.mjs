// The native stack at work: everything is scraped, every expression knows something, an alert really fires, and what was started ends.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { expressions, judged, query, soon } from './asked.mjs';
import { freePorts, scriptsWith, startStack } from './native.mjs';

/** Expressions about what does not happen in a stack that is well, and why there is nothing to be seen. */
const NOTHING_YET = {
  'PromcastRequestsFail': 'no request failed',
  'instance:http_requests_failed:ratio_rate5m': 'no request failed',
  'API Performance: All routes: share of failures': 'no request failed',
  'ModelApiFails': 'no request of the model API failed',
  'endpoint:api_requests_failed:ratio_rate5m': 'no request of the model API failed',
  'ForecastSourceFails': 'no source failed',
  'source:promcast_source_requests_failed:ratio_rate5m': 'no source failed',
  'Forecasts: Failing sources': 'no source failed',
};

/** @type {import('./native.mjs').Stack} */
let stack;
/** @type {string} */
let prometheus;

before(async () => {
  stack = await startStack();
  prometheus = stack.urls.PROMETHEUS ?? '';
});
after(() => stack?.end());

/** When Promcast started, by its own metrics. */
async function startedAt() {
  const metrics = await (await fetch(`${stack.urls.PROMCAST}/metrics`)).text();
  return /^process_start_time_seconds (\d+)$/m.exec(metrics)?.[1] ?? assert.fail('no start time');
}

test('every target is up', async () => {
  const up = async () => (await query(prometheus, 'up == 1')).map(({ metric }) => metric.job).sort();
  await soon(async () => (await up()).length === 5);
  assert.deepEqual(await up(), ['alertmanager', 'bike-api', 'node-exporter', 'prometheus', 'promcast'].sort());
});

test('each series of Promcast is in one job only', async () => {
  const twice = 'count by (__name__) (count by (__name__, job) ({job=~"promcast|bike-api", __name__!~"up|scrape_.+"})) > 1';
  assert.deepEqual(await query(prometheus, twice), []);
});

test('the demo puts data into it, without a complaint', async () => {
  const said = await stack.script('demo.sh');
  assert.ok(!said.includes('not answered'), said);
});

test('an alert fires, and the script says which, why, and how it ends', async () => {
  const said = await stack.script('fire-alert.sh');
  for (const words of [
    'Prometheus:    ModelDriftFlagged fires',
    'Alertmanager:  ModelDriftFlagged is there',
    'The data of bike-sharing drifted, and somebody should look.',
    'docs/runbook.md#modeldriftflagged',
    `promcast evaluate --server ${stack.urls.PROMCAST} --from`,
  ]) {
    assert.ok(said.includes(words), said);
  }
  const alerts = await (await fetch(`${stack.urls.ALERTMANAGER}/api/v2/alerts`)).json();
  const names = alerts.map((/** @type {any} */ { labels }) => labels.alertname);
  assert.ok(names.includes('ModelDriftFlagged') && !names.includes('PromcastDown'), names.join());
});

test('every expression of every panel and rule knows something, or is known not to', async () => {
  // Requests that are wrong, so that there are errors to be counted.
  await fetch(`${stack.urls.PROMCAST}/api/v1/forecast?expr=sum(`);
  await fetch(`${stack.urls.PROMCAST}/predict`, { method: 'POST' });
  const all = await expressions();
  const silent = async () => {
    const empty = await Promise.all(
      all.map(async ({ where, expr }) => ((await query(prometheus, judged(expr))).length === 0 ? [where] : [])),
    );
    return empty.flat().filter(where => !(where in NOTHING_YET));
  };
  await soon(async () => (await silent()).length === 0);
  assert.deepEqual(await silent(), []);
  const known = new Set(all.map(({ where }) => where));
  assert.deepEqual(Object.keys(NOTHING_YET).filter(where => !known.has(where)), [], 'nothing is excused that is not there');
});

test('no rule fails', async () => {
  const { data } = await (await fetch(`${prometheus}/api/v1/rules`)).json();
  for (const { name, health, lastError } of data.groups.flatMap((/** @type {any} */ group) => group.rules)) {
    assert.equal(health, 'ok', `${name}: ${lastError}`);
  }
});

test('a second start says where the first runs, and leaves it alone', async () => {
  const since = await startedAt();
  assert.match(await stack.script('native-stack.sh', 'start'), new RegExp(`Promcast +${stack.urls.PROMCAST}`));
  assert.equal(await startedAt(), since);
});

test('where somebody listens already, nothing is started', async () => {
  const script = scriptsWith({ ...stack.env, PROMCAST_RUN: `${stack.env.PROMCAST_RUN}/second` });
  await assert.rejects(script('native-stack.sh', 'start'), /listens at 127\.0\.0\.1:\d+ already: .* by PROMCAST_PORT/);
  assert.match(await script('native-stack.sh', 'stop'), /ended nothing, for nothing ran/);
});

test('what does not start says why, and what was started beside it ends', async () => {
  const ports = await freePorts();
  const wrong = { ...stack.env, ...ports, PROMCAST_RUN: `${stack.env.PROMCAST_RUN}/third`, PROMCAST: '/bin/false' };
  const failed = scriptsWith(wrong)('native-stack.sh', 'start');
  await assert.rejects(failed, /promcast did not start\. Its log, .*third\/promcast\.log, ends with/);
  await assert.rejects(fetch(`http://127.0.0.1:${ports.PROMETHEUS_PORT}`));
  assert.equal((await fetch(`${stack.urls.PROMCAST}/-/healthy`)).status, 200, 'the other stack is left alone');
});
