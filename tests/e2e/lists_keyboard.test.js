// SPDX-License-Identifier: EUPL-1.2
//
// The staff's path by keyboard alone, and the choices of many rows.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { choose, csv_file, kRows, open_lists, plain, search } from './lists_support.js';
import { kSource, serve_embedded_data } from './support.js';

const stage = serve_embedded_data();
const kPressed = 40; // more than two pages of choices

test('keyboard alone: from the file to the last choice', async () => {
  const { page, close } = await open_lists(stage);
  const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.className);
  const tab_to = async (id) => {
    for (let i = 0; i < 80 && await focused() !== id; i++) await page.keyboard.press('Tab');
    assert.equal(await focused(), id);
  };
  // Listened for from the beginning: a chooser that opens earlier would be the browser's own.
  const chooser = new Promise((resolve) => { page.once('filechooser', resolve); });
  await tab_to('choix-fichier');
  await page.keyboard.press('Enter');
  await (await chooser).setFiles(csv_file(kRows));
  await page.waitForFunction(() => document.activeElement.id === 'colonnes');
  await tab_to('lancer');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement.id === 'resultat');
  await tab_to('group');
  await page.keyboard.press('1');
  await page.waitForSelector('.group[data-place="0"][data-chosen]');
  await page.waitForFunction(() => document.activeElement.dataset.place === '1');
  await page.keyboard.press('0');
  await page.waitForSelector('.group[data-place="1"][data-chosen]');
  assert.match(plain(await page.innerText('#relecture-resume')), /aucune n’attend de choix/);
  await page.keyboard.press('ArrowUp');
  await page.waitForFunction(() => document.activeElement.dataset.place === '0');
  await page.keyboard.press('Backspace');
  await page.waitForSelector('.group[data-place="0"]:not([data-chosen])');
  await close();
});

// Addresses of the demonstration without their towns: several towns have such a street.
function doubtful_rows(count) {
  const [header, ...lines] = readFileSync(path.join(kSource, 'data/demo/adresses.csv'), 'utf8').trim().split('\n');
  const at = (name) => header.split(';').indexOf(name);
  const picked = Array.from({ length: count }, (_, i) => lines[Math.floor((i * lines.length) / count)].split(';'));
  return [['Nom', 'Adresse'], ...picked.map((cells, i) => [`Personne ${i}`, `${cells[at('numero')]} ${cells[at('nom_voie')]}`])];
}

test('rows a minute by keyboard: each key settles one address and goes on to the next', async (t) => {
  const { page, close } = await open_lists(stage);
  await choose(page, csv_file(doubtful_rows(300)));
  await search(page);
  const open = async () => Number(/, (?:(\d+) attend|aucune)/.exec(plain(await page.innerText('#relecture-resume')))[1] ?? 0);
  const waiting = await open();
  assert.ok(waiting > kPressed, `${waiting} wait for a choice`);
  await page.locator('.group').first().focus();
  const began = performance.now();
  for (let pressed = 1; pressed <= kPressed; pressed++) {
    await page.keyboard.press('1');
    await page.waitForFunction((left) => document.getElementById('relecture-resume').textContent.includes(`, ${left} attend`)
      && document.activeElement.matches('.group[data-asks]:not([data-chosen])'), waiting - pressed);
  }
  const minutes = (performance.now() - began) / 60000;
  assert.equal(await open(), waiting - kPressed);
  t.diagnostic(`${Math.round(kPressed / minutes)} addresses a minute, one key each, without the time to read them: of 20 a minute, ${(3 - (minutes * 60) / kPressed).toFixed(2)} s of 3 are left for that`);
  await close();
});

// Calls of the page to the worker that has the file: `held` of them wait for `release`.
const hold_calls = (page) => page.addInitScript(() => {
  const post = Worker.prototype.postMessage;
  const waiting = [];
  globalThis.held = new Set();
  globalThis.release = () => {
    globalThis.held.clear();
    for (const [worker, message, transfer] of waiting.splice(0)) post.call(worker, message, transfer);
  };
  Worker.prototype.postMessage = function (message, transfer) {
    if (globalThis.held.has(message.name)) waiting.push([this, message, transfer]);
    else post.call(this, message, transfer);
  };
});

test('keys that follow fast: each settles the group in focus, none the one before it, whatever is still counted', async () => {
  const { page, close } = await open_lists(stage, { init: hold_calls });
  await choose(page, csv_file(doubtful_rows(40)));
  await search(page);
  const hold = (...names) => page.evaluate((all) => all.forEach((name) => globalThis.held.add(name)), names);
  const focused = (place) => page.waitForFunction((wanted) => document.activeElement.dataset.place === wanted, String(place));
  const chosen = () => page.$$eval('.group', (groups) => groups.slice(0, 5).map((group) =>
    group.querySelector('[aria-pressed="true"] kbd')?.textContent ?? '-').join(''));
  await page.locator('.group').first().focus();

  // Totals that take their time hold nothing up.
  await hold('totals', 'summary');
  await page.keyboard.press('1');
  await focused(1);
  await page.keyboard.press('2');
  await focused(2);
  assert.equal(await chosen(), '12---');

  // While a choice is under way, another digit for its group is none for it nor for the next.
  await hold('choose');
  for (const key of ['1', '2', '0']) await page.keyboard.press(key);
  await page.evaluate(() => globalThis.release());
  await focused(3);
  assert.equal(await chosen(), '121--');

  // Behind an arrow, a digit is for the group that the arrow goes to; a correction for its own.
  await page.locator('.group').nth(1).focus();
  await hold('choose');
  for (const key of ['0', 'Backspace', 'ArrowUp', '2']) await page.keyboard.press(key);
  await page.evaluate(() => globalThis.release());
  await page.waitForFunction(() => document.querySelector('.group [aria-pressed="true"] kbd').textContent === '2');
  await focused(1);
  assert.equal(await chosen(), '2-1--');

  // A French keyboard's top row, without Shift.
  const press = (init) => page.evaluate((of) => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...of })), init);
  await press({ code: 'Digit1', key: '&' });
  await focused(3);
  await press({ code: 'Digit0', key: 'à' });
  await focused(4);
  assert.equal(await chosen(), '2110-');
  await close();
});
