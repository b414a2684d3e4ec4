// SPDX-License-Identifier: EUPL-1.2
//
// Names in a dataset, and what is typed, are text: no script of theirs runs.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { ask, kInside, kPerimeters, kSource, open_page, start_browser, start_service }
  from './support.js';

const kStrings = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  '\' autofocus onfocus=alert(1) x=\'',
  '</title><script>alert(1)</script>',
  '</svg><style>*{display:none}</style>',
  '<!-- <![CDATA[ {{contact}} {{answer}}',
  '&lt;b&gt; &#60;script&#62; ]]>',
  'javascript:alert(1)',
  '\u202Eetirp\u202C\u2066x',
  '${alert(1)} `x` \\u003cscript\\u003e',
  '<iframe srcdoc="<script>alert(1)</script>">',
  '<a href="javascript:alert(1)">x</a>',
  '<template id="sans-reponse"><img src=x onerror=alert(1)></template>',
  '<math><mtext></table><mglyph><style><img src=x onerror=alert(1)>',
  '[[Oui]] {} {0}',
];

let service;
let browser;
let home;

before(async () => {
  home = mkdtempSync(path.join(tmpdir(), 'qpv-e2e-hostile-'));
  const perimeters = JSON.parse(readFileSync(kPerimeters, 'utf8'));
  perimeters.features.forEach((feature, i) => {
    feature.properties.lib_qp = `${kStrings[i % kStrings.length]} ${i}`;
    feature.properties.lib_com = feature.properties.lib_com.split(',')
      .map((_, k) => kStrings[(i + k) % kStrings.length].replace(/[,;]/g, ' ')).join(',');
  });
  const file = path.join(home, 'hostile.geojson');
  writeFileSync(file, JSON.stringify(perimeters));
  const territory = JSON.parse(
    readFileSync(path.join(kSource, 'data/territory/territory.json'), 'utf8'));
  territory.name = kStrings[0];
  territory.communes.forEach((commune, i) => { commune.name = kStrings[i % kStrings.length]; });
  territory.quartiers.forEach((quartier, i) => {
    quartier.name = `${kStrings[(i + 3) % kStrings.length]} ${i}`;
  });
  territory.contact = { service: kStrings[1], phone: `03 ${kStrings[2]}`, email: `a@b${kStrings[3]}`,
    url: 'javascript:alert(1)' };
  const territory_file = path.join(home, 'territory.json');
  territory.rights = kStrings.map((text, i) => ({ title: text, text: kStrings[(i + 1) % kStrings.length], from: null, to: null,
    source: kStrings[(i + 2) % kStrings.length] }));
  writeFileSync(territory_file, JSON.stringify(territory));
  service = await start_service({ perimeters: file, territory: territory_file });
  browser = await start_browser();
});
after(async () => {
  await browser?.close();
  await service?.stop();
  rmSync(home, { recursive: true });
});

// Elements and attributes that the page's own markup never has.
const foreign = (page) => page.evaluate(() => ({
  scripts: document.querySelectorAll('script').length,
  strangers: document.querySelectorAll('img, style, iframe, object, math, script:not([src])').length,
  handlers: [...document.querySelectorAll('*')].flatMap((element) => [...element.attributes])
    .filter(({ name, value }) => name.startsWith('on') ||
      (name !== 'value' && /^javascript:/i.test(value))).length,
}));

for (const javaScriptEnabled of [true, false]) {
  test(`hostile names stay text, ${javaScriptEnabled ? 'with' : 'without'} a script`, async () => {
    const { page, close } = await open_page(browser, service.url, { javaScriptEnabled });
    const seen = [];
    if (javaScriptEnabled) {
      await ask(page, { ...kInside, accuracy: '300' });
      seen.push(await page.innerText('#reponse'));
      await ask(page, { ...kInside, accuracy: '' });
    } else {
      await page.fill('#lon', kInside.lon);
      await page.fill('#lat', kInside.lat);
      await page.click('#formulaire .submit');
    }
    seen.push(await page.innerText('#reponse'), await page.textContent('.list'));
    assert.equal(await page.getAttribute('#reponse', 'data-outcome'), 'oui');
    assert.deepEqual(await foreign(page), { scripts: 1, strangers: 0, handlers: 0 });
    assert.ok(seen.join('\n').includes('<script>alert(1)</script>'), 'shown as it is written');
    assert.ok(await page.isVisible('.submit'));
    await close();
  });
}

test('hostile text in the form comes back as text', async () => {
  const { page, close } = await open_page(browser, service.url, { javaScriptEnabled: false });
  for (const text of kStrings) {
    await page.fill('#lon', text.slice(0, 30));
    await page.fill('#lat', '50');
    await page.click('#formulaire .submit');
    assert.equal(await page.getAttribute('#reponse', 'data-outcome'), 'probleme');
    assert.equal(await page.inputValue('#lon'), text.slice(0, 30));
    assert.deepEqual(await foreign(page), { scripts: 1, strangers: 0, handlers: 0 });
  }
  await close();
});

test('hostile field names come back as text', async () => {
  for (const name of kStrings) {
    const response = await fetch(service.url, { method: 'POST',
      body: new URLSearchParams([[name, '1']]) });
    assert.equal(response.status, 400);
    assert.doesNotMatch(await response.text(), /<script>alert|<img src=x|<svg onload/);
  }
});

test('hostile names stay text in the widget, on a sheet and on a quartier’s page', async () => {
  const { page, check, context } = await open_page(browser, `${service.url}widget`, { search: true });
  for (const query of ['', '?lang=ar']) {
    await page.goto(`${service.url}widget${query}`);
    await page.fill('#q', '6 rue Descartes, Lens');
    await page.press('#q', 'Escape');
    await page.click('.submit');
    await page.waitForSelector('[data-outcome=oui]');
    await page.click('.rights summary');
    const text = await page.innerText('#resultat');
    for (const string of ['<script>alert(1)</script>', '<a href="javascript:alert(1)">x</a>', '[[Oui]] {} {0}']) {
      assert.ok(text.includes(string), string);
    }
    assert.deepEqual(await foreign(page), { scripts: 1, strangers: 0, handlers: 0 });
  }
  for (const feature of JSON.parse(readFileSync(kPerimeters, 'utf8')).features) {
    await page.goto(`${service.url}quartiers/${feature.properties.code_qp}`);
    assert.deepEqual(await foreign(page), { scripts: 0, strangers: 0, handlers: 0 });
  }
  for (const path of ['confidentialite', 'accessibilite']) {
    await page.goto(service.url + path);
    assert.deepEqual(await foreign(page), { scripts: 0, strangers: 0, handlers: 0 });
  }
  const sheet = await fetch(`${service.url}fiche`, { method: 'POST', body: new URLSearchParams({ q: '6 rue Descartes, Lens' }) });
  assert.doesNotMatch(await sheet.text(), /<script|<img|<svg onload|<iframe|<math|<style|href="javascript/);
  await check();
  await context.close();
});

test('hostile suggestions stay text', async () => {
  const { page, close } = await open_page(browser, service.url);
  await page.route('**/v1/suggest', (route) => route.fulfill({ json: { suggestions: kStrings.map((label) => ({ label })) } }));
  await page.fill('#q', '6 rue');
  await page.waitForSelector('[role=option]');
  assert.deepEqual(await page.locator('[role=option]').allTextContents(), kStrings);
  assert.deepEqual(await foreign(page), { scripts: 1, strangers: 0, handlers: 0 });
  await page.click(`[role=option] >> nth=${kStrings.length - 1}`);
  assert.equal(await page.inputValue('#q'), kStrings.at(-1));
  await close();
});
