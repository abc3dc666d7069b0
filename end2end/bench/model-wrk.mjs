// `/predict` under wrk.
import { underLoad } from './wrk.mjs';

const RECORD = {
  temp: 0.24,
  atemp: 0.2879,
  hum: 0.81,
  windspeed: 0.0,
  mnth: 1,
  hr: 0,
  weekday: 6,
  season: 1,
  holiday: 0,
  workingday: 0,
  weathersit: 1,
  dteday: '2011-01-01',
};

/** @param {string} url */
export async function asked(url) {
  await untilItAnswers(url);
  return underLoad(`${url}/predict`, REQUEST);
}

/**
 * A program may say that it starts before it listens.
 * @param {string} url
 */
async function untilItAnswers(url) {
  const request = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(RECORD) };
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const answer = await fetch(`${url}/predict`, request).catch(() => undefined);
    if (answer?.ok) {
      return;
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  throw new Error(`${url} does not predict.`);
}

const REQUEST = `
wrk.method = "POST"
wrk.body = [[${JSON.stringify(RECORD)}]]
wrk.headers["Content-Type"] = "application/json"
`;
