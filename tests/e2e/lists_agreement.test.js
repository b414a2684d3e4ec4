// SPDX-License-Identifier: EUPL-1.2
//
// The same list by the page, by qpv-batch and by the API: the same answer in every cell.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { choose, download, open_lists, read_csv, search } from './lists_support.js';
import { kSource, serve_embedded_data } from './support.js';

const stage = serve_embedded_data();
const kTool = process.env.QPV_BATCH ?? path.join(process.env.QPV_BIN, 'qpv-batch');

const kHeader = ['Nom', 'Adresse', 'Code postal', 'Commune', 'INSEE', 'Longitude', 'Latitude', "Date d'entrée"];

// Addresses of the demonstration as they are and with what people do to them.
function made_rows() {
  const [header, ...lines] = readFileSync(path.join(kSource, 'data/demo/adresses.csv'), 'utf8').trim().split('\n');
  const at = (name) => header.split(';').indexOf(name);
  const rows = [];
  for (let i = 0; i < lines.length; i += 9) {
    const cells = lines[i].split(';');
    const [number, street, postcode, city, insee] = ['numero', 'nom_voie', 'code_postal', 'nom_commune', 'code_insee'].map((name) => cells[at(name)]);
    const [lon, lat] = [cells[at('lon')], cells[at('lat')]];
    const whole = [`N${i}`, `${number}${cells[at('rep')]} ${street}`, postcode, city, insee, lon, lat, ''];
    const changes = [
      () => whole,
      () => [`N${i}`, whole[1].toUpperCase(), '', city.toUpperCase(), '', '', '', ''],
      () => [`N${i}`, whole[1].replace(/e/, ''), postcode, '', '', '', '', ''],
      () => [`N${i}`, street, postcode, city, '', '', '', ''],
      () => [`N${i}`, `9999 ${street}`, '', city, '', '', '', '12/05/2024'],
      () => [`N${i}`, whole[1], '', '', '62001', '', '', ''],
      () => [`N${i}`, '', '', '', '', lon.replace('.', ','), lat.replace('.', ','), ''],
      () => [`N${i}`, whole[1], postcode, city, '', '', '', 'hier'],
      () => [`N${i}`, whole[1], '', '', '', '', '', '01/06/1999'],
      () => ['', '', '', '', '', '', '', ''],
      () => [`N${i}`, '', '', '', '', '', '', ''],
      () => [`N${i}`, `\u00A0${whole[1]}, bât. B `, '1000', city, '', '', '', ''],
      () => [`N${i}`, `${number} rue inexistante ${i}`, postcode, city, insee, '', '', ''],
      () => [`N${i}`, '', '', city, '', '', '', ''],
    ];
    rows.push(changes[rows.length % changes.length]());
  }
  return rows;
}

function by_tool(home, file, ...options) {
  const out = path.join(home, `tool-${options.length}.csv`);
  execFileSync(kTool, ['--dataset', stage.service.dataset, file, '-o', out, ...options], { stdio: 'pipe' });
  return read_csv(readFileSync(out));
}

test('page, tool and API say the same of 1,300 rows of every kind, cell for cell', async (t) => {
  const home = mkdtempSync(path.join(tmpdir(), 'qpv-agreement-'));
  const file = path.join(home, 'liste.csv');
  const rows = [kHeader, ...made_rows()];
  writeFileSync(file, `\uFEFF${rows.map((cells) => cells.map((text) => (text.includes('"') ? `"${text}"` : text)).join(';')).join('\r\n')}\r\n`);
  const review = path.join(home, 'relecture.csv');
  const tool = by_tool(home, file, '--review', review);

  const { page, close } = await open_lists(stage);
  await choose(page, file);
  await search(page, 120000);
  const own = read_csv((await download(page, '#telecharger-csv')).bytes);
  assert.equal(own.length, rows.length);
  const counts = {};
  rows.forEach((cells, i) => {
    if (cells.every((text) => text === '')) return;
    assert.deepEqual(own[i].slice(kHeader.length), tool[i].slice(kHeader.length), `row ${i + 1}: ${cells.join(';')}`);
    counts[own[i][kHeader.length]] = (counts[own[i][kHeader.length]] ?? 0) + 1;
  });
  t.diagnostic(JSON.stringify(counts));
  for (const word of ['oui', 'non', 'à vérifier', 'introuvable']) assert.ok(counts[word] > 5, word);

  // The API alone, in its own words.
  const words = { inside: 'oui', outside: 'non', uncertain: 'à vérifier', not_found: 'introuvable' };
  const plain = rows.map((cells, i) => [cells, i]).filter(([cells, i]) => i > 0 && cells[1] && !cells[4] && !cells[7] && cells[2] !== '1000');
  for (let from = 0; from < plain.length; from += 1000) {
    const items = plain.slice(from, from + 1000).map(([cells, id]) => ({ id, q: cells[1].trim(), postcode: cells[2], city: cells[3] }));
    const response = await fetch(new URL('v1/batch', stage.service.url), { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(items) });
    for (const { id, body } of await response.json()) {
      const said = own[id].slice(kHeader.length);
      assert.deepEqual([said[0], said[1], said[9]], [words[body.answer], body.perimeters.map(({ code }) => code).join('|'), body.address?.label ?? ''], `row ${id + 1}`);
    }
  }

  // The review file: the same groups, rows and candidates.
  const page_review = read_csv((await download(page, '#telecharger-relecture')).bytes);
  const tool_review = read_csv(readFileSync(review));
  assert.deepEqual(page_review.map(([group, lines]) => [group, lines]), tool_review.map(([group, lines]) => [group, lines]));
  // Of an address that is not found the API names nothing that could be chosen.
  const told = (cells) => (cells[4] === '' ? cells.slice(0, 7) : cells);
  page_review.forEach((cells, i) => assert.deepEqual(told(cells), told(tool_review[i])));
  await close();
  rmSync(home, { recursive: true });
});
