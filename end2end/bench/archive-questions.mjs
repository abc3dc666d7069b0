// What is asked of the three tabs: the page, and its statement by Promcast's own process and by one for strangers.
import { asked } from './archive-ask.mjs';
import { median } from './median.mjs';

export const TABS = ['series', 'totals', 'raw'];
const RUNS = 7;
const [FIRST_DAY, LAST_DAY, DAY_MS] = [Date.UTC(2026, 7, 1), Date.UTC(2026, 9, 29), 86_400_000];

/**
 * The first time and the median of those after, in milliseconds.
 * @typedef {{ first: number, again: number }} Times
 * @typedef {Record<string, Times>} ByTab
 * @typedef {{ sql: Record<string, string>, page: ByTab, own: ByTab, console: ByTab, usual: Times }} Asked
 */

/**
 * @param {string} url
 * @returns {Promise<Asked>}
 */
export async function askPromcast(url) {
  /** @type {Asked} */
  const all = { sql: {}, page: {}, own: {}, console: {}, usual: { first: 0, again: 0 } };
  // Before anything else, for it is what a visitor meets.
  all.usual = await timed(() => `${url}/archive`);
  for (const tab of TABS) {
    // Other days each time, and none of another tab: the server keeps its answers for half a minute.
    all.page[tab] = await timed(run => `${url}/archive?${query(tab, run, TABS.indexOf(tab) + 1)}`);
    all.sql[tab] = statementOf((await asked(`${url}/archive?${query(tab)}`)).text);
    if (tab !== 'raw') {
      // The rows behind the view, by the same statement; of the raw data it would be every row and not a page.
      all.own[tab] = await timed(() => `${url}/api/v1/archive?${query(tab)}&format=json`);
    }
    all.console[tab] = await timed(() => `${url}/api/v1/sql?format=json&q=${encodeURIComponent(all.sql[tab])}`);
  }
  return all;
}

/**
 * All proxies and all days, but for some at the start and at the end.
 * @param {string} tab
 */
function query(tab, later = 0, earlier = 0) {
  const [from, to] = [FIRST_DAY + later * DAY_MS, LAST_DAY - earlier * DAY_MS].map(dayOf);
  return `tab=${tab}&from=${from}&to=${to}&proxy=*`;
}

/** @param {number} ms */
const dayOf = ms => new Date(ms).toISOString().slice(0, 10);

/**
 * @param {(run: number) => string} url
 * @returns {Promise<Times>}
 */
async function timed(url) {
  const first = (await asked(url(0))).ms;
  const times = [];
  for (let run = 1; run <= RUNS; run += 1) {
    times.push((await asked(url(run))).ms);
  }
  return { first, again: median(times) };
}

/**
 * The statement that the page shows, as its link to the console carries it.
 * @param {string} html
 */
function statementOf(html) {
  const link = /href="(\/sql\?q=[^"]+)"/.exec(html)?.[1];
  const sql = link && new URL(link.replaceAll('&amp;', '&'), 'http://127.0.0.1').searchParams.get('q');
  if (!sql) {
    throw new Error('The page shows no statement.');
  }
  return sql;
}
