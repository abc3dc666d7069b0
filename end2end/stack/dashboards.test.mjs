// The dashboards and alerts of Grafana: of its published types, under fixed names, and what the contract asks of them.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { test } from 'node:test';

import { alerts, dashboards, deploy, filesOf, yaml } from './deployed.mjs';
import { mistakes } from './typed.mjs';

const provisioning = join(deploy, 'grafana/provisioning');
const files = await filesOf(join(deploy, 'grafana/dashboards'), '.json');
const all = await dashboards();

/** @param {string} dashboard */
const wrongIn = dashboard => mistakes(dashboard, 'Dashboard', 'grafana-types.ts');

for (const file of files) {
  test(`${basename(file)} is of Grafana's published types`, async () => {
    assert.deepEqual(wrongIn(await readFile(file, 'utf8')), []);
  });
}

test('a word that Grafana does not know is found, with its place', async () => {
  const text = await readFile(files[0] ?? '', 'utf8');
  for (const [right, wrong] of [
    ['"timeseries"', '"graph"'],
    ['"unit"', '"units"'],
    ['"lineWidth"', '"linewidth"'],
    ['"expr"', '"expression"'],
    ['"mode": "palette-classic"', '"mode": "colourful"'],
  ]) {
    assert.ok(text.includes(right ?? ''), right);
    assert.match(wrongIn(text.replace(right ?? '', wrong ?? ''))[0] ?? '', /^\d+:\d+ /, wrong);
  }
});

test('every dashboard the contract names is there, under a uid of its own', () => {
  assert.deepEqual(all.map(({ title, uid }) => [title, uid]).sort(), [
    ['API Performance', 'promcast-api'],
    ['Flask App Metrics Dashboard', 'promcast-flask-app'],
    ['Forecasts', 'promcast-forecasts'],
    ['Infrastructure Overview', 'promcast-infrastructure'],
    ['Model Performance & Drift', 'promcast-model'],
  ]);
});

test('the Flask dashboard has the eight expressions of old', () => {
  const flask = all.find(({ uid }) => uid === 'promcast-flask-app');
  assert.deepEqual(
    flask?.panels.flatMap(panel => panel.targets.map(({ expr }) => expr)),
    [
      'cell_counter',
      'checkpoint_operations_total',
      'restore_operations_total',
      'checkpoint_counter_value',
      'restore_counter_value',
      'sum by (method, endpoint) (http_requests_total)',
      'sum by (endpoint) (http_errors_total)',
      'histogram_quantile(0.95, sum(rate(http_request_latency_seconds_bucket[5m])) by (le, endpoint))',
    ],
  );
});

test('every panel says what it shows, in a unit, of the provisioned source', async () => {
  const [source] = (await yaml(join(provisioning, 'datasources/prometheus.yml'))).datasources;
  for (const { title, panels } of all) {
    assert.equal(new Set(panels.map(({ id }) => id)).size, panels.length, title);
    for (const panel of panels) {
      const where = `${title}: ${panel.title}`;
      assert.match(panel.description, /\.$/, where);
      assert.ok(panel.type === 'table' || panel.fieldConfig.defaults.unit, where);
      for (const { datasource } of [panel, ...panel.targets]) {
        assert.deepEqual(datasource, { type: 'prometheus', uid: source.uid }, where);
      }
    }
  }
});

test('no panel lies over another', () => {
  for (const { title, panels } of all) {
    const taken = new Set();
    for (const { gridPos, title: panel } of panels) {
      assert.ok(gridPos.x + gridPos.w <= 24, `${title}: ${panel}`);
      for (let cell = 0; cell < gridPos.w * gridPos.h; cell += 1) {
        const place = `${gridPos.x + (cell % gridPos.w)},${gridPos.y + Math.floor(cell / gridPos.w)}`;
        assert.ok(!taken.has(place), `${title}: ${panel}`);
        taken.add(place);
      }
    }
  }
});

test('the alerts of Grafana ask the provisioned source, and lead to a panel and a section of the runbook', async () => {
  const [group] = (await yaml(join(provisioning, 'alerting/model.yml'))).groups;
  const sections = (await alerts()).map(({ annotations }) => annotations?.runbook_url);
  assert.deepEqual(
    group.rules.map((/** @type {{ uid: string }} */ rule) => rule.uid),
    ['promcast-model-rmse', 'promcast-model-drift'],
  );
  for (const { data, condition, annotations } of group.rules) {
    const [asked, judged] = data;
    assert.deepEqual([asked.datasourceUid, judged.datasourceUid], ['promcast-prometheus', '__expr__']);
    assert.deepEqual([judged.refId, judged.model.expression], [condition, asked.refId]);
    assert.ok(sections.includes(annotations.runbook_url));
    const board = all.find(({ uid }) => uid === annotations.__dashboardUid__);
    assert.ok(board?.panels.some(({ id }) => String(id) === annotations.__panelId__));
  }
});
