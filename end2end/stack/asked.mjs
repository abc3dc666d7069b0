// What a Prometheus answers, and every expression that `deploy/` has it asked.
import { join } from 'node:path';

import { dashboards, deploy, rules, yaml } from './deployed.mjs';

/**
 * @param {string} prometheus
 * @param {string} expr
 * @returns {Promise<{ metric: Record<string, string>, value: [number, string] }[]>}
 */
export async function query(prometheus, expr) {
  const answer = await fetch(`${prometheus}/api/v1/query?${new URLSearchParams({ query: expr })}`);
  const { status, data, error } = await answer.json();
  if (status !== 'success') {
    throw new Error(`${expr}: ${error}`);
  }
  return data.resultType === 'scalar' ? [data.result] : data.result;
}

/**
 * Whether it comes true; what is waited for may be late, but not for long.
 * @param {() => Promise<boolean>} isTrue
 */
export async function soon(isTrue) {
  for (let tries = 0; tries < 120; tries += 1) {
    if (await isTrue()) {
      return true;
    }
    await new Promise(resolve => setTimeout(resolve, 250));
  }
  return false;
}

/**
 * Every expression of every panel, rule and alert, with where it stands.
 * @returns {Promise<{ where: string, expr: string }[]>}
 */
export async function expressions() {
  const panels = (await dashboards()).flatMap(({ title, panels }) =>
    panels.flatMap(panel => panel.targets.map(({ expr }) => ({ where: `${title}: ${panel.title}`, expr }))),
  );
  const ruled = (await rules()).map(({ alert, record, expr }) => ({ where: alert ?? record ?? '', expr }));
  const [group] = (await yaml(join(deploy, 'grafana/provisioning/alerting/model.yml'))).groups;
  const watched = group.rules.map((/** @type {any} */ { title, data }) => ({ where: title, expr: data[0].model.expr }));
  return [...panels, ...ruled, ...watched];
}

/**
 * An expression that says of everything it looks at whether it is so, where it would only give what is.
 * @param {string} expr
 */
export function judged(expr) {
  return expr.replaceAll(/ (==|>|<) (?!bool)/g, ' $1 bool ');
}
