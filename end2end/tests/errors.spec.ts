// A mistake is told where it was made: what was typed stays, and there is a way on.
import { expect, refused, test, testOnPrometheus } from '../fixtures/test.ts';
import { silence } from '../fixtures/questions.ts';

test.use({ expectedComplaint: refused });
testOnPrometheus.use({ expectedComplaint: refused });

test('a syntax error is marked in the expression', async ({ forecast, page }) => {
  await forecast.open();
  await forecast.question.ask('rate(demo_http_requests_total[5m)');
  await expect(forecast.problem).toContainText(/does not close|parse error|unexpected/);
  const [line, mark] = ((await page.locator('.place').textContent()) ?? '').split('\n');
  expect(line).toMatch(/^…[a-z_]+\[5m\)$/);
  expect(mark).toMatch(/^ +\^$/);
  expect(line[mark.length - 1], 'the mark stands under the mistake').toBe(')');
  await expect(forecast.question.expression).toHaveValue('rate(demo_http_requests_total[5m)');
  await expect(forecast.question.expression).toHaveAttribute('aria-invalid', 'true');
});

test('the field at fault is one step away', async ({ forecast }) => {
  await forecast.open({ expr: 'demo_queue_length', range: 'yesterday' });
  await expect(forecast.problem).toContainText('yesterday');
  await forecast.problem.getByRole('link', { name: 'Edit' }).click();
  await expect(forecast.question.field('range')).toBeFocused();
  await expect(forecast.question.field('range')).toHaveValue('yesterday');
  await expect(forecast.question.field('range')).toHaveAttribute('aria-invalid', 'true');
});

const nonsense: [string, Record<string, string>, RegExp][] = [
  ['a step longer than the range', { range: '1h', step: '2h' }, /step of 2h does not fit into a range of 1h/],
  ['a step that is far too short', { range: '1y', step: '1s' }, /points a series, more than/],
  ['a horizon of nothing', { horizon: '0s' }, /horizon of nothing/],
  ['a level beyond certainty', { level: '180' }, /180/],
  ['a threshold that is neither number nor expression', { threshold: '90%' }, /90% is not a number of bytes or an expression/],
  ['a model that nobody knows', { model: 'oracle' }, /oracle/],
  ['an end that is no moment', { end: 'tomorrowish' }, /tomorrowish/],
  ['a source that nobody knows', { source: 'moon' }, /moon/],
];
for (const [what, params, why] of nonsense) {
  test(`${what} is refused with its reason`, async ({ forecast, page }) => {
    const expected = { source: 'demo', expr: 'demo_memory_bytes', ...params };
    const response = await page.goto(`/?${new URLSearchParams(expected)}`);
    expect([400, 404]).toContain(response?.status());
    await forecast.isAlive();
    await expect(forecast.problem).toContainText(why);
    await expect(forecast.question.expression).toHaveValue('demo_memory_bytes');
  });
}

test('a name that is markup stays text', async ({ forecast, page }) => {
  const expr = '{__name__="<img src=x onerror=alert(1)>"}';
  await forecast.open({ source: 'demo', expr });
  await expect(forecast.problem).toContainText(expr);
  await expect(page.locator('main img')).toHaveCount(0);
  await expect(forecast.question.expression).toHaveValue(expr);
});

test('a source that nobody answers for is told', async ({ forecast }) => {
  await forecast.open({ source: 'http://127.0.0.1:1', expr: 'up' });
  await expect(forecast.problem).toContainText("Can't reach");
  await expect(forecast.question.sourceUrl).toHaveValue('http://127.0.0.1:1');
});

test('the addresses of a cloud machine are never asked', async ({ forecast }) => {
  await forecast.open({ source: 'http://169.254.169.254/', expr: 'up' });
  await expect(forecast.problem).toContainText(/not allowed|never|link-local/);
});

test('there is no such page', async ({ page }) => {
  const response = await page.goto('/nothing-here');
  expect(response?.status()).toBe(404);
  await expect(page.getByRole('alert')).toContainText('no such page');
  await page.getByRole('link', { name: 'Go to the forecast' }).click();
  await expect(page.locator('#answer')).toBeVisible();
  await expect(page.locator('#field-source option')).not.toHaveCount(0);
});

test('after a mistake, a right question is answered', async ({ forecast }) => {
  await forecast.open({ source: 'demo', expr: 'demo_memory_bytes', range: '-1' });
  await expect(forecast.problem).toBeVisible();
  await forecast.question.field('range').fill('2d');
  await forecast.question.submit.click();
  await expect(forecast.answer).toBeVisible();
  await expect(forecast.problem).toBeHidden();
  await expect(forecast.question.field('range')).not.toHaveAttribute('aria-invalid', 'true');
});

testOnPrometheus('the words of Prometheus are kept', async ({ forecast, page }) => {
  await forecast.open({ expr: 'sum(go_goroutines' });
  await expect(forecast.problem).toContainText('parse error: unclosed left parenthesis');
  await expect(page.locator('.place')).toHaveText(/sum\(go_goroutines\n +\^/);
});

testOnPrometheus('silence offers a jump to the newest sample', async ({ forecast }) => {
  await forecast.open({ expr: 'go_goroutines', ...silence });
  await expect(forecast.problem).toContainText('No data in the day before');
  await expect(forecast.problem).toContainText(/Latest sample: Fri 25 Mar/);
  const jump = forecast.problem.getByRole('link', { name: 'Go to that time' });
  await forecast.follow(() => jump.click());
  await expect(forecast.question.field('end')).toHaveValue(/^2022-03-25T/);
  await expect(forecast.page.getByText('No data in the')).toHaveCount(0);
});

testOnPrometheus('a metric that does not exist is told', async ({ forecast }) => {
  await forecast.open({ expr: 'no_such_metric' });
  await expect(forecast.problem).toContainText('Check the name and the labels');
  await expect(forecast.question.expression).toHaveValue('no_such_metric');
});
