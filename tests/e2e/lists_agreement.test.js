// SPDX-License-Identifier: EUPL-1.2
//
// The same list by the page, by qpv-batch and by the API: the same answer in every cell.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { choose, csv_text, download, open_lists, read_csv, search } from './lists_support.js';
import { kSource, serve_embedded_data, start_service } from './support.js';
import { open_file } from '../../service/web/listes/open_file.js';

const stage = serve_embedded_data();
const kTool = process.env.QPV_BATCH ?? path.join(process.env.QPV_BIN, 'qpv-batch');

const kMakeBan = path.join(process.env.QPV_TEST_DATA ?? path.join(kSource, '../shared/data'), '../tools/make_ban.py');

const kHeader = ['Nom', 'Adresse', 'Code postal', 'Commune', 'INSEE', 'Longitude', 'Latitude', "Date d'entrée", 'Numéro', 'Voie'];

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
      () => [`N${i}`, '', postcode, city, '', '', '', '', `${number}${cells[at('rep')]}`, street],
      () => [`N${i}`, '', postcode, city, '', '', '', '', number, `${number} ${street}`], // the number twice
      () => [`N${i}`, '', '', city, '', '', '', '', number, `${number}7 ${street}`], // another one
    ];
    const made = changes[rows.length % changes.length]();
    rows.push([...made, '', ''].slice(0, kHeader.length));
  }
  return rows;
}

function by_tool(home, file, ...options) {
  const out = path.join(home, `tool-${options.length}.csv`);
  execFileSync(kTool, ['--dataset', stage.service.dataset, file, '-o', out, ...options], { stdio: 'pipe' });
  return read_csv(readFileSync(out));
}

// By answer, doubt, quartier and commune, each as [name, counts…], words for those that are not shown.
function tool_totals(file) {
  const unescaped = (text) => text.replace(/&(lt|gt|quot|amp);/g, (_, name) => ({ lt: '<', gt: '>', quot: '"', amp: '&' })[name]);
  const lines = (part) => [...part.matchAll(/<tr><th scope="row">([^<]*)<\/th>(.*?)<\/tr>/gs)].map(([, name, cells]) =>
    [name, ...[...cells.matchAll(/<td[^>]*>([^<]*)<\/td>/g)].map(([, text]) => text)].map((text) => unescaped(text).replace(/\u00A0/g, '')));
  const [, answers, quartiers, communes] = readFileSync(file, 'utf8').split('<h2>').map(lines);
  const doubts = answers.filter(([name]) => name.startsWith('– dont ')).map(([name, count]) => [name.slice(7), count]);
  return {
    answers: answers.filter(([name]) => !name.startsWith('–')).map(([, count]) => count),
    doubts: doubts.sort(),
    quartiers: quartiers.filter(([name]) => name !== 'Ensemble des oui').sort(),
    communes: communes.sort(),
  };
}

// The workbook's summary, and the page's own table of communes.
async function page_totals(page) {
  const book = await open_file(new Blob([(await download(page, '#telecharger-xlsx')).bytes]), { sheet: 2 });
  const parts = [[]];
  for (let i = 0; i < book.row_count; i++) {
    const cells = book.cells(i);
    if (cells.length === 0) parts.push([]);
    else parts.at(-1).push(cells);
  }
  const [answers, doubts, quartiers, communes] = parts.map(([, ...lines]) => lines);
  for (const [by, width] of [['quartier', 2], ['commune', 6]]) {
    await page.selectOption('#totaux-par', by);
    await page.waitForFunction((columns) => document.querySelectorAll('#table-totaux thead th').length === columns, width);
  }
  const shown = await page.$$eval('#table-totaux tbody tr, #table-totaux tfoot tr', (rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent)));
  const all = answers.map(([, count]) => count);
  const table = [...communes, ['Ensemble', ...all]].sort();
  assert.deepEqual(shown.map((cells) => cells.map((text, k) => (k > 0 ? text.replace(/[\u00A0\u202F]/g, '') : text))).sort(), table);
  return {
    answers: all,
    doubts: doubts.sort(),
    quartiers: quartiers.map(([name, count, codes]) => [name, codes, count]).sort(),
    communes: table,
  };
}

// The tool takes that column by its name, the page when a person chooses it.
const kOwnDay = ['--date-column', "Date d'entrée"];
const choose_day = (page) => page.selectOption(`#liste-colonnes tr:nth-child(${kHeader.indexOf("Date d'entrée") + 1}) select`, 'date');

test('page, tool and API say the same of 1,300 rows of every kind, cell for cell', async (t) => {
  const home = mkdtempSync(path.join(tmpdir(), 'qpv-agreement-'));
  const file = path.join(home, 'liste.csv');
  const rows = [kHeader, ...made_rows()];
  writeFileSync(file, `\uFEFF${rows.map((cells) => cells.map((text) => (text.includes('"') ? `"${text}"` : text)).join(';')).join('\r\n')}\r\n`);
  const review = path.join(home, 'relecture.csv');
  const summary = path.join(home, 'bilan.html');
  const tool = by_tool(home, file, ...kOwnDay, '--review', review, '--summary', summary);

  const { page, close } = await open_lists(stage);
  await choose(page, file);
  await choose_day(page);
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
  assert.deepEqual(page_review, tool_review);
  assert.ok(tool_review.some((cells) => cells[4] === ''), 'rows that are not found are among them');
  assert.deepEqual(await page_totals(page), tool_totals(summary));

  // The same choices: each group's first candidate, or none of them.
  const [header, ...groups] = tool_review;
  const chosen = groups.map((cells, i) => cells.map((text, k) => (header[k] !== 'choix' ? text : i % 5 && cells[k + 1] ? '1' : '0')));
  writeFileSync(review, csv_text([header, ...chosen]));
  const settled = by_tool(home, file, ...kOwnDay, '--apply-review', review, '--summary', summary, '--quiet');
  await page.click('#colonnes summary:has-text("relecture")');
  await page.setInputFiles('#choix-relecture', review);
  await page.waitForSelector(`#etat-relecture:has-text("choix sont repris")`);
  const by_page = read_csv((await download(page, '#telecharger-csv')).bytes);
  const changed = by_page.filter((cells, i) => cells[kHeader.length] !== own[i][kHeader.length]).length;
  t.diagnostic(`${chosen.length} choices change the answer of ${changed} rows`);
  assert.ok(changed > 30);
  by_page.forEach((cells, i) => assert.deepEqual(cells.slice(kHeader.length), settled[i].slice(kHeader.length), `row ${i + 1}: ${rows[i].join(';')}`));
  assert.deepEqual(await page_totals(page), tool_totals(summary));

  await close();

  // What the tool gave, given to a page without choices: no column is added, and no answer is another.
  const again = await open_lists(stage);
  await choose(again.page, path.join(home, 'tool-6.csv'));
  await again.page.waitForSelector('#resume-fichier:has-text("a déjà des réponses")');
  await choose_day(again.page);
  await search(again.page, 120000);
  assert.deepEqual(read_csv((await download(again.page, '#telecharger-csv')).bytes), tool);
  await again.close();
  rmSync(home, { recursive: true });
});

test('page and tool give the same file where columns of an earlier answer stand apart, and where “qpv” is the list’s own', async () => {
  const home = mkdtempSync(path.join(tmpdir(), 'qpv-agreement-'));
  const places = ['6 rue Descartes 62300 Lens', '5 boulevard Descartes 62153 Ablain-Saint-Nazaire', ''];
  const lists = {
    apart: [['qpv', 'Commentaire', 'qpv_code', 'qpv_quartier', 'Adresse', 'qpv_score'], ...places.map((text, i) => ['oui', `c${i}`, 'QN0', 'Ailleurs', text, '0.5'])],
    own: [['Nom', 'Adresse', 'qpv'], ...places.map((text, i) => [`N${i}`, text, `vu le ${i}`])],
  };
  const { page, close } = await open_lists(stage);
  for (const [name, rows] of Object.entries(lists)) {
    const file = path.join(home, `${name}.csv`);
    writeFileSync(file, csv_text(rows));
    const tool = by_tool(home, file);
    await page.setInputFiles('#choix-fichier', file);
    await page.waitForSelector(`#etat-fichier:has-text("${name}.csv » est lu")`);
    await search(page);
    assert.deepEqual(read_csv((await download(page, '#telecharger-csv')).bytes), tool, name);
    assert.deepEqual([tool[0].length, tool[1][name === 'own' ? 3 : 0]], [name === 'own' ? 14 : 6, 'oui']);
  }
  await close();
  rmSync(home, { recursive: true });
});

// The list of made_lists_test.py, which holds qpv-batch to at most 1 % of rows left: the page leaves the same ones.
test('of a made staff list, page and tool leave the same rows to check', { skip: !existsSync(kMakeBan) && `no ${kMakeBan}` }, async (t) => {
  const home = mkdtempSync(path.join(tmpdir(), 'qpv-agreement-'));
  execFileSync('python3', ['-B', kMakeBan, home, '--area', 'call', '--addresses', '60000', '--queries', '5000', '--seed', '1', '--positions', 'mixed'], { stdio: 'pipe' });
  const service = await start_service({ addresses: ['--addresses', path.join(home, 'adresses.csv'), '--fictitious'] });
  const file = path.join(home, 'batch.csv');
  const out = path.join(home, 'tool.csv');
  execFileSync(kTool, ['--dataset', service.dataset, file, '-o', out, '--quiet'], { stdio: 'pipe' });
  const tool = await open_file(new Blob([readFileSync(out)]), {});
  const { page, close } = await open_lists(stage, { url: service.url });
  await choose(page, file);
  await search(page, 120000);
  const own = read_csv((await download(page, '#telecharger-csv')).bytes);
  assert.equal(own.length, 5001);
  const left = own.filter((cells, i) => {
    assert.deepEqual(cells, tool.cells(i), `row ${i + 1}`);
    return ['à vérifier', 'introuvable'].includes(cells[4]);
  });
  t.diagnostic(`${left.length} of 5,000 rows are left to check, near a boundary or not: ${await page.innerText('#relecture-resume')}`);
  await close();
  await service.stop();
  rmSync(home, { recursive: true });
});
