// SPDX-License-Identifier: EUPL-1.2
//
// The list as a workbook: the one that came with columns behind its own, or a new one of typed texts.
import { typed_cells } from './output.js';
import { legend_rows, notes_of, summary_rows } from './notes.js';
import { cell_xml, kXlsxType, letters_of } from './xlsx_source.js';
import { escape_xml } from './xml.js';
import { deflate_texts, write_zip } from './zip.js';
import { Refusal, number_text } from './refusal.js';

const kMostRows = 1048576;
const kMostColumns = 16384;
const kMostCharacters = 32767; // of a cell
const kHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const kMain = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const kPackage = 'http://schemas.openxmlformats.org/package/2006';
const kDocument = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const kPart = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const kSheets = ['Résultat', 'Légende', 'Synthèse'];
const kPieceCharacters = 1 << 18;
const kBold = '1';

function content_types() {
  const sheets = kSheets.map((_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${kPart}.worksheet+xml"/>`).join('');
  return `${kHead}<Types xmlns="${kPackage}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${kPart}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${kPart}.styles+xml"/>${sheets}</Types>`;
}

const relation = (id, type, target) => `<Relationship Id="${id}" Type="${kDocument}/${type}" Target="${target}"/>`;
const relations = (lines) => `${kHead}<Relationships xmlns="${kPackage}/relationships">${lines.join('')}</Relationships>`;

function workbook() {
  const sheets = kSheets.map((name, i) => `<sheet name="${escape_xml(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('');
  return `${kHead}<workbook xmlns="${kMain}" xmlns:r="${kDocument}"><sheets>${sheets}</sheets></workbook>`;
}

const kStyles = `${kHead}<styleSheet xmlns="${kMain}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf fontId="1" applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

// A sheet, piece by piece. `rows`: an iterable of {values, bold}; blank values are no cells.
function* sheet_xml(rows, { widths, frozen, filtered }) {
  const columns = widths.map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`).join('');
  const pane = frozen ? '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' : '';
  let piece = `${kHead}<worksheet xmlns="${kMain}"><sheetViews><sheetView workbookViewId="0"${frozen ? ' tabSelected="1"' : ''}>${pane}</sheetView></sheetViews><cols>${columns}</cols><sheetData>`;
  const letters = [];
  let number = 0;
  for (const { values, bold } of rows) {
    number++;
    let cells = '';
    values.forEach((value, i) => {
      if (value === '') return;
      letters[i] ??= letters_of(i);
      cells += cell_xml('', letters[i] + number, value, bold ? kBold : undefined);
    });
    piece += `<row r="${number}">${cells}</row>`;
    if (piece.length > kPieceCharacters) {
      yield piece;
      piece = '';
    }
  }
  const filter = filtered && number > 1 ? `<autoFilter ref="A1:${letters_of(widths.length - 1)}${number}"/>` : '';
  yield `${piece}</sheetData>${filter}</worksheet>`;
}

// Wide enough for what the first rows hold.
function widths_of(rows) {
  const widths = [];
  for (const values of rows) {
    values.forEach((value, i) => { widths[i] = Math.min(50, Math.max(widths[i] ?? 8, String(value).length + 2)); });
  }
  return Array.from(widths, (width) => width ?? 8);
}

function own_values(job, i, counts) {
  const { source } = job;
  const values = source.values ? source.values(i) : source.cells(i);
  while (values.length < source.columns) values.push('');
  return values.map((value) => {
    if (typeof value !== 'string' || value.length <= kMostCharacters) return value;
    counts.cut++;
    return value.slice(0, kMostCharacters);
  });
}

function with_added(job, i, counts, added) {
  const own = own_values(job, i, counts);
  const values = added(i);
  return values ? job.placement.placed(own, values) : own;
}

function* list_rows(job, added, counts, on_progress) {
  for (let i = 0; i < job.source.row_count; i++) {
    if (i % 5000 === 0) on_progress(i / job.source.row_count);
    yield { values: with_added(job, i, counts, added), bold: i === job.terms.header };
  }
}

function new_workbook(job, { added, counts, on_progress, notes }) {
  const { source } = job;
  if (source.row_count > kMostRows || source.columns + job.placement.names.length > kMostColumns) {
    throw new Refusal(`La liste a ${number_text(source.row_count)} lignes et ${number_text(source.columns)} colonnes\u00A0: c’est plus qu’un classeur n’en prend. Téléchargez-la en CSV.`);
  }
  const first = Array.from({ length: Math.min(50, source.row_count) }, (_, i) => with_added(job, i, { cut: 0 }, added));
  const has_header = job.terms.header === 0;
  const note_sheet = (rows) => deflate_texts(sheet_xml(rows, { widths: widths_of(rows.map(({ values }) => values)) }));
  const text = (content) => deflate_texts([content]);
  const list = sheet_xml(list_rows(job, added, counts, on_progress), { widths: widths_of(first), frozen: has_header, filtered: has_header });
  const targets = kSheets.map((_, i) => relation(`rId${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`));
  return write_zip(null, new Map(), new Map([
    ['[Content_Types].xml', text(content_types())],
    ['_rels/.rels', text(relations([relation('rId1', 'officeDocument', 'xl/workbook.xml')]))],
    ['xl/workbook.xml', text(workbook())],
    ['xl/_rels/workbook.xml.rels', text(relations([...targets, relation('rId9', 'styles', 'styles.xml')]))],
    ['xl/styles.xml', text(kStyles)],
    ['xl/worksheets/sheet1.xml', deflate_texts(list)],
    ['xl/worksheets/sheet2.xml', note_sheet(legend_rows(notes))],
    ['xl/worksheets/sheet3.xml', note_sheet(summary_rows(job, notes))],
  ]), kXlsxType);
}

// {blob, extension, rows, cut}: `cut`, how many cells were longer than a workbook takes. `notes`: what the legend
// says of the data, see notes.js.
export function as_workbook(job, { notes }, on_progress) {
  const counts = { cut: 0 };
  const { placement } = job;
  const added = (i) => {
    if (i === job.terms.header) return placement.replaces ? null : placement.names;
    if (i < job.from) return null;
    const cells = job.cells(i);
    return cells && placement.chosen(typed_cells(cells));
  };
  const blob = job.source.with_columns
    ? job.source.with_columns(added, job.terms.header, placement.columns)
    : new_workbook(job, { added, counts, on_progress, notes: notes_of(job, notes) });
  return { blob, extension: job.source.extension ?? 'xlsx', rows: job.source.row_count, cut: counts.cut };
}
