// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  ask, ask_address, kElsewhere, kInside, kOutside, open_page, serve_embedded_data, sideways, too_small, violations,
} from './support.js';

const stage = serve_embedded_data();

const kStates = {
  empty: null,
  oui: kInside,
  non: kOutside,
  'near a boundary': { ...kInside, accuracy: '200' },
  'not covered': { ...kElsewhere, accuracy: '' },
  problem: { lon: 'x', lat: '1' },
  'an address inside': '6 rue Descartes, Lens',
  'a mixed street': 'rue Jean Jaurès, Lens',
  'several addresses': '6 rue Descartes',
  'no such address': '12 rue inexistante, 62300 Lens',
};

const kModes = {
  '320 px': { viewport: { width: 320, height: 640 } },
  '390 px': { viewport: { width: 390, height: 844 } },
  '1280 px': { viewport: { width: 1280, height: 900 } },
  'forced colours': { viewport: { width: 1280, height: 900 }, forcedColors: 'active' },
  'forced colours, dark': { viewport: { width: 390, height: 844 }, forcedColors: 'active',
    colorScheme: 'dark' },
  'motion': { viewport: { width: 1280, height: 900 }, reducedMotion: 'no-preference' },
};

for (const [mode, options] of Object.entries(kModes)) {
  test(`axe finds nothing in any state, ${mode}`, async () => {
    const { page, check, context } = await open_page(stage.browser, stage.service.url, options);
    for (const [state, question] of Object.entries(kStates)) {
      if (typeof question === 'string') await ask_address(page, question);
      else if (question) await ask(page, question);
      assert.deepEqual(await violations(page), [], state);
      assert.equal(await sideways(page), 0, `${state}: nothing to scroll sideways`);
    }
    await page.fill('#q', '6 rue d');
    await page.waitForSelector('[role=option]');
    assert.deepEqual(await violations(page), [], 'with suggestions');
    await page.press('#q', 'Escape');
    await page.click('.list summary');
    assert.deepEqual(await violations(page), [], 'with the list');
    await check();
    await context.close();
  });
}

test('axe finds nothing on the pages of the errors, nor do they scroll sideways', async () => {
  for (const options of [kModes['320 px'], kModes['1280 px'], kModes['forced colours']]) {
    const { page, check, context } = await open_page(stage.browser, stage.service.url, options);
    for (const path of ['problems', 'problems/invalid-parameter']) {
      await page.goto(new URL(path, stage.service.url).href);
      assert.deepEqual(await violations(page), [], path);
      assert.equal(await sideways(page), 0, path);
    }
    await check();
    await context.close();
  }
});

test('what is touched is at least 44 px high and wide', async () => {
  const { page, close } = await open_page(stage.browser, stage.service.url,
    { viewport: { width: 320, height: 640 } });
  await page.click('summary:has-text("Précision")');
  assert.deepEqual(await too_small(page, 'button, input, summary'), []);
  await close();
});

test('each outcome has a word and a sign of its own, not only a colour', async () => {
  const { page, close } = await open_page(stage.browser, stage.service.url);
  const words = new Set();
  const signs = new Set();
  for (const question of [kInside, kOutside, kElsewhere, kStates.problem]) {
    await ask(page, question);
    words.add(await page.textContent('#reponse .word'));
    signs.add(await page.getAttribute('#reponse .sign path', 'd'));
  }
  assert.equal(words.size, 4);
  assert.equal(signs.size, 4);
  await close();
});

test('printed: the answer and the plan, without the form', async () => {
  const { page, close } = await open_page(stage.browser, stage.service.url);
  await ask(page, kInside);
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.isVisible('.question'), false);
  for (const part of ['#reponse', '#plan', '.notes']) assert.ok(await page.isVisible(part), part);
  await close();
});
