// SPDX-License-Identifier: EUPL-1.2
//
// What goes wrong on the way: the connection, the service, the file, the person's mind.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { choose, csv_file, download, kRows, open_lists, plain, read_csv, search, start_recorder } from './lists_support.js';
import { serve_embedded_data, start_service } from './support.js';

const stage = serve_embedded_data();

// More than one request's worth.
const many = (count) => [['nom', 'adresse', 'commune'], ...Array.from({ length: count }, (_, i) => [`Martin${i}`, `${i} rue Descartes`, 'Lens'])];

async function opened(answer) {
  const recorder = await start_recorder(stage.service);
  recorder.answer = (request, response) => request.url.startsWith('/v1/batch') && answer(recorder.batches().length - 1, request, response);
  const lists = await open_lists(stage, { url: recorder.url });
  return { ...lists, recorder, finish: async () => {
    await lists.close();
    await recorder.stop();
  } };
}

const hang_up = (request) => {
  request.socket.destroy();
  return true;
};
const say = (response, status, body, headers = {}) => {
  response.writeHead(status, { 'Content-Type': 'application/problem+json', ...headers }).end(JSON.stringify(body));
  return true;
};

async function assert_all_answered(page, count) {
  const counts = await page.$$eval('#compte dd', (cells) => cells.map((cell) => Number(cell.textContent.replace(/\D/g, ''))));
  assert.equal(counts.reduce((a, b) => a + b), count);
}

test('a connection that is lost: it says so, goes on by itself, and nothing is lost or asked twice', async () => {
  let lost = false;
  const answered = [];
  const { page, recorder, finish } = await opened((i, request) => {
    lost ||= i === 1;
    if (lost) return hang_up(request);
    answered.push(i);
    return false;
  });
  await choose(page, csv_file(many(2500)));
  await page.click('#lancer');
  await page.waitForSelector('#incident:has-text("La connexion est interrompue")');
  recorder.answer = (request) => {
    if (request.url.startsWith('/v1/batch')) answered.push(recorder.batches().length - 1);
    return false;
  };
  await page.waitForSelector('#resultat:not([hidden])', { timeout: 60000 });
  await assert_all_answered(page, 2500);
  const ids = answered.flatMap((i) => JSON.parse(recorder.batches()[i].body).filter(({ city }) => city).map(({ id }) => id));
  assert.deepEqual([ids.length, new Set(ids).size], [2500, 2500]);
  await finish();
});

test('an answer that breaks off, a busy service, another’s page: asked again', async () => {
  const { page, finish } = await opened((i, request, response) => {
    if (i === 0) {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.write('[{"id":2,');
      setTimeout(() => request.socket.destroy(), 50);
      return true;
    }
    if (i === 1) return say(response, 503, {}, { 'Retry-After': '1' });
    return i === 2 && say(response, 200, { login: 'portal' });
  });
  await choose(page, csv_file(many(30)));
  await search(page, 60000);
  await assert_all_answered(page, 30);
  await finish();
});

test('other data in the middle: everything is asked again, of one dataset', async () => {
  const { page, recorder, finish } = await opened((i, _, response) => i === 1 && say(response, 409, { type: '/problems/dataset-changed' }));
  await choose(page, csv_file(many(1500)));
  await search(page, 60000);
  await assert_all_answered(page, 1500);
  const [first, second, third] = recorder.batches();
  assert.deepEqual([first, second, third].map(({ target }) => /dataset=/.test(target)), [false, true, false]);
  await finish();
});

test('a service that stays broken: a sentence, and going on where it stopped', async () => {
  let broken = true;
  const { page, recorder, finish } = await opened((i, _, response) => i > 0 && broken && say(response, 400, { detail: 'Non.' }));
  await choose(page, csv_file(many(1500)));
  await page.click('#lancer');
  await page.waitForSelector('#erreur:has-text("refuse la demande")');
  broken = false;
  const before = recorder.batches().length;
  await page.click('#pause:has-text("Reprendre là")');
  await page.waitForSelector('#resultat:not([hidden])', { timeout: 30000 });
  await assert_all_answered(page, 1500);
  assert.equal(JSON.parse(recorder.batches()[before].body).length, 500, 'only what was missing');
  await finish();
});

test('one question that the service cannot answer: its row is to be checked, and no other waits for it', async () => {
  let failed = 0;
  const { page, recorder, finish } = await opened((_, request, response) => {
    const asked = JSON.parse(recorder.batches().at(-1).body);
    if (!asked.some(({ q }) => q === '7 rue Descartes')) return false;
    failed++;
    const body = { answer: 'not_found', dataset: { id: 'd' }, candidates: [] };
    return say(response, 200, asked.map(({ id, q }) => (q === '7 rue Descartes' ? { id, status: 500, body: { type: '/problems/internal' } } : { id, status: 200, body })));
  });
  await choose(page, csv_file(many(20)));
  await search(page, 60000);
  await assert_all_answered(page, 20);
  assert.equal(failed, 4);
  assert.match(plain(await page.innerText('.counts')), /à vérifier\s+1\b/);
  await finish();
});

test('data without addresses: none is found, points are answered, and the search ends', async () => {
  const service = await start_service({ addresses: [] });
  const { page, close } = await open_lists({ ...stage, service });
  await choose(page, csv_file([['nom', 'adresse', 'lon', 'lat'], ['Martin', '6 rue Descartes Lens', '', ''], ['Dubois', '', '2,84358', '50,43465'], ['Noé', '5 rue Descartes', '', '']]));
  await search(page);
  assert.deepEqual(await page.$$eval('#compte div', (all) => all.map((each) => each.innerText.replace(/\s+/g, ' '))), ['oui 1', 'non 0', 'à vérifier 0', 'introuvable 2']);
  const { bytes } = await download(page, '#telecharger-csv');
  const ids = read_csv(bytes).slice(1).map((cells) => cells[12]);
  assert.ok(ids[0] && ids.every((id) => id === ids[0]), ids);
  await close();
  await service.stop();
});

test('pause holds, resume goes on, cancel ends', async () => {
  const waiting = [];
  let holds = true;
  const { page, recorder, finish } = await opened((_, __, response) => {
    if (!holds) return false;
    holds = false;
    response.writeHead(200, { 'Content-Type': 'application/json' }).write('[');
    waiting.push(response);
    return true;
  });
  await choose(page, csv_file(many(3000)));
  await page.click('#lancer');
  await page.waitForSelector('#pause:not([hidden])');
  while (recorder.batches().length < 1) await new Promise((resolve) => { setTimeout(resolve, 10); });
  await page.click('#pause');
  await page.waitForSelector('#annonce:has-text("suspendue")', { state: 'attached' });
  // The request that was on its way comes back broken, and is not asked again while it is paused.
  waiting[0].socket.destroy();
  await page.waitForTimeout(1500);
  assert.equal(recorder.batches().length, 1);
  await page.click('#pause:has-text("Reprendre")');
  await page.waitForFunction(() => document.getElementById('avancement').value > 0);
  await page.waitForSelector('#resultat:not([hidden])', { timeout: 30000 });
  await assert_all_answered(page, 3000);
  holds = true; // it does not end before it is cancelled
  await page.click('#lancer');
  await page.click('#annuler');
  await page.waitForSelector('#etat-envoi:has-text("annulée")');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'colonnes');
  assert.equal(await page.isVisible('#resultat'), false);
  await finish();
});

test('without the service, nothing begins', async () => {
  const { page, recorder, finish } = await opened(() => false);
  await choose(page, csv_file(kRows));
  recorder.answer = (request) => hang_up(request);
  await page.click('#lancer');
  await page.waitForSelector('#erreur:has-text("n’a pas pu être joint")');
  recorder.answer = null;
  await search(page);
  assert.equal(await page.isVisible('#erreur'), false);
  await finish();
});

test('a file that cannot be read: its name and why, and another one can be chosen', async () => {
  const { page, close } = await open_lists(stage);
  const password = Buffer.concat([Buffer.from([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]), Buffer.alloc(1016), Buffer.from('EncryptedPackage', 'utf16le'), Buffer.alloc(3000)]);
  for (const [name, buffer, wanted] of [
    ['secret.xlsx', password, /mot de passe/],
    ['coupé.xlsx', Buffer.from('PK\x03\x04 et puis rien du tout'), /incomplet ou abîmé/],
    ['guillemet.csv', Buffer.from('a;b\n1;"2\n3;4\n'), /ligne 2, colonne 2/],
    ['longue.csv', Buffer.alloc(3 << 20, 'a'), /La ligne 1 dépasse 1024 Kio/],
    ['vide.csv', Buffer.alloc(0), /vide/],
  ]) {
    await page.setInputFiles('#choix-fichier', { name, mimeType: 'application/octet-stream', buffer });
    await page.waitForFunction((part) => document.getElementById('erreur').textContent.includes(part), name);
    assert.match(plain(await page.innerText('#erreur')), wanted);
    assert.equal(await page.evaluate(() => document.activeElement.id), 'erreur');
    assert.equal(await page.isVisible('#colonnes'), false);
  }
  await choose(page, csv_file(kRows));
  await page.waitForSelector('#colonnes:not([hidden])');
  assert.equal(await page.isVisible('#erreur'), false);
  await close();
});

test('texts of a file never become markup', async () => {
  const hostile = '<img src=x onerror=alert(1)>"\'><script>alert(1)</script>';
  const { page, close } = await open_lists(stage);
  const quoted = `"${hostile.replaceAll('"', '""')}"`;
  await choose(page, csv_file([[quoted, 'adresse', 'commune'], [quoted, quoted, quoted], ['x', 'rue Jean Jaurès', 'Lens']], '<b>x.csv'));
  await search(page);
  await page.selectOption('#totaux-par', '0');
  await page.waitForSelector('#table-totaux td');
  assert.equal(await page.locator('main img, main b, main script').count(), 0);
  await close();
});
