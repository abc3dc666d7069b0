// What `deploy/` holds, read as the programs read it.
import { readFile, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { parse } from 'yaml';

/** The repository. */
export const root = resolve(import.meta.dirname, '../..');
/** What is deployed. */
export const deploy = join(root, 'deploy');

/**
 * @typedef {import('./grafana-types.ts').Dashboard} Dashboard
 * @typedef {{ expr: string, record?: string, alert?: string, labels?: Record<string, string>, annotations?: Record<string, string> }} Rule
 */

/**
 * The files of a folder with this ending, in order.
 * @param {string} folder
 * @param {string} ending
 */
export async function filesOf(folder, ending) {
  const names = (await readdir(folder)).filter(name => name.endsWith(ending)).sort();
  return names.map(name => join(folder, name));
}

/**
 * A YAML file.
 * @param {string} file
 */
export async function yaml(file) {
  return parse(await readFile(file, 'utf8'));
}

/**
 * All rules of Prometheus.
 * @returns {Promise<Rule[]>}
 */
export async function rules() {
  const files = await filesOf(join(deploy, 'prometheus/rules'), '.yml');
  const read = await Promise.all(files.map(yaml));
  return read.flatMap(file => file.groups).flatMap(group => group.rules);
}

/** All rules that alert, under their names. */
export async function alerts() {
  return (await rules()).flatMap(({ alert, ...rule }) => (alert ? [{ alert, ...rule }] : []));
}

/**
 * All dashboards of Grafana.
 * @returns {Promise<Dashboard[]>}
 */
export async function dashboards() {
  const files = await filesOf(join(deploy, 'grafana/dashboards'), '.json');
  return Promise.all(files.map(async file => JSON.parse(await readFile(file, 'utf8'))));
}
