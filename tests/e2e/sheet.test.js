// SPDX-License-Identifier: EUPL-1.2
//
// The sheet of an answer as PDF, read back; the pages beside the first one.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { kInside, kTerritory, open_page, start_service } from './support.js';
import { check, kOutcomes, serve_beside_a_site } from './widget_support.js';

const stage = serve_beside_a_site();

async function text_of_pdf(page) {
  const folder = mkdtempSync(path.join(tmpdir(), 'qpv-e2e-pdf-'));
  try {
    const file = path.join(folder, 'page.pdf');
    writeFileSync(file, await page.pdf({ format: 'A4' }));
    const pages = Number(/Pages:\s+(\d+)/.exec(execFileSync('pdfinfo', [file], { encoding: 'utf8' }))[1]);
    const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
    return { text: text.replace(/[\u00A0\u202F]/g, ' ').replace(/\s+/g, ' '), pages };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

for (const [outcome, [address]] of Object.entries(kOutcomes)) {
  test(`the sheet of an answer, printed and read back: ${outcome}`, async () => {
    const { page, context, close } = await stage.open();
    assert.equal(await check(page, address), outcome);
    const word = await page.textContent('.word');
    const opening = context.waitForEvent('page');
    await page.click('.sheet button');
    const sheet = await opening;
    await sheet.waitForLoadState();
    assert.equal(sheet.url(), `${stage.service.url}fiche`, 'no address in the address bar');
    const version = (await (await fetch(`${stage.service.url}v1/about`)).json()).dataset.id;
    const { text, pages } = await text_of_pdf(sheet);
    for (const part of [word, address, 'Jour de la réponse', 'n° 2023-1314 du 28 décembre 2023', 'n° 2024-806', version,
      'seul le périmètre annexé au décret a valeur juridique', 'Adresses de démonstration, fictives', '03 21 79 05 30',
      String(new Date().getFullYear()), ...(outcome === 'oui' ? ['QN06226M', kInside.name, 'Retour à l’emploi'] : [])]) {
      assert.ok(text.includes(part), `${part} in ${text}`);
    }
    assert.ok(pages <= 2, `${pages} pages`);
    await close();
  });
}

test('the sheet of a point, from the first page, and in another language', async () => {
  const response = await fetch(`${stage.service.url}fiche`, { method: 'POST',
    body: new URLSearchParams({ lon: kInside.lon, lat: kInside.lat, accuracy: '20', lang: 'ar' }) });
  assert.equal(response.headers.get('cache-control'), 'no-store');
  const text = await response.text();
  assert.match(text, /<html lang="ar" dir="rtl">/);
  assert.match(text, /2,84358, 50,43465/);
  assert.match(text, /نعم/);
  assert.match(text, /<bdi lang="fr">Contrat de ville/, 'a voice reads a source in the language it is written in');
});

test('a printed widget is the answer without the question', async () => {
  const { page, close } = await stage.open();
  await check(page, kOutcomes.oui[0]);
  const { text } = await text_of_pdf(page);
  assert.ok(text.includes('QN06226M'));
  assert.ok(!text.includes('Vérifier cette adresse') && !text.includes('Imprimer'));
  await close();
});

test('a quartier’s page: its plan, towns and streets, from the list of the first page', async () => {
  const { page, close } = await open_page(stage.browser, stage.service.url, { javaScriptEnabled: false });
  await page.click('.list summary');
  assert.equal(await page.locator('.list a').count(), 22);
  await page.click('.list a[href="quartiers/QN06226M"]');
  assert.equal(await page.textContent('h1'), kInside.name);
  assert.equal(await page.locator('.near .named').count(), 1);
  const listed = await (await fetch(`${stage.service.url}v1/perimeters/QN06226M/addresses`)).json();
  assert.equal(await page.locator('tbody tr').count(), listed.streets.length);
  const { text } = await text_of_pdf(page);
  for (const part of ['Lens', 'Rue Descartes', 'impairs 1 à 11', 'n° 2023-1314', 'Adresses de démonstration']) {
    assert.ok(text.includes(part), `${part} in ${text}`);
  }
  await close();
  const missing = await fetch(`${stage.service.url}quartiers/QN99999X`);
  assert.equal(missing.status, 404);
});

test('what is over is not shown as a right, on a day when it was open it is', async () => {
  const { page, close } = await open_page(stage.browser, stage.service.url);
  const rights = async (date) => {
    const response = await fetch(stage.service.url, { method: 'POST', body: new URLSearchParams({ lon: kInside.lon, lat: kInside.lat, date }) });
    const [, list] = /<details class="rights">([^]*?)<\/details>/.exec(await response.text());
    return list;
  };
  assert.match(await rights('2024-06-01'), /Emplois francs[^]*du 1er\u00A0janvier 2020 au 31\u00A0décembre 2024/);
  assert.match(await rights('2025-06-01'), /Commerces et entreprises[^]*1466 A/);
  assert.doesNotMatch(await rights('2025-06-01'), /Emplois francs/);
  assert.doesNotMatch(await rights('2026-01-01'), /Commerces|francs/);
  assert.match(await rights('2026-01-01'), /Retour à l’emploi[^]*Source/);
  await close();
});

test('a right is shown from its first day to its last', async () => {
  const days = { 'La veille': [null, '2026-05-31'], 'Dernier jour': ['2020-01-01', '2026-06-01'], 'Sans jour': [null, null],
    'Premier jour': ['2026-06-01', '2030-12-31'], 'Le lendemain': ['2026-06-02', null] };
  const territory = JSON.parse(readFileSync(kTerritory, 'utf8'));
  territory.rights = Object.entries(days).map(([title, [from, to]]) => ({ title, text: 'Une aide.', from, to, source: 'Essai' }));
  const folder = mkdtempSync(path.join(tmpdir(), 'qpv-e2e-rights-'));
  const file = path.join(folder, 'territory.json');
  writeFileSync(file, JSON.stringify(territory));
  const service = await start_service({ territory: file });
  try {
    const answer = await fetch(service.url, { method: 'POST',
      body: new URLSearchParams({ lon: kInside.lon, lat: kInside.lat, date: '2026-06-01' }) });
    const titles = [...(await answer.text()).matchAll(/<li><strong>(.*?)<\/strong> Une aide/g)].map(([, title]) => title);
    assert.deepEqual(titles, ['Dernier jour', 'Sans jour', 'Premier jour']);
  } finally {
    await service.stop();
    rmSync(folder, { recursive: true });
  }
});

test('a spot picked on the plan tells the neighbours’ answers', async () => {
  const { page, close } = await open_page(stage.browser, stage.service.url);
  await page.fill('#lon', kInside.lon);
  await page.fill('#lat', kInside.lat);
  await page.click('#formulaire .submit');
  await page.waitForSelector('.neighbours li', { state: 'attached' });
  const near = await (await fetch(`${stage.service.url}v1/reverse`, { method: 'POST',
    headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ lon: 2.84358, lat: 50.43465, limit: 3 }) })).json();
  const shown = await page.locator('.neighbours li').allTextContents();
  for (const [i, text] of shown.entries()) {
    assert.ok(text.includes(near.addresses[i].label), text);
    const answer = await (await fetch(`${stage.service.url}v1/address`, { method: 'POST', headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ q: near.addresses[i].label }) })).json();
    assert.ok(text.endsWith({ inside: 'Oui', outside: 'Non', uncertain: 'À vérifier' }[answer.answer]), text);
  }
  await close();
});

for (const javaScriptEnabled of [true, false]) {
  test(`the line to paste follows the choices and works, ${javaScriptEnabled ? 'with' : 'without'} a script`, async () => {
    const { page, close } = await open_page(stage.browser, `${stage.service.url}integrer`, { javaScriptEnabled, search: true });
    await page.selectOption('#lang', 'pl');
    if (javaScriptEnabled) {
      await page.$eval('#accent', (field) => {
        field.value = '#ffcc00';
        field.dispatchEvent(new Event('change', { bubbles: true }));
      });
    } else {
      await page.goto(`${stage.service.url}integrer?accent=%23ffcc00&ground=%23f5f3ee&lang=pl`);
    }
    const line = await page.textContent('#ligne');
    assert.match(line, /^<script src="http:\/\/127\.0\.0\.1:\d+\/widget\.js" data-lang="pl" data-title="Czy jestem w dzielnicy priorytetowej\?" data-accent="ffcc00"/);
    const preview = await (await page.$('#apercu')).contentFrame();
    await preview.waitForSelector('html[lang=pl]');
    await close();
    const host = await stage.visit(line);
    const frame = await (await host.page.waitForSelector('iframe')).contentFrame();
    await frame.waitForSelector('html[lang=pl]');
    assert.equal(await frame.$eval('.submit', (element) => getComputedStyle(element).backgroundColor), 'rgb(255, 204, 0)');
    await host.close();
  });
}
