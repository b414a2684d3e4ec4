// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, test } from 'node:test';
import {
  answer_of, ask, ask_address, kElsewhere, kInside, kOutside, kSource, open_page, start_browser, start_proxy,
  start_service, wait_for_answer,
} from './support.js';

let service;
let proxy;
let browser;

before(async () => {
  service = await start_service();
  proxy = await start_proxy(service.address, '/qpv');
  browser = await start_browser();
});
after(async () => {
  await browser?.close();
  await proxy?.stop();
  await service?.stop();
});

const kIndicative = 'seul le périmètre annexé au décret a valeur juridique';

test('a point inside: oui, which quartier, which perimeter, which town', async () => {
  const { page, close } = await open_page(browser, service.url);
  assert.equal(await ask(page, kInside), 'oui');
  const text = await answer_of(page);
  for (const part of ['Oui', kInside.name, 'QN06226M', 'Lens', 'La limite du quartier est à 81 m.',
    kIndicative]) {
    assert.ok(text.includes(part), `${part} in ${text}`);
  }
  assert.equal(await page.evaluate(() => document.activeElement.id), 'reponse');
  assert.equal(await page.locator('.named').count(), 1);
  assert.equal(await page.locator('.dot').count(), 1);
  await close();
});

test('a point outside: non, and the nearest quartier', async () => {
  const { page, close } = await open_page(browser, service.url);
  assert.equal(await ask(page, kOutside), 'non');
  assert.match(await answer_of(page), /Non[^]*le plus proche est « .+ » \(.+\), à [\d ]+ m\./);
  await close();
});

test('a position that reaches across a boundary: à vérifier, why, and the likely side', async () => {
  const { page, close } = await open_page(browser, service.url);
  assert.equal(await ask(page, { ...kInside, accuracy: '200' }), 'a-verifier');
  const text = await answer_of(page);
  assert.match(text, /connue à 200 m près et la limite de « .+ » \(Lens\) est à 81 m/);
  assert.match(text, /Le plus probable : dans le quartier, \d\d chances sur 100/);
  assert.equal(await page.locator('.accuracy').count(), 1);
  // The accuracy of one position is not that of the next one.
  await page.fill('#lon', kInside.lon);
  assert.equal(await page.inputValue('#accuracy'), '');
  await close();
});

test('ground that the data do not cover: à vérifier, never non', async () => {
  const { page, close } = await open_page(browser, service.url);
  assert.equal(await ask(page, kElsewhere), 'a-verifier');
  assert.match(await answer_of(page), /Ce n’est pas un « non »/);
  assert.equal(await ask(page, { lon: kInside.lat, lat: kInside.lon }), 'a-verifier');
  assert.match(await answer_of(page), /semblent échangées/);
  await close();
});

test('a question that cannot be answered says what to change, at the field', async () => {
  const { page, close } = await open_page(browser, service.url);
  for (const [field, question] of [
    ['lon', { lon: 'là-bas', lat: '50,4' }],
    ['lon', { lon: '', lat: '50,4' }],
    ['lat', { lon: '2,8', lat: '91' }],
    ['lat', { lon: '2,8', lat: '5,0,4' }],
    ['accuracy', { ...kInside, accuracy: '-1' }],
    ['date', { ...kInside, date: '2010-01-01' }],
  ]) {
    assert.equal(await ask(page, question), 'probleme', JSON.stringify(question));
    assert.equal(await page.getAttribute(`#${field}`, 'aria-invalid'), 'true', field);
    assert.equal(await page.locator('[aria-invalid]').count(), 1);
  }
  assert.match(await answer_of(page), /en vigueur le 2010-01-01/);
  assert.equal(await ask(page, { ...kInside, accuracy: '', date: '' }), 'oui');
  assert.equal(await page.locator('[aria-invalid]').count(), 0);
  await close();
});

const kMadeUp = 'Adresses de démonstration, fictives';

test('an address: oui, non, à vérifier or introuvable, and that it is made up', async () => {
  const { page, close } = await open_page(browser, service.url);
  assert.ok((await page.innerText('#formulaire-adresse')).replace(/\u00A0/g, ' ').includes(kMadeUp));
  for (const [address, outcome, parts] of [
    ['6 r. descartes LENS', 'oui', ['6 Rue Descartes 62300 Lens', 'QN06226M']],
    ['5 boulevard Descartes, Ablain-Saint-Nazaire', 'non', ['5 Boulevard Descartes']],
    ['rue Jean Jaurès, Lens', 'a-verifier', ['dépend du numéro', 'Dedans', 'Dehors', 'impairs']],
    ['12 rue inexistante, 62300 Lens', 'introuvable', ['ni oui ni non']],
    ['Lens', 'a-verifier', ['dépend de l’adresse', 'Indiquez aussi le numéro et la rue']],
  ]) {
    assert.equal(await ask_address(page, address), outcome, address);
    const text = await answer_of(page);
    for (const part of [...parts, kMadeUp, kIndicative]) {
      assert.ok(text.includes(part), `${address}: ${part} in ${text}`);
    }
    assert.equal(await page.evaluate(() => document.activeElement.id), 'reponse');
  }
  assert.equal(await ask_address(page, ' '), 'probleme');
  assert.equal(await page.getAttribute('#q', 'aria-invalid'), 'true');
  await close();
});

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with' : 'without';
  test(`of several addresses, one is chosen by its button, ${how} a script`, async () => {
    const { page, close } = await open_page(browser, service.url, { javaScriptEnabled });
    await page.fill('#q', '6 rue Descartes');
    await page.click('#formulaire-adresse .submit');
    await page.waitForSelector('#reponse[data-outcome="a-verifier"]');
    assert.ok(await page.locator('.choices button').count() > 1);
    assert.equal(await page.locator('.dot').count(), 0, 'one of several is not the one');
    await page.click('.choices button:has-text("62300 Lens")');
    await page.waitForSelector('#reponse[data-outcome="oui"]');
    assert.equal(await page.inputValue('#q'), '6 Rue Descartes 62300 Lens');
    assert.equal(await page.locator('.dot').count(), 1);
    await close();
  });
}

test('data without addresses: the page asks for a point', async () => {
  const bare = await start_service({ addresses: [] });
  const { page, close } = await open_page(browser, bare.url);
  assert.equal(await page.locator('#q').count(), 0);
  assert.equal(await ask(page, kInside), 'oui');
  await close();
  await bare.stop();
});

test('without a script, the same answers by the form', async () => {
  const { page, close } = await open_page(browser, service.url, { javaScriptEnabled: false });
  for (const [question, outcome] of [
    [kInside, 'oui'],
    [{ lon: ' 2.84358', lat: '50.43465\u00A0' }, 'oui'],
    [kOutside, 'non'],
    [{ ...kInside, accuracy: '200' }, 'a-verifier'],
    [{ lon: '', lat: '' }, 'probleme'],
  ]) {
    await page.goto(service.url);
    await page.fill('#lon', question.lon);
    await page.fill('#lat', question.lat);
    if (question.accuracy) {
      await page.click('summary:has-text("Précision")');
      await page.fill('#accuracy', question.accuracy);
    }
    await page.click('#formulaire .submit');
    assert.equal(await page.getAttribute('#reponse', 'data-outcome'), outcome);
    assert.equal(await page.inputValue('#lon'), question.lon.trim());
    assert.ok((await page.textContent('.notes')).includes(kIndicative));
    assert.equal(await page.isVisible('#localiser'), false, 'nothing that needs a script is shown');
    assert.equal(await page.isVisible('.zoom'), false);
  }
  assert.match(await page.title(), /^Pas de réponse/);
  await close();
});

for (const javaScriptEnabled of [true, false]) {
  test(`below a proxy’s path, ${javaScriptEnabled ? 'with' : 'without'} a script`, async () => {
    const { page, close } = await open_page(browser, proxy.url, { javaScriptEnabled });
    assert.equal(await page.locator('.board').evaluate((e) => getComputedStyle(e).position),
      'relative', 'the style sheet arrived');
    assert.equal(await ask_anyhow(page, javaScriptEnabled), 'oui');
    assert.equal(page.url(), proxy.url);
    await close();
  });
}

async function ask_anyhow(page, with_script) {
  if (with_script) return ask(page, kInside);
  await page.fill('#lon', kInside.lon);
  await page.fill('#lat', kInside.lat);
  await page.click('#formulaire .submit');
  return page.getAttribute('#reponse', 'data-outcome');
}

test('the device’s position comes with its accuracy', async () => {
  const { page, context, close } = await open_page(browser, service.url, {
    permissions: ['geolocation'],
    geolocation: { longitude: 2.84358, latitude: 50.43465, accuracy: 199.2 },
  });
  await page.click('#localiser');
  assert.equal(await wait_for_answer(page), 'a-verifier');
  assert.equal(await page.inputValue('#accuracy'), '200');
  await context.setGeolocation({ longitude: 2.84358, latitude: 50.43465, accuracy: 12 });
  await page.click('#localiser');
  await page.waitForSelector('[data-outcome="oui"]');
  await close();
});

test('a refused position is no answer', async () => {
  const { page, close } = await open_page(browser, service.url, { permissions: [] });
  await page.click('#localiser');
  assert.equal(await wait_for_answer(page), 'echec');
  assert.match(await answer_of(page), /votre position n’a pas pu être obtenue/i);
  await close();
});

test('keyboard alone: from the top of the page to the answer', async () => {
  const { page, close } = await open_page(browser, service.url);
  for (let i = 0; i < 20; i++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(() => document.activeElement.id === 'lon')) break;
  }
  await page.keyboard.type(kInside.lon);
  await page.keyboard.press('Tab');
  await page.keyboard.type(kInside.lat);
  await page.keyboard.press('Enter');
  assert.equal(await wait_for_answer(page), 'oui');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'reponse');
  await close();
});

test('the log holds nothing of what was asked', () => {
  // More digits than a time of the log has after its seconds.
  assert.ok(service.log.some((line) => line.includes('"route":"home"')));
  for (const line of service.log) assert.doesNotMatch(line, /2[.,]8435|50[.,]4346|descartes/i);
});

test('the picture for the README', { skip: process.env.QPV_PICTURES !== '1' }, async () => {
  const { page, close } = await open_page(browser, service.url,
    { viewport: { width: 1280, height: 800 } });
  await ask_address(page, '6 rue Descartes, 62300 Lens');
  await page.mouse.move(0, 0); // nothing is pointed at
  await page.evaluate(() => { document.activeElement.blur(); scrollTo(0, 0); });
  await page.screenshot({ path: path.join(kSource, 'docs/pictures/accueil.png'), fullPage: true });
  await close();
});
