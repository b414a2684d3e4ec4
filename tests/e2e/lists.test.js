// SPDX-License-Identifier: EUPL-1.2
//
// The staff's path: a list in, the same list out, and nothing but addresses on the network.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { choose, csv_file, download, kMarkers, kRows, open_lists, plain, read_csv, search, start_recorder } from './lists_support.js';
import { serve_embedded_data } from './support.js';

const stage = serve_embedded_data();

// Of all that went to the network: no column but the addresses', no name of the file.
function assert_only_addresses({ sent }) {
  for (const { target, headers, body, method } of sent) {
    assert.doesNotMatch(`${target}\n${headers}\n${body}`, kMarkers);
    assert.doesNotMatch(`${target}\n${headers}`, /liste\.|[Dd]escartes/);
    if (method === 'GET') assert.equal(body, '');
  }
  for (const { body } of sent.filter(({ target }) => target.startsWith('/v1/batch'))) {
    for (const item of JSON.parse(body)) {
      assert.deepEqual(Object.keys(item).filter((key) => !['id', 'q', 'postcode', 'city', 'citycode'].includes(key)), []);
    }
  }
}

test('CSV: the columns are recognised, only addresses leave, every row comes back', async () => {
  const recorder = await start_recorder(stage.service);
  const { page, close } = await open_lists(stage, { url: recorder.url });
  await choose(page, csv_file(kRows));
  const roles = await page.$$eval('#liste-colonnes select', (selects) => selects.map((select) => select.value));
  assert.deepEqual(roles, ['', '', '', 'adresse', 'code_postal', 'commune', '']);
  assert.match(plain(await page.innerText('#exemples')), /Ligne 2 : 6 rue Descartes · 62300 · Lens/);
  await search(page);
  const { bytes, name } = await download(page, '#telecharger-csv');
  assert.equal(name, 'liste-qpv.csv');
  const rows = read_csv(bytes);
  assert.equal(rows.length, kRows.length);
  const own = kRows.map((cells) => cells.map((text) => (text === '=1+1' ? "'=1+1" : text)));
  assert.deepEqual(rows.filter((cells) => cells.length > 1).map((cells) => cells.slice(0, 7)), own.filter((cells) => cells[0] !== ''));
  const answers = rows.map((cells) => cells[7] ?? '');
  assert.deepEqual(answers, ['qpv', 'oui', 'non', 'introuvable', '', 'oui', 'à vérifier', 'à vérifier']);
  assert.match(plain(await page.innerText('#etat-telechargement')), /8 lignes.*1 cellules commençaient comme une formule/);

  assert.ok(recorder.batches().length > 0);
  assert_only_addresses(recorder);
  await close();
  await recorder.stop();
});
