// The legend takes lines away and brings them back.
import { expect, test } from '../fixtures/test.ts';
import { queue } from '../fixtures/questions.ts';

test.beforeEach(({ forecast }) => forecast.open(queue));

test('a name in the legend shows its line alone, and all again', async ({ forecast }) => {
  const { chart } = forecast;
  await forecast.follow(() => chart.entry('forecast').click());
  await chart.draws({ history: false, forecast: true, 'band-1': false, 'band-2': false, 'band-edge': false });
  await forecast.follow(() => chart.entry('forecast').click());
  await chart.draws({ history: true, forecast: true, 'band-1': true });
  expect(forecast.param('hide')).toBeNull();
});

test('the sign beside a name takes it away, and brings it back', async ({ forecast }) => {
  const { chart } = forecast;
  await forecast.follow(() => chart.toggle('Hide', 'measured').click());
  await chart.draws({ history: false, forecast: true });
  expect(forecast.param('hide')).toBe('history');
  await forecast.follow(() => chart.toggle('Show', 'measured').click());
  await chart.draws({ history: true, forecast: true });
});

test('a band that is taken away leaves no edge behind', async ({ forecast }) => {
  const { chart } = forecast;
  await forecast.follow(() => chart.toggle('Hide', '80% band').click());
  await chart.draws({
    'band-1': false,
    'band-1 + .pc-band-edge': false,
    'band-2': true,
    'band-2 + .pc-band-edge': true,
  });
});
