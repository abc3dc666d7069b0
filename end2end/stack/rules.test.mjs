// The rules of Prometheus and the config of Alertmanager: valid, tested, and each alert has words that lead on.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';

import { alerts, deploy, filesOf, root, rules } from './deployed.mjs';

const run = promisify(execFile);
const prometheus = join(deploy, 'prometheus');

test('promtool accepts the config and every rule', async () => {
  await run('promtool', ['check', 'config', join(prometheus, 'prometheus.yml')]);
  const files = await filesOf(join(prometheus, 'rules'), '.yml');
  await run('promtool', ['check', 'rules', '--lint=all', '--lint-fatal', ...files]);
});

test('the rules do what their tests say', async () => {
  await run('promtool', ['test', 'rules', ...(await filesOf(join(prometheus, 'tests'), '.test.yml'))]);
});

test('no rule is without a test', async () => {
  const files = await filesOf(join(prometheus, 'tests'), '.test.yml');
  const texts = (await Promise.all(files.map(file => readFile(file, 'utf8')))).join('\n');
  for (const { alert, record } of await rules()) {
    // What is recorded is tested by itself, or by the alert that asks it.
    const used = (await alerts()).some(({ expr }) => record && expr.includes(record));
    assert.ok(used || texts.includes(alert ? `alertname: ${alert}\n` : `expr: ${record}`), alert ?? record);
  }
});

test('every alert says what is seen, what it means, and where to read on', async () => {
  const runbook = await readFile(join(root, 'docs/runbook.md'), 'utf8');
  const sections = [...runbook.matchAll(/^### (\w+)$/gm)].map(([, name]) => name);
  const all = await alerts();
  for (const { alert, labels, annotations } of all) {
    assert.match(labels?.severity ?? '', /^(critical|warning|info)$/, alert);
    assert.match(annotations?.summary ?? '', /\.$/, alert);
    assert.match(annotations?.description ?? '', /\.$/, alert);
    assert.equal(annotations?.runbook_url, `docs/runbook.md#${alert.toLowerCase()}`);
  }
  assert.deepEqual([...sections].sort(), all.map(({ alert }) => alert).sort());
});

test('amtool accepts the config of Alertmanager', async () => {
  await run('amtool', ['check-config', join(deploy, 'alertmanager/alertmanager.yml')]);
});

test('Alertmanager holds back what another alert explains, and every alert has a receiver', async () => {
  const config = join(deploy, 'alertmanager/alertmanager.yml');
  const known = new Set((await alerts()).map(({ alert }) => alert));
  for (const [, name] of (await readFile(config, 'utf8')).matchAll(/alertname="(\w+)"/g)) {
    assert.ok(known.has(name), name);
  }
  const receivers = { critical: 'look-now', warning: 'look-soon', info: 'look-some-day' };
  for (const [severity, receiver] of Object.entries(receivers)) {
    const { stdout } = await run('amtool', ['config', 'routes', 'test', `--config.file=${config}`, `severity=${severity}`]);
    assert.equal(stdout.trim(), receiver);
  }
});
