// SPDX-License-Identifier: EUPL-1.2
//
// Whatever goes wrong on the way, the page never shows an answer that is not one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  answer_of, ask, kInside, kOutside, open_page, outcome_of, serve_embedded_data,
  wait_for_answer,
} from './support.js';

const stage = serve_embedded_data();

const kHtml = { 'Content-Type': 'text/html' };
const kFailures = {
  'no network': (route) => route.abort('internetdisconnected'),
  'a proxy’s error page': (route) => route.fulfill({ status: 502, headers: kHtml,
    body: '<h1>Bad Gateway</h1>' }),
  'a portal’s login page': (route) => route.fulfill({ status: 200, headers: kHtml,
    body: '<form>Connectez-vous au Wi-Fi</form>' }),
  'an error that looks like an answer': (route) => route.fulfill({ status: 500, headers: kHtml,
    body: '<section id="reponse" data-outcome="non"><h2>Non</h2></section>' }),
  'a truncated page': (route) => route.fulfill({ status: 200, headers: kHtml, body: '<!DOCTYPE' }),
  'an empty answer': (route) => route.fulfill({ status: 200, body: '' }),
  'the API’s problem': (route) => route.fulfill({ status: 503,
    headers: { 'Content-Type': 'application/problem+json' }, body: '{"title":"Non"}' }),
};

for (const [name, fail] of Object.entries(kFailures)) {
  test(`${name}: no answer, and never the last one`, async () => {
    const { page, close } = await open_page(stage.browser, stage.service.url);
    assert.equal(await ask(page, kOutside), 'non');
    await page.route('**/*', (route) =>
      (route.request().method() === 'POST' ? fail(route) : route.continue()));
    await page.fill('#lon', kInside.lon);
    await page.click('#formulaire .submit');
    await page.waitForSelector('#reponse[data-outcome="echec"]');
    const text = await answer_of(page);
    assert.match(text, /Pas de réponse[^]*ni oui ni non/);
    assert.equal(await page.locator('.answer-non, .answer-oui').count(), 0);
    assert.equal(await page.locator('.dot').count(), 0, 'the last point left the plan');
    await page.unroute('**/*');
    await ask(page, kInside);
    await page.waitForSelector('#reponse[data-outcome="oui"]');
    await close();
  });
}

test('a late answer to an older question is not shown', async () => {
  const { page, close } = await open_page(stage.browser, stage.service.url);
  let release;
  const held = new Promise((resolve) => { release = resolve; });
  let first = true;
  await page.route('**/*', async (route) => {
    const hold = first && route.request().method() === 'POST';
    if (hold) {
      first = false;
      await held;
    }
    await route.continue().catch(() => {}); // the page gave this request up
  });
  await page.fill('#lon', kOutside.lon);
  await page.fill('#lat', kOutside.lat);
  await page.click('#formulaire .submit');
  assert.equal(await page.getAttribute('#reponse', 'aria-busy'), 'true');
  await ask(page, kInside);
  await page.waitForSelector('#reponse[data-outcome="oui"]');
  release();
  await page.waitForLoadState('networkidle');
  assert.equal(await outcome_of(page), 'oui');
  await close();
});

test('while an answer is awaited, the last one is marked as such', async () => {
  const { page, close } = await open_page(stage.browser, stage.service.url);
  assert.equal(await ask(page, kOutside), 'non');
  await page.route('**/*', async (route) => {
    await page.waitForSelector('#reponse[aria-busy="true"]');
    await route.continue();
  });
  await page.click('#formulaire .submit');
  assert.equal(await wait_for_answer(page), 'non');
  await close();
});
