// SPDX-License-Identifier: EUPL-1.2
//
// Files that cannot be read: each gets a sentence that says why, and where.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open_file } from '../../service/web/listes/open_file.js';
import { csv_line, is_formula } from '../../service/web/listes/csv_writer.js';
import { deflate_texts, write_zip } from '../../service/web/listes/zip.js';
import { blob } from './support.js';

async function refusal(...parts) {
  const error = await open_file(blob(...parts), {}).then(() => null, (found) => found);
  assert.equal(error?.name, 'Refusal', String(error?.stack));
  return error.message.replace(/[\u00A0\u202F]/g, ' ');
}

// A file of a gibibyte that nobody holds: its beginning, then one byte over and over.
const large = (begin, byte) => ({
  size: 1 << 30,
  slice: (from, to) => blob(from === 0 ? begin : '', new Uint8Array(to - from - (from === 0 ? begin.length : 0)).fill(byte)),
});

test('an empty file', async () => assert.match(await refusal(''), /vide/));

test('a quote that nothing closes: its line and column', async () => {
  assert.match(await refusal('a;b\n1;2\n3;"x\ny\n'), /guillemet ouvert à la ligne 3, colonne 2/);
});

test('one line without end: its line and column, without reading all of it', async () => {
  const piece = new Uint8Array(1 << 20).fill(0x61);
  assert.match(await refusal('a;b\n1;', ...Array(3).fill(piece)), /La ligne 2 dépasse 1024 Kio à la colonne 2/);
  const error = await open_file(large('a;b\n1;2;', 0x61), {}).catch((found) => found);
  assert.match(error.message.replace(/\u00A0/g, ' '), /La ligne 2 dépasse 1024 Kio à la colonne 3/);
});

test('a file that is too large says so, and what else there is', async () => {
  const error = await open_file(large('a;b\n', 0x0A), {}).catch((found) => found);
  assert.match(error.message.replace(/[\u00A0\u202F]/g, ' '), /1 024 Mio/);
  assert.match(error.message, /qpv-batch/);
});

test('half a character at the end of UTF-16', async () => {
  assert.match(await refusal(new Uint8Array([0xFF, 0xFE, 0x61, 0, 0x62, 0, 0x63])), /au milieu d’un caractère/);
});

const compound = (name) => {
  const bytes = new Uint8Array(4096);
  bytes.set([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
  [...name].forEach((c, i) => { bytes[1024 + 2 * i] = c.charCodeAt(0); });
  return bytes;
};

test('a password, an old workbook, a PDF', async () => {
  assert.match(await refusal(compound('EncryptedPackage')), /mot de passe/);
  assert.match(await refusal(compound('Workbook')), /\.xls\)/);
  assert.match(await refusal('%PDF-1.7\n'), /PDF/);
});

const zip = async (parts) => new Uint8Array(await write_zip(null, new Map(),
  new Map(Object.entries(parts).map(([name, text]) => [name, deflate_texts([text])])), '').arrayBuffer());

test('a zip that is cut off, one that is no workbook', async () => {
  const whole = await zip({ 'xl/workbook.xml': '<workbook/>', 'a.txt': 'x'.repeat(5000) });
  assert.match(await refusal(whole.subarray(0, whole.length - 40)), /incomplet ou abîmé/);
  assert.match(await refusal(await zip({ 'a.txt': 'x' })), /pas un classeur/);
});

const kRels = '<Relationships><Relationship Id="r1" Type="x/worksheet" Target="s.xml"/></Relationships>';
const kBook = '<workbook xmlns:r="x"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>';

test('a zip bomb is not unpacked', async () => {
  const bomb = await zip({ 'xl/workbook.xml': kBook, 'xl/_rels/workbook.xml.rels': kRels, 'xl/s.xml': ' '.repeat(100e6) });
  const began = performance.now();
  assert.match(await refusal(bomb), /s\.xml » du classeur dépasse .* une fois décompressée/);
  assert.ok(performance.now() - began < 20000);
});

test('document types and entities are not read', async () => {
  const text = '<!DOCTYPE a [<!ENTITY b "c">]><worksheet><sheetData/></worksheet>';
  assert.match(await refusal(await zip({ 'xl/workbook.xml': kBook, 'xl/_rels/workbook.xml.rels': kRels, 'xl/s.xml': text })), /d’une façon que cette page ne lit pas/);
});

test('what a spreadsheet would take for a formula is neutralised, and nothing else', () => {
  for (const text of ['=1+1', '@SUM(A1)', '\tx', '\rx', '+A1', '-cmd|x', '+(1)']) assert.ok(is_formula(text), text);
  for (const text of ['+33 3 21', '-12', '-', '+', '- x', '', '12', 'rue -', 'a=b']) assert.ok(!is_formula(text), text);
  assert.deepEqual(csv_line(['=1', 'a;b', 'c"d', 'e\nf']), { line: '\'=1;"a;b";"c""d";"e\nf"\r\n', neutralised: 1 });
});
