// What was measured of crowds and large answers, as a table for people: a build beside an earlier one, where there is one.

/** @typedef {{ capacity: number, crowds: import('./crowd.mjs').Crowd[], dense: import('./large-answers.mjs').Large, honest: import('./large-answers.mjs').Large }} Build */

/** @param {number} value */
const whole = value => Math.round(value).toLocaleString('en-US');
/** @param {number} value */
const ms = value => (Number.isNaN(value) ? '' : `${whole(value)} ms`);
/** @param {number} value */
const mb = value => `${whole(value)} MB`;

/**
 * @param {number[]} times
 * @param {Build} now
 * @param {Build | undefined} before
 */
export function crowdTable(times, now, before) {
  /** @type {(name: string, pick: (build: Build) => string) => string} */
  const row = (name, pick) => `| ${name} | ${pick(now)} | ${before === undefined ? '' : pick(before)} |`;
  const crowds = times.flatMap((many, index) => {
    /** @type {(name: string, pick: (crowd: import('./crowd.mjs').Crowd) => string) => string} */
    const of = (name, pick) => row(name, build => (build.crowds[index] === undefined ? '' : pick(build.crowds[index])));
    return [
      of(`**${many} × capacity**: answered 200 a second`, ({ admitted }) => whole(admitted)),
      of('… 99 of 100 of those within', ({ admittedP99 }) => ms(admittedP99)),
      of('… told to come back a second', ({ refused }) => whole(refused)),
      of('… 99 of 100 of those within', ({ refusedP99 }) => ms(refusedP99)),
      of('… connections broken', ({ broken }) => whole(broken)),
      of('… `/-/healthy`, 99 of 100 within', ({ health }) => ms(health)),
      of('… `/metrics`, 99 of 100 within', ({ metrics }) => ms(metrics)),
      of('… `/-/healthy` of a server beside it that has nothing to do', ({ idle }) => ms(idle)),
      of('… peak of the memory', ({ peakMb }) => mb(peakMb)),
    ];
  });
  /** @type {(name: string, pick: (build: Build) => import('./large-answers.mjs').Large) => string[]} */
  const large = (name, pick) => [
    row(`**${name}**: peak of the memory`, build => mb(pick(build).peakMb)),
    row('… `/-/healthy`, all within', build => ms(pick(build).health)),
    row('… all answered within', build => `${pick(build).seconds.toFixed(1)} s`),
    row('… answered 200, and otherwise', build => `${pick(build).good}, ${pick(build).refused}`),
  ];
  return [
    '',
    'Crowds: a mix of pages (half), statements and forecasts (a fifth each) at a rate, on all cores, which it shares with whoever asks; none is asked for twice.',
    'Large answers: 24 questions at once to a source whose answers are one series of 8 million samples, or an honest 1,000 series of a day by the minute.',
    '',
    '| | now | before |',
    '|---|---:|---:|',
    row('Capacity: such requests a second to 8 that ask in turn', ({ capacity }) => whole(capacity)),
    ...crowds,
    ...large('8 million samples', ({ dense }) => dense),
    ...large('1,000 × 1,441 points', ({ honest }) => honest),
    '',
  ].join('\n');
}
