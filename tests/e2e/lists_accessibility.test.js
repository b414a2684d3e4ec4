// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { choose, csv_file, kRows, open_lists, search, start_recorder } from './lists_support.js';
import { violations, serve_embedded_data, too_small } from './support.js';

const stage = serve_embedded_data();

async function assert_accessible(page, state) {
  assert.deepEqual(await violations(page), [], state);
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(wider, 0, `${state}: nothing to scroll sideways`);
  assert.deepEqual(await too_small(page, 'button, input, select, summary'), [], `${state}: what is touched is at least 44 px`);
}

const kModes = {
  '320 px': { viewport: { width: 320, height: 640 } },
  '390 px': { viewport: { width: 390, height: 844 } },
  '1280 px': { viewport: { width: 1280, height: 900 } },
  'forced colours': { viewport: { width: 1280, height: 900 }, forcedColors: 'active' },
};

for (const [mode, options] of Object.entries(kModes)) {
  test(`the page of lists, in every state, ${mode}`, async () => {
    const recorder = await start_recorder(stage.service);
    const { page, close } = await open_lists(stage, { ...options, url: recorder.url });
    await assert_accessible(page, 'empty');
    await page.click('.promise summary');
    await assert_accessible(page, 'how to verify');
    await page.setInputFiles('#choix-fichier', { name: 'x.csv', mimeType: 'text/csv', buffer: Buffer.from('a;b\n1;"x\n') });
    await page.waitForSelector('#erreur:not([hidden])');
    await assert_accessible(page, 'a file that cannot be read');
    await choose(page, csv_file([['nom', 'remarque'], ['a', 'b']]));
    await page.waitForSelector('#demande-impossible:not([hidden])');
    await assert_accessible(page, 'nothing to ask');
    await choose(page, csv_file(kRows));
    await page.waitForFunction(() => document.querySelectorAll('#liste-colonnes tr').length === 7);
    await page.click('#colonnes summary:has-text("relecture")');
    await assert_accessible(page, 'the columns');
    let held = null;
    recorder.answer = (request, response) => {
      if (held || !request.url.startsWith('/v1/batch')) return false;
      held = response;
      return true;
    };
    await page.click('#lancer');
    await page.waitForSelector('#pause:not([hidden])');
    await assert_accessible(page, 'under way');
    await page.click('#pause');
    await assert_accessible(page, 'paused');
    held.writeHead(503, { 'Retry-After': '0' }).end('{}');
    await page.click('#pause');
    await page.waitForSelector('#totaux:not([hidden])', { timeout: 30000 });
    await assert_accessible(page, 'the result');
    await page.click('.group button');
    await page.waitForSelector('.group[data-chosen]');
    await assert_accessible(page, 'a choice');
    for (const by of ['commune', '3']) {
      await page.selectOption('#totaux-par', by);
      await page.waitForFunction(() => document.querySelectorAll('#table-totaux thead th').length === 6);
      await assert_accessible(page, `totals by ${by}`);
    }
    await close();
    await recorder.stop();
  });
}

test('what happens is told to who does not see it', async () => {
  const { page, close } = await open_lists(stage);
  for (const id of ['etat-fichier', 'annonce', 'incident', 'relecture-resume', 'etat-telechargement']) {
    assert.equal(await page.getAttribute(`#${id}`, 'role'), 'status', id);
  }
  await choose(page, csv_file(kRows));
  await search(page);
  assert.match(await page.textContent('#annonce'), /finie/);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'resultat');
  await close();
});
