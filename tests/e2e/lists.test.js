// SPDX-License-Identifier: EUPL-1.2
//
// The staff's path: a list in, the same list out, and nothing but addresses on the network.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { choose, csv_file, csv_text, download, kMarkers, kRows, open_lists, plain, read_csv, search, start_recorder } from './lists_support.js';
import { kSource, open_page, serve_embedded_data, start_proxy } from './support.js';
import { open_file } from '../../service/web/listes/open_file.js';
import { letters_of } from '../../service/web/listes/xlsx_source.js';
import { deflate_texts, inflate_text, read_zip, write_zip } from '../../service/web/listes/zip.js';

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
  assert.deepEqual(rows.map((cells) => cells.slice(0, 7)), own);
  const answers = rows.map((cells) => cells[7] ?? '');
  assert.deepEqual(answers, ['qpv', 'oui', 'non', 'introuvable', '', 'oui', 'à vérifier', 'à vérifier']);
  assert.match(plain(await page.innerText('#etat-telechargement')), /8 lignes.*1 cellules commençaient comme une formule/);

  assert.ok(recorder.batches().length > 0);
  assert_only_addresses(recorder);
  await close();
  await recorder.stop();
});

// A workbook as the page itself writes one, with a second sheet and a formula.
async function workbook(rows, { types = '' } = {}) {
  const text = (value) => `<is><t xml:space="preserve">${value.replace(/[<&]/g, (c) => (c === '<' ? '&lt;' : '&amp;'))}</t></is>`;
  const cells = (row, y) => row.map((value, x) => (value === '' ? '' : `<c r="${letters_of(x)}${y}" t="inlineStr">${text(value)}</c>`)).join('');
  const sheet = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows.map((row, i) => `<row r="${i + 1}">${cells(row, i + 1)}</row>`).join('')}</sheetData></worksheet>`;
  const parts = {
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${types}</Types>`,
    'xl/workbook.xml': '<workbook xmlns:r="r"><sheets><sheet name="Suivi" sheetId="1" r:id="r1"/><sheet name="Autre" sheetId="2" state="hidden" r:id="r2"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': '<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/a.xml"/><Relationship Id="r2" Type="x/worksheet" Target="worksheets/b.xml"/></Relationships>',
    'xl/worksheets/a.xml': sheet,
    'xl/worksheets/b.xml': '<worksheet><sheetData><row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row></sheetData></worksheet>',
  };
  const blob = write_zip(null, new Map(), new Map(Object.entries(parts).map(([name, part]) => [name, deflate_texts([part])])), '');
  return { name: 'liste.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from(await blob.arrayBuffer()), parts };
}

test('XLSX: the workbook comes back as it was, with the columns behind', async () => {
  const recorder = await start_recorder(stage.service);
  const { page, close } = await open_lists(stage, { url: recorder.url });
  const file = await workbook(kRows.filter((cells) => cells[0] !== ''));
  await choose(page, { name: file.name, mimeType: file.mimeType, buffer: file.buffer });
  assert.deepEqual(await page.$$eval('#feuille option', (options) => options.map((option) => option.textContent)), ['Suivi', 'Autre (masquée)']);
  await search(page);
  const { bytes, name } = await download(page, '#telecharger-xlsx');
  assert.equal(name, 'liste-qpv.xlsx');
  const entries = read_zip(bytes);
  assert.deepEqual([...entries.keys()], Object.keys(file.parts));
  assert.equal(inflate_text(bytes, entries.get('xl/worksheets/b.xml')), file.parts['xl/worksheets/b.xml']);
  const source = await open_file(new Blob([bytes]), {});
  assert.equal(source.row_count, 7);
  assert.deepEqual(source.cells(3).slice(0, 3), kRows[3].slice(0, 3));
  assert.deepEqual(Array.from({ length: 7 }, (_, i) => source.cells(i)[7]), ['qpv', 'oui', 'non', 'introuvable', 'oui', 'à vérifier', 'à vérifier']);
  assert_only_addresses(recorder);
  await close();
  await recorder.stop();
});

test('a workbook with macros comes back under the name that Excel opens', async () => {
  const { page, close } = await open_lists(stage);
  const types = '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/>';
  const { buffer } = await workbook(kRows.slice(0, 2), { types });
  await choose(page, { name: 'suivi.2026.xlsm', mimeType: 'application/octet-stream', buffer });
  await search(page);
  assert.equal((await download(page, '#telecharger-xlsx')).name, 'suivi.2026-qpv.xlsm');
  assert.equal((await download(page, '#telecharger-csv')).name, 'suivi.2026-qpv.csv');
  await close();
});

test('an output given again has its columns replaced, not doubled', async () => {
  const { page, close } = await open_lists(stage);
  const answers = async (source) => Array.from({ length: source.row_count }, (_, i) => source.cells(i));
  const again = async (name, bytes, button) => {
    await choose(page, { name, mimeType: 'application/octet-stream', buffer: bytes });
    await page.waitForSelector('#resume-fichier:has-text("a déjà des réponses")');
    await search(page);
    return (await download(page, button)).bytes;
  };
  const book = await workbook(kRows.filter((cells) => cells[0] !== ''));
  await choose(page, { name: book.name, mimeType: book.mimeType, buffer: book.buffer });
  await search(page);
  const first = (await download(page, '#telecharger-xlsx')).bytes;
  const second = await again('liste-qpv.xlsx', first, '#telecharger-xlsx');
  const rows = await answers(await open_file(new Blob([first]), {}));
  assert.equal(rows[0].length, 18);
  assert.deepEqual(await answers(await open_file(new Blob([second]), {})), rows);
  await choose(page, csv_file(kRows));
  await page.waitForSelector('#resume-fichier:not(:has-text("a déjà des réponses"))');
  await search(page);
  const { bytes } = await download(page, '#telecharger-csv');
  assert.deepEqual(read_csv(await again('liste-qpv.csv', bytes, '#telecharger-csv')), read_csv(bytes));
  await close();
});

test('a column, the header and the encoding can be changed', async () => {
  const { page, close } = await open_lists(stage);
  const text = 'a;b\nMartin;6 rue Descartes à Lens\n';
  await choose(page, { name: 'x.csv', mimeType: 'text/csv', buffer: Buffer.from(text, 'latin1') });
  assert.equal(await page.inputValue('#encodage'), 'windows-1252');
  await page.selectOption('#encodage', 'utf-8');
  await page.waitForFunction(() => document.getElementById('encodage').value === 'utf-8');
  await page.selectOption('#en-tete', 'absent');
  await page.waitForSelector('#liste-colonnes th:has-text("colonne 2")');
  await page.selectOption('#liste-colonnes tr:nth-child(2) select', '');
  await page.waitForSelector('#lancer:disabled');
  await page.waitForSelector('#demande-impossible');
  await page.selectOption('#liste-colonnes tr:nth-child(2) select', 'adresse');
  await page.waitForSelector('#exemples:has-text("Ligne 2 : 6 rue Descartes à Lens")');
  await page.waitForSelector('#lancer:enabled');
  await page.selectOption('#separateur', ',');
  await page.waitForFunction(() => document.querySelectorAll('#liste-colonnes tr').length === 1);
  await close();
});

test('a choice settles its rows; the review file gives it back to another list', async () => {
  const { page, close } = await open_lists(stage);
  await choose(page, csv_file(kRows));
  await search(page);
  assert.match(plain(await page.innerText('#relecture-resume')), /3 adresses différentes à vérifier, 2 attendent un choix/);
  await page.click('.group:has-text("6 rue Descartes") button:has-text("62300 Lens")');
  await page.waitForSelector('.counts div[data-answer="oui"] dd:text-is("3")');
  const { bytes, name } = await download(page, '#telecharger-relecture');
  assert.equal(name, 'liste-qpv.relecture.csv');
  assert.doesNotMatch(bytes.toString('utf8'), kMarkers);
  const again = [kRows[0], ['Autre', '', '', '6, RUE DESCARTES', '', '', '']];
  await page.click('#colonnes summary:has-text("relecture")');
  await choose(page, csv_file(again, 'an-prochain.csv'));
  await page.setInputFiles('#choix-relecture', { name, mimeType: 'text/csv', buffer: bytes });
  await page.waitForSelector('#etat-relecture:has-text("1 choix")');
  await search(page);
  assert.match(await page.innerText('.counts div[data-answer="oui"]'), /1/);
  // A choice that is taken back is so in the next search as well, and one by hand is still there.
  await page.click('.group button[aria-pressed="true"]');
  await page.waitForSelector('.group:not([data-chosen])');
  await search(page);
  assert.equal(await page.locator('.group[data-chosen]').count(), 0);
  await page.click('.group button:has-text("62300 Lens")');
  await page.waitForSelector('.group[data-chosen]');
  await search(page);
  assert.equal(await page.locator('.group[data-chosen]').count(), 1);
  assert.match(await page.innerText('.counts div[data-answer="oui"]'), /1/);
  await close();
});

test('a file is dropped; a day that the data do not know is refused in a sentence', async () => {
  const { page, close } = await open_lists(stage);
  const transfer = await page.evaluateHandle((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], 'déposé.csv', { type: 'text/csv' }));
    return data;
  }, csv_file(kRows).buffer.toString('utf8'));
  await page.dispatchEvent('#depot', 'drop', { dataTransfer: transfer });
  await page.waitForSelector('#colonnes:not([hidden])');
  await page.fill('#jour', '1999-01-01');
  await page.click('#lancer');
  await page.waitForSelector('#erreur:not([hidden])');
  assert.match(plain(await page.innerText('#erreur')), /1999-01-01/);
  await page.fill('#jour', '');
  await search(page);
  await close();
});

test('of two files in quick succession, the last is shown, searched and given back', async () => {
  const { page, close } = await open_lists(stage);
  await page.evaluate((small) => {
    const drop = (text, name) => {
      const data = new DataTransfer();
      data.items.add(new File([text], name, { type: 'text/csv' }));
      document.getElementById('depot').dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    };
    drop(`personne;adresse\n${'Martin;6 rue Descartes Lens\n'.repeat(400000)}`, 'grande.csv');
    drop('a;"b', 'abîmée.csv');
    drop(small, 'petite.csv');
  }, csv_text(kRows));
  await page.waitForSelector('#etat-fichier:has-text("petite.csv » est lu")');
  await search(page);
  const { bytes, name } = await download(page, '#telecharger-csv');
  assert.deepEqual([name, read_csv(bytes).length], ['petite-qpv.csv', kRows.length]);
  assert.match(plain(await page.innerText('#resume-fichier')), /^7 lignes, 7 colonnes/);
  assert.equal(await page.isVisible('#erreur'), false);
  await close();
});

test('the same file can be chosen again, and none while a search runs', async () => {
  const recorder = await start_recorder(stage.service);
  const { page, close } = await open_lists(stage, { url: recorder.url });
  const pick = async () => {
    const chooser = page.waitForEvent('filechooser');
    await page.click('#choix-fichier');
    const opened = await chooser;
    assert.equal(await page.inputValue('#choix-fichier'), '', 'a file that is named there and chosen again changes nothing');
    await opened.setFiles(csv_file(kRows));
    await page.waitForSelector('#etat-fichier:has-text("est lu")');
  };
  await pick();
  await pick();
  await page.waitForFunction(() => document.activeElement.id === 'colonnes');
  recorder.answer = (request) => request.url.startsWith('/v1/batch'); // which never comes
  await page.click('#lancer');
  await page.waitForSelector('#annuler:not([hidden])');
  const disabled = () => page.$$eval('#choix-fichier, #lecture select', (controls) => controls.map((control) => control.disabled));
  assert.deepEqual(await disabled(), [true, true, true, true]);
  const transfer = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File(['a;b'], 'autre.csv'));
    return data;
  });
  await page.dispatchEvent('#depot', 'drop', { dataTransfer: transfer });
  await page.waitForSelector('#etat-fichier:has-text("annulez-la")');
  await page.click('#annuler');
  await page.waitForSelector('#etat-envoi:has-text("annulée")');
  assert.deepEqual(await disabled(), [false, false, false, false]);
  await close();
  await recorder.stop();
});

test('a column of days leaves only when a person chooses it; the legend tells the day that was asked', async () => {
  const recorder = await start_recorder(stage.service);
  const { page, close } = await open_lists(stage, { url: recorder.url });
  await choose(page, csv_file([['Nom', 'Adresse', 'Commune', "Date d'entrée"], ['Martin', '6 rue Descartes', 'Lens', '01/02/1990'], ['Dubois', '5 rue Descartes', 'Lens', '07/08/2025']]));
  await page.waitForSelector('#jour-propre:has-text("« Date d\'entrée » n’est pas envoyée")');
  await page.fill('#jour', '2024-03-05');
  await search(page);
  assert.ok(recorder.batches().length > 0 && recorder.batches().every(({ target }) => target.includes('date=2024-03-05')));
  assert_only_addresses(recorder);
  assert.ok(recorder.sent.every(({ body }) => !/2025|08.07|07.08/.test(body)));
  await page.fill('#jour', '2022-01-01');
  const legend = async () => {
    const book = await open_file(new Blob([(await download(page, '#telecharger-xlsx')).bytes]), { sheet: 1 });
    const rows = Array.from({ length: book.row_count }, (_, i) => book.cells(i));
    return ['Données', 'Jour des périmètres'].map((name) => rows.find(([first]) => first === name)[1]);
  };
  const id = (await (await fetch(new URL('v1/about', stage.service.url))).json()).dataset.id;
  const [data, day] = await legend();
  assert.ok(data.endsWith(` — données transcrites ou partielles, indicatives. Version ${id}.`), data);
  assert.equal(day, '05/03/2024');

  await page.selectOption('#liste-colonnes tr:nth-child(4) select', 'date');
  await page.waitForSelector('#jour-propre', { state: 'hidden' });
  await page.fill('#jour', '');
  await search(page);
  assert.match(recorder.batches().at(-1).body, /"date":"2025-08-07"/);
  assert.match((await legend())[1], /^\d\d\/\d\d\/\d{4}, et le jour de la personne/);
  await close();
  await recorder.stop();
});

test('a header further down, in a workbook with gaps', async () => {
  const { page, close } = await open_lists(stage);
  const file = await workbook([['Suivi des bénéficiaires 2026'], [''], ...kRows.filter((cells) => cells[0] !== '')]);
  await choose(page, { name: file.name, mimeType: file.mimeType, buffer: file.buffer });
  await page.selectOption('#en-tete', '3');
  await page.waitForSelector('#liste-colonnes th:has-text("Adresse")');
  await search(page);
  const { bytes } = await download(page, '#telecharger-xlsx');
  const source = await open_file(new Blob([bytes]), {});
  assert.deepEqual([0, 1, 2, 3].map((i) => source.cells(i)[7] ?? ''), ['', '', 'qpv', 'oui']);
  await close();
});

test('without a script, the page says why it needs one and what else there is', async () => {
  const { page, close } = await open_page(stage.browser, new URL('listes', stage.service.url).href, { javaScriptEnabled: false });
  const text = await page.innerText('main');
  for (const part of ['a besoin de JavaScript', 'qpv-batch', 'le formulaire']) assert.ok(text.includes(part), part);
  assert.equal(await page.isVisible('#choix-fichier'), false);
  await close();
});

test('below a proxy’s path', async () => {
  const proxy = await start_proxy(stage.service.address, '/qpv');
  const { page, close } = await open_lists(stage, { url: proxy.url });
  await choose(page, csv_file(kRows));
  await search(page);
  assert.match(await page.innerText('.counts div[data-answer="oui"]'), /2/);
  await close();
  await proxy.stop();
});

// More rows, so that there is something to count: the demonstration's addresses, and a few to check.
function picture_rows() {
  const lines = readFileSync(path.join(kSource, 'data/demo/adresses.csv'), 'utf8').trim().split('\n');
  const at = (name) => lines[0].split(';').indexOf(name);
  const rows = [['Nom', 'Né(e) le', 'Adresse', 'CP', 'Ville', 'Dispositif']];
  for (let i = 1; i < lines.length; i += 17) {
    const cells = lines[i].split(';');
    const street = i % 5 === 0 ? cells[at('nom_voie')].replace(/e/, '') : cells[at('nom_voie')];
    const town = rows.length % 60 === 0 ? ['', ''] : [cells[at('code_postal')], cells[at('nom_commune')]];
    rows.push([`Personne ${i}`, '01/02/1990', `${cells[at('numero')]} ${street}`, ...town, ['Emploi', 'Logement', 'Petite enfance'][i % 3]]);
  }
  return rows;
}

test('the pictures for the guide', { skip: process.env.QPV_PICTURES !== '1' }, async () => {
  const { page, close } = await open_lists(stage, { viewport: { width: 1100, height: 800 } });
  const picture = async (id, name) => {
    await page.evaluate(() => document.activeElement.blur());
    await page.locator(id).screenshot({ path: path.join(kSource, `docs/pictures/listes-${name}.png`) });
  };
  await choose(page, csv_file(picture_rows(), 'beneficiaires.csv'));
  await picture('#fichier', 'fichier');
  await picture('#colonnes', 'colonnes');
  await search(page, 120000);
  await picture('#resultat', 'resultat');
  await page.locator('.group').first().press('1');
  await page.waitForSelector('.group[data-place="0"][data-chosen]');
  await page.evaluate(() => [...document.querySelectorAll('.group')].slice(4).forEach((group) => group.remove()));
  await picture('#relecture', 'a-verifier');
  await picture('#plan-totaux', 'totaux');
  await close();
});
