// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Job } from '../../service/web/listes/job.js';
import { find_earlier } from '../../service/web/listes/placement.js';
import { question_of } from '../../service/web/listes/question.js';
import { open_file } from '../../service/web/listes/open_file.js';
import { as_workbook } from '../../service/web/listes/workbook_output.js';
import { column_of, letters_of } from '../../service/web/listes/xlsx_source.js';
import { deflate_texts, inflate_text, read_zip, write_zip } from '../../service/web/listes/zip.js';
import { all_rows, answer, blob, table } from './support.js';

const kBook = '<?xml version="1.0"?><workbook xmlns:r="r"><workbookPr date1904="1"/><sheets><sheet name="Cachée" sheetId="2" state="hidden" r:id="r2"/><sheet name="Liste &amp; co" sheetId="1" r:id="r1"/></sheets></workbook>';
const kRels = '<Relationships><Relationship Id="r1" Type="x/worksheet" Target="/xl/worksheets/a.xml"/><Relationship Id="r2" Type="x/worksheet" Target="worksheets/b.xml"/><Relationship Id="r3" Type="x/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="r4" Type="x/styles" Target="styles.xml"/></Relationships>';
const kStrings = '<sst><si><t>nom</t></si><si><r><t>adre</t></r><r><t>sse</t></r><rPh><t>kana</t></rPh></si><si><t xml:space="preserve"> 6 rue Descartes_x000D_</t></si></sst>';
const kStyles = '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" formatCode="0.00&quot; d&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>';
const kSheet = '<worksheet><dimension ref="A1:D9"/><sheetData><row r="1" spans="1:4"><c r="A1" t="s" s="2"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>CP</t></is></c><c r="D1"/></row>'
  + '<row r="2" spans="1:4"><c r="A2" t="str"><f>A1&amp;"x"</f><v>=x</v></c><c r="B2" t="s"><v>2</v></c><c r="C2"><v>6.23E4</v></c><c r="D2" s="1"><v>40000.5</v></c></row>'
  + '<row r="5"/><row r="9" ht="30"><c r="B9" t="b"><v>1</v></c><c r="C9" s="2"><v>62300</v></c></row></sheetData><mergeCells count="1"><mergeCell ref="A1:A2"/></mergeCells></worksheet>';

const kParts = { 'xl/workbook.xml': kBook, 'xl/_rels/workbook.xml.rels': kRels, 'xl/sharedStrings.xml': kStrings,
  'xl/styles.xml': kStyles, 'xl/worksheets/a.xml': kSheet, 'xl/worksheets/b.xml': '<worksheet><sheetData/></worksheet>',
  'xl/media/image.png': '\u0001not a picture' };
const packed = (parts) => write_zip(null, new Map(), new Map(Object.entries(parts).map(([name, text]) => [name, deflate_texts([text])])), '');
const unpacked = async (file) => {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return Object.fromEntries([...read_zip(bytes)].map(([name, entry]) => [name, inflate_text(bytes, entry)]));
};

test('columns by letters', () => {
  for (const [column, letters] of [[0, 'A'], [25, 'Z'], [26, 'AA'], [701, 'ZZ'], [702, 'AAA'], [16383, 'XFD']]) {
    assert.deepEqual([letters_of(column), column_of(`${letters}12`)], [letters, column]);
  }
});

test('a sheet’s cells: shared and rich strings, formulas’ values, numbers, days, gaps', async () => {
  const source = await open_file(packed(kParts), {});
  assert.deepEqual([source.sheet, source.sheets], [1, [{ name: 'Cachée', hidden: true }, { name: 'Liste & co', hidden: false }]]);
  assert.deepEqual(all_rows(source), [['nom', 'adresse', 'CP'], ['=x', ' 6 rue Descartes\r', '62300', '2013-07-07'], [], ['', 'VRAI', '62300']]);
  assert.deepEqual([0, 1, 2, 3].map((i) => source.row_number(i)), [1, 2, 5, 9]);
});

test('a time of a day is kept, a time alone is no day; only what is asked is a day', async () => {
  const styles = kStyles.replace('<xf numFmtId="0"/>', '<xf numFmtId="0"/><xf numFmtId="20"/><xf numFmtId="22"/><xf numFmtId="46"/>');
  const cells = '<c r="A1" s="1"><v>0.604166666666667</v></c><c r="B1" s="2"><v>45000.604166666664</v></c><c r="C1" s="3"><v>1.5</v></c>'
    + '<c r="D1" t="d"><v>2024-05-12T14:30:00</v></c><c r="E1" t="d"><v>2024-05-12T00:00:00</v></c><c r="F1"><v>45000</v></c>';
  const sheet = `<worksheet><sheetData><row r="1">${cells}</row></sheetData></worksheet>`;
  const book = kBook.replace(' date1904="1"', '');
  const source = await open_file(packed({ ...kParts, 'xl/workbook.xml': book, 'xl/styles.xml': styles, 'xl/worksheets/a.xml': sheet }), {});
  assert.deepEqual(source.cells(0), ['14:30:00', '2023-03-15 14:30:00', '36:00:00', '2024-05-12T14:30:00', '2024-05-12', '45000']);
  const asked = (column) => question_of(source, 0, { adresse: [5], date: [column] });
  assert.deepEqual([1, 3, 4, 5].map((column) => asked(column).question.date), ['2023-03-15', '2024-05-12', '2024-05-12', '2023-03-15']);
  assert.deepEqual([0, 2].map((column) => asked(column).wrong_date), [true, true]);
});

async function answered(source, roles, earlier = null) {
  const job = new Job(source, { header: 0, roles, generations: [], earlier });
  job.read_rows(0, source.row_count);
  const batch = job.next_batch();
  job.take(batch.places, JSON.parse(batch.text).map(({ id }) => ({ id, status: 200, body: answer({ boundary: { distance_m: 12.5 } }) })));
  return job;
}

const kNotes = { indicative: 'i', data: 'd', date: 'j', perimeters: [{ code: 'Q1', name: 'A', communes: 'Lens' }] };
const made = (job) => as_workbook(job, { notes: kNotes }, () => {});

test('a workbook comes back as it was, with columns behind the last one', async () => {
  const source = await open_file(packed(kParts), {});
  const { blob: out } = made(await answered(source, [null, 'adresse', 'code_postal', null]));
  const parts = await unpacked(out);
  const sheet = parts['xl/worksheets/a.xml'];
  delete parts['xl/worksheets/a.xml'];
  const { 'xl/worksheets/a.xml': _, ...others } = kParts;
  assert.deepEqual(parts, others);
  // Without our cells it is the same but for what says how far it goes.
  const ours = /<c r="(?:[E-N]|O)\d+"[^>]*>.*?<\/c>/g;
  assert.equal(sheet.replace(ours, ''), kSheet.replace('A1:D9', 'A1:O9').replaceAll(' spans="1:4"', ''));
  assert.deepEqual((await open_file(out, {})).cells(1).slice(4), ['non', '', '', '', 'non', '0', '12.5', '', 'd1', '1 Rue X 62300 Lens', '1']);
  assert.match(sheet, /<c r="K2"><v>12\.5<\/v><\/c>/);
  assert.ok(sheet.includes('<row r="5"/>'), 'a blank row stays');
});

const of_sheet = (rows) => packed({ ...kParts, 'xl/worksheets/a.xml': `<worksheet><dimension ref="A1:XFD2"/><sheetData>${rows}</sheetData></worksheet>` });

test('cells that have but a style are no columns: answers go before them, or in their places', async () => {
  const source = await open_file(of_sheet('<row r="1"><c r="A1" s="2" t="s"><v>1</v></c><c r="XFD1" s="1"/></row>'
    + '<row r="2"><c r="A2" t="s"><v>2</v></c><c r="C2" s="2"/><c r="H2" s="1"></c><c r="I2" s="1"/><c r="XFD2" s="1"/></row>'), {});
  assert.deepEqual([source.columns, source.cells(0)], [1, ['adresse']]);
  const { blob: out } = made(await answered(source, ['adresse']));
  const sheet = (await unpacked(out))['xl/worksheets/a.xml'];
  const references = [...sheet.matchAll(/ r="([A-Z]+)2"/g)].map(([, letters]) => letters);
  assert.deepEqual(references, ['A', 'B', 'C', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'XFD'].filter((letters) => references.includes(letters)), 'in their order, each once');
  assert.ok(sheet.startsWith('<worksheet><dimension ref="A1:XFD2"/>'));
  assert.match(sheet, /<c r="B1" s="2" t="inlineStr">.*<c r="L1" s="2" t="inlineStr">.*<c r="XFD1" s="1"\/>/);
  // A number does not take the format of a day.
  assert.match(sheet, /<c r="C2" s="2"\/>.*<c r="H2"><v>12\.5<\/v><\/c><c r="I2" s="1"\/>.*<c r="XFD2" s="1"\/>/);
  assert.deepEqual((await open_file(out, {})).cells(1).slice(1, 8), ['non', '', '', '', 'non', '0', '12.5']);
});

test('where a sheet has no room for the answers, they go to a CSV', async () => {
  const source = await open_file(of_sheet('<row r="1"><c r="A1" t="s"><v>1</v></c></row><row r="2"><c r="A2" t="s"><v>2</v></c><c r="XFC2"><f>1+1</f></c></row>'), {});
  assert.equal(source.columns, 16383, 'a formula without a value is there');
  const job = await answered(source, ['adresse']);
  assert.throws(() => made(job), /16\D383 colonnes\u00A0: il n’y reste pas de place.*CSV/);
});

test('a workbook with macros comes back as one', async () => {
  const types = (main) => `<Types><Override PartName="/xl/workbook.xml" ContentType="${main}.main+xml"/></Types>`;
  const given_back = async (main) => {
    const source = await open_file(packed({ ...kParts, '[Content_Types].xml': types(main) }), {});
    const { blob: { type }, extension } = made(await answered(source, [null, 'adresse', null, null]));
    return [extension, type];
  };
  assert.deepEqual(await given_back('application/vnd.ms-excel.sheet.macroEnabled'), ['xlsm', 'application/vnd.ms-excel.sheet.macroenabled.12']);
  assert.deepEqual(await given_back('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'),
    ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet']);
});

test('an earlier answer is replaced where it stands, styles and all beside it kept', async () => {
  const head = ['qpv_score', 'adresse', 'qpv', 'remarque', 'qpv_donnees'];
  const text = (reference, value, style = '') => `<c r="${reference}"${style} t="inlineStr"><is><t>${value}</t></is></c>`;
  const ours = (...terms) => text(...terms).replace('<t>', '<t xml:space="preserve">');
  const sheet = (rows) => `<worksheet><dimension ref="A1:E3"/><sheetData>${rows}</sheetData></worksheet>`;
  const header = `<row r="1">${head.map((name, i) => text(`${'ABCDE'[i]}1`, name, ' s="2"')).join('')}</row>`;
  const before = sheet(`${header}<row r="2"><c r="A2" s="2"><v>0.4</v></c>${text('B2', '6 rue')}${text('C2', 'à vérifier', ' s="2"')}${text('D2', 'x')}<c r="E2" s="2"/></row>`
    + `<row r="3">${text('B3', '7 rue')}<c r="D3"><f>1+1</f><v>2</v></c></row>`);
  const source = await open_file(packed({ ...kParts, 'xl/worksheets/a.xml': before }), {});
  const earlier = find_earlier({ names: source.cells(0), header: true });
  assert.deepEqual(earlier, { columns: [0, 2, 4], names: ['qpv_score', 'qpv', 'qpv_donnees'] });
  const roles = [null, 'adresse', null, null, null];
  const { blob: out } = made(await answered(source, roles, earlier));
  const now = (await unpacked(out))['xl/worksheets/a.xml'];
  assert.equal(now, sheet(`${header}<row r="2"><c r="A2" s="2"><v>1</v></c>${text('B2', '6 rue')}${ours('C2', 'non', ' s="2"')}${text('D2', 'x')}${ours('E2', 'd1', ' s="2"')}</row>`
    + `<row r="3"><c r="A3"><v>1</v></c>${text('B3', '7 rue')}${ours('C3', 'non')}<c r="D3"><f>1+1</f><v>2</v></c>${ours('E3', 'd1')}</row>`));
  const formula = packed({ ...kParts, 'xl/worksheets/a.xml': before.replace('<c r="E2" s="2"/>', '<c r="E2"><f>1+2</f><v>3</v></c>') });
  const again = await answered(await open_file(formula, {}), roles, earlier);
  await assert.rejects(async () => made(again).blob.arrayBuffer(), /La cellule E2 a une formule/);
});

test('a workbook made of a CSV that was answered before', async () => {
  const rows = [['qpv', 'qpv_code', 'adresse'], ['oui', 'Q1', '6 rue'], ['', '', '']];
  const { blob: out } = made(await answered(table(rows), [null, null, 'adresse'], find_earlier({ names: rows[0], header: true })));
  assert.deepEqual(all_rows(await open_file(out, {})), [['qpv', 'qpv_code', 'adresse'], ['non', '', '6 rue'], []]);
});

test('prefixed elements and rows without numbers', async () => {
  const sheet = '<x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>adresse</x:t></x:is></x:c></x:row><x:row><x:c t="inlineStr"><x:is><x:t>6 rue</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>';
  const source = await open_file(packed({ ...kParts, 'xl/worksheets/a.xml': sheet }), {});
  assert.deepEqual(all_rows(source), [['adresse'], ['6 rue']]);
  const { blob: out } = made(await answered(source, ['adresse']));
  assert.equal((await open_file(out, {})).cells(1)[1], 'non');
});

test('from a CSV: a sheet of typed texts, a legend, a summary; nothing becomes a formula or a number', async () => {
  const rows = [['nom', 'adresse', 'cp'], ['=1+1', '6 rue', '01000'], ['<&">\u0001', '_x0041_', '1e5'], ['', '', '']];
  const job = await answered(table(rows), [null, 'adresse', 'code_postal']);
  const { blob: out, rows: count } = made(job);
  const parts = await unpacked(out);
  assert.doesNotMatch(Object.values(parts).join(''), /<f[ >]/);
  const source = await open_file(out, {});
  assert.deepEqual(source.sheets.map(({ name }) => name), ['Résultat', 'Légende', 'Synthèse']);
  assert.deepEqual([source.row_count, count], [4, 4]);
  assert.deepEqual(source.cells(1).slice(0, 4), ['=1+1', '6 rue', '01000', 'non']);
  assert.deepEqual(source.cells(2).slice(0, 3), ['<&">', '_x0041_', '1e5']);
  assert.match(parts['xl/worksheets/sheet1.xml'], /state="frozen"/);
});

const kOds = '<office:document-content><office:body><office:spreadsheet><table:table table:name="Liste"><table:table-column/><table:table-row><table:table-cell office:value-type="string"><text:p>adresse</text:p></table:table-cell><table:table-cell table:number-columns-repeated="2" office:value-type="string"><text:p>a<text:s text:c="2"/>b</text:p><text:p>c</text:p></table:table-cell><table:table-cell table:number-columns-repeated="16381"/></table:table-row><table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="16384"/></table:table-row><table:table-row><table:table-cell office:value-type="float" office:value="62300"><text:p>62 300</text:p></table:table-cell><table:covered-table-cell/><table:table-cell office:value-type="date" office:date-value="2024-05-12"><text:p>12 mai</text:p></table:table-cell></table:table-row><table:table-row table:number-rows-repeated="1048572"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>';

test('an ODS: repeated cells and rows, blanks, numbers, days', async () => {
  const source = await open_file(packed({ mimetype: 'x', 'content.xml': kOds }), {});
  assert.deepEqual(all_rows(source), [['adresse', 'a  b\nc', 'a  b\nc'], [], [], ['62300', '', '2024-05-12']]);
  assert.equal(source.columns, 3);
  const moments = kOds.replace('office:date-value="2024-05-12"', 'office:date-value="2024-05-12T14:30:00"')
    .replace('office:value-type="float" office:value="62300"', 'office:value-type="time" office:time-value="PT36H05M00S"');
  assert.deepEqual((await open_file(packed({ mimetype: 'x', 'content.xml': moments }), {})).cells(3), ['36:05:00', '', '2024-05-12 14:30:00']);
  const locked = packed({ 'META-INF/manifest.xml': '<manifest:encryption-data/>', 'content.xml': kOds });
  await assert.rejects(open_file(locked, {}), /mot de passe/);
});

test('what is not changed is copied byte for byte', async () => {
  const before = new Uint8Array(await packed(kParts).arrayBuffer());
  const entries = read_zip(before);
  const after = new Uint8Array(await write_zip(before, entries, new Map([['xl/workbook.xml', deflate_texts(['x'])]]), '').arrayBuffer());
  const { data, packed: size } = entries.get('xl/media/image.png');
  const now = read_zip(after).get('xl/media/image.png');
  assert.deepEqual(after.subarray(now.data, now.data + now.packed), before.subarray(data, data + size));
  assert.equal(await blob(after).size, after.length);
});
