// SPDX-License-Identifier: EUPL-1.2
//
// A sheet of a workbook (XLSX) as rows of cells. Holds the sheet's text and where its rows are; cells
// are read when somebody looks at them.
import { attribute, elements, escape_xml } from './xml.js';
import { part_text, plain_value, read_workbook, rich_text } from './xlsx_parts.js';
import { kGeneral, serial_day, shown_number } from './number_format.js';
import { deflate_texts, read_zip, write_zip } from './zip.js';
import { Refusal, number_text } from './refusal.js';

export const kXlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const kXlsmType = 'application/vnd.ms-excel.sheet.macroEnabled.12';
const kMostRows = 1048576;
const kMostColumns = 16384;
const kTooLarge = 'La feuille a plus de lignes ou de colonnes qu’un tableur n’en prend.';

// "AB" → 27
export function column_of(reference) {
  let column = 0;
  for (let i = 0; i < reference.length; i++) {
    const code = reference.charCodeAt(i) & ~32;
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  return column - 1;
}

// 27 → "AB"
export function letters_of(column) {
  let letters = '';
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26)) {
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  }
  return letters;
}

// An ISO date as a cell of type "d" has it: without a time of zero.
const shown_date = (text) => text.replace(/(?:T00:00:00(?:\.000|Z)?|Z)$/, '');

function find_rows(text, path) {
  const data = /<((?:[\w.-]+:)?)sheetData(?=[\s/>])[^>]*>/.exec(text);
  if (!data) throw new Refusal(`La feuille «\u00A0${path}\u00A0» n’a pas de cellules\u00A0: ce n’est pas une feuille de calcul, ou elle est abîmée.`);
  const prefix = data[1];
  const rows = { prefix, numbers: [], begins: [], inners: [], closes: [], ends: [] };
  if (data[0].endsWith('/>')) return rows;
  const stop = text.indexOf(`</${prefix}sheetData>`, data.index);
  if (stop < 0) throw new Refusal('Le classeur est incomplet\u00A0: la feuille s’arrête au milieu de ses lignes. Ouvrez-le dans votre tableur et enregistrez-le à nouveau.');
  const opening = `<${prefix}row`;
  const closing = `</${prefix}row>`;
  let number = 0;
  for (let at = text.indexOf(opening, data.index); at >= 0 && at < stop;) {
    const inner = text.indexOf('>', at) + 1;
    const tag = text.slice(at, inner);
    number = Number(attribute(tag, 'r') ?? number + 1);
    const empty = text[inner - 2] === '/';
    const close = empty ? inner : text.indexOf(closing, inner);
    if (close < 0) throw new Refusal(`Le classeur est incomplet\u00A0: sa ligne ${number_text(number)} n’a pas de fin.`);
    const end = empty ? inner : close + closing.length;
    rows.numbers.push(number);
    rows.begins.push(at);
    rows.inners.push(inner);
    rows.closes.push(close);
    rows.ends.push(end);
    at = text.indexOf(opening, end);
  }
  if (rows.numbers.length > kMostRows) throw new Refusal(kTooLarge);
  return rows;
}

// The tags of a row's cells, the last one first.
function* tags_from_behind(row, prefix) {
  const opening = `<${prefix}c`;
  for (let at = row.lastIndexOf(opening); at >= 0; at = at > 0 ? row.lastIndexOf(opening, at - 1) : -1) {
    if (/[\s/>]/.test(row[at + opening.length])) yield { at, tag: row.slice(at, row.indexOf('>', at)) };
  }
}

// Columns up to the last cell that may have content: by its name, or by counting where cells have none.
// A cell that has but a style is none.
function columns_in(row, prefix) {
  for (const { tag } of tags_from_behind(row, prefix)) {
    if (tag.endsWith('/')) continue;
    const reference = attribute(tag, 'r');
    return reference ? column_of(reference) + 1 : [...elements(row, 'c')].length;
  }
  return 0;
}

// Where in a row the cells from a column on begin; its beginning where cells have no names.
function begin_of(row, prefix, column) {
  let begin = row.length;
  for (const { tag, at } of tags_from_behind(row, prefix)) {
    const reference = attribute(tag, 'r');
    if (!reference) return 0;
    if (column_of(reference) < column) break;
    begin = at;
  }
  return begin;
}

// {column, type, style, inner, begin, end} of the cells of a row, or of its end.
function* cells_in(row) {
  let column = -1;
  for (const { tag, inner, begin, end } of elements(row, 'c')) {
    const reference = attribute(tag, 'r');
    column = reference ? column_of(reference) : column + 1;
    yield { column, type: attribute(tag, 't') ?? 'n', style: attribute(tag, 's'), inner, begin, end };
  }
}

const has_formula = ({ inner }) => /<(?:[\w.-]+:)?f[\s/>]/.test(inner);

class Sheet {
  constructor(book, text, path) {
    Object.assign(this, { book, text, path, rows: find_rows(text, path) });
    this.columns = this.width();
    if (this.columns > kMostColumns) throw new Refusal(kTooLarge);
  }

  // Columns up to the last one in which a row has anything, as the tool counts them.
  width() {
    let width = 0;
    for (let i = 0; i < this.rows.numbers.length; i++) {
      if (columns_in(this.row_text(i), this.rows.prefix) <= width) continue;
      for (const cell of this.raw_cells(i)) if (this.has_content(cell)) width = Math.max(width, cell.column + 1);
    }
    return width;
  }

  row_text(i) { return this.text.slice(this.rows.inners[i], this.rows.closes[i]); }

  has_content(cell) { return this.cell_text(cell) !== '' || has_formula(cell); }

  raw_cells(i) { return cells_in(this.row_text(i)); }

  format_of(style) { return this.book.formats[Number(style ?? 0)] ?? kGeneral; }

  cell_text({ type, style, inner }) {
    if (inner === '') return '';
    if (type === 's') return this.book.texts[Number(plain_value(inner))] ?? '';
    if (type === 'inlineStr') return rich_text(inner);
    const value = plain_value(inner);
    if (type === 'b') return value === '1' ? 'VRAI' : 'FAUX';
    if (type === 'd') return shown_date(value);
    return type === 'n' ? shown_number(value, this.format_of(style), this.book.epoch_1904) : value;
  }

  cells(i) {
    const texts = [];
    for (const cell of this.raw_cells(i)) {
      const text = this.cell_text(cell);
      if (text === '') continue;
      while (texts.length < cell.column) texts.push('');
      texts[cell.column] = text;
    }
    return texts;
  }

  // Of a column of days, with a time or not: a number without a date's style is a serial number all the same.
  date_text(i, column) {
    for (const cell of this.raw_cells(i)) {
      if (cell.column !== column) continue;
      const text = this.cell_text(cell);
      const is_serial = cell.type === 'n' && /^\d+(\.\d+)?$/.test(text);
      return is_serial ? serial_day(Number(text), this.book.epoch_1904) ?? text : text;
    }
    return '';
  }

  // Of the row's last cell that has anything before a column.
  last_style(i, before) {
    let style;
    for (const cell of this.raw_cells(i)) if (cell.column < before && this.has_content(cell)) style = cell.style;
    return style;
  }
}

// One of ours. Texts are typed, so that none of them is ever a formula.
export function cell_xml(prefix, reference, value, style) {
  const styled = style ? ` s="${style}"` : '';
  if (value === '') return `<${prefix}c r="${reference}"${styled}/>`;
  if (typeof value === 'number') return `<${prefix}c r="${reference}"${styled}><${prefix}v>${value}</${prefix}v></${prefix}c>`;
  return `<${prefix}c r="${reference}"${styled} t="inlineStr"><${prefix}is><${prefix}t xml:space="preserve">${sheet_text(value)}</${prefix}t></${prefix}is></${prefix}c>`;
}

// A text that looks like Excel's escape of a character is escaped itself.
export const sheet_text = (text) => escape_xml(text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_'));

// A number in the format of a day would be shown as one.
function new_style(sheet, value, style) {
  return typeof value === 'number' && sheet.format_of(style) !== kGeneral ? undefined : style;
}

function refuse_formula(cell, number) {
  if (!has_formula(cell)) return;
  throw new Refusal(`La cellule ${letters_of(cell.column)}${number} a une formule, là où la réponse doit venir. Ôtez la formule, ou renommez les colonnes «\u00A0qpv…\u00A0» de votre classeur.`);
}

// What is between a row's tags, with values in their columns: in the place of the cells that are there, or
// between them.
function row_inner(sheet, i, values, columns, header) {
  const { rows } = sheet;
  const whole = sheet.row_text(i);
  const begin = begin_of(whole, rows.prefix, columns[0]);
  const inner = whole.slice(begin);
  const number = rows.numbers[i];
  const own = i === header ? sheet.last_style(i, columns[0]) : undefined;
  let [out, at, next] = [whole.slice(0, begin), 0, 0];
  const put = (there) => {
    const style = new_style(sheet, values[next], own ?? there);
    if (values[next] !== '' || style) out += cell_xml(rows.prefix, letters_of(columns[next]) + number, values[next], style);
    next++;
  };
  for (const cell of cells_in(inner)) {
    if (!(columns[next] <= cell.column)) continue;
    out += inner.slice(at, cell.begin);
    at = cell.begin;
    while (columns[next] < cell.column) put();
    if (columns[next] !== cell.column) continue;
    refuse_formula(cell, number);
    put(cell.style);
    at = cell.end;
  }
  out += inner.slice(at);
  while (next < columns.length) put();
  return out;
}

// The sheet's text with further cells in its rows. `added(i)`: the values for row i (texts or numbers, ''
// for none), null where nothing is added; `columns`: where they stand, ascending.
function* spliced(sheet, added, header, columns) {
  const { text, rows } = sheet;
  const { prefix } = rows;
  let at = 0;
  let piece = '';
  for (let i = 0; i < rows.numbers.length; i++) {
    const values = added(i);
    if (!values) continue;
    piece += with_dimension(text.slice(at, rows.begins[i]), at, columns.at(-1));
    const tag = text.slice(rows.begins[i], rows.inners[i]).replace(/ spans="[^"]*"/, '').replace(/\s*\/>$/, '>');
    piece += tag + row_inner(sheet, i, values, columns, header) + `</${prefix}row>`;
    at = rows.ends[i];
    if (piece.length > 1 << 18) {
      yield piece;
      piece = '';
    }
  }
  yield piece + text.slice(at);
}

// What lies before the rows says how far they go: at least to the column `last`.
function with_dimension(text, at, last) {
  if (at > 0) return text;
  return text.replace(/(<(?:[\w.-]+:)?dimension[^>]* ref=")([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?"/, (_, head, from, top, to = from, bottom = top) =>
    `${head}${from}${top}:${letters_of(Math.max(last, column_of(to)))}${bottom}"`);
}

// A workbook with macros says so in its list of parts: Excel opens it under no name but .xlsm.
function has_macros(bytes, entries) {
  return (part_text(bytes, entries, '[Content_Types].xml') ?? '').includes('.sheet.macroEnabled.main+xml');
}

// `known`: {sheet} its place in the workbook, where a person said so.
export function open_xlsx(bytes, known = {}) {
  const entries = read_zip(bytes);
  const book = read_workbook(bytes, entries);
  const visible = book.sheets.findIndex(({ hidden }) => !hidden);
  const chosen = book.sheets[known.sheet] ? known.sheet : Math.max(0, visible);
  const { path } = book.sheets[chosen];
  const sheet = new Sheet(book, part_text(bytes, entries, path), path);
  const macros = has_macros(bytes, entries);
  return {
    kind: 'xlsx',
    extension: macros ? 'xlsm' : 'xlsx',
    sheets: book.sheets.map(({ name, hidden }) => ({ name, hidden })),
    sheet: chosen,
    columns: sheet.columns,
    row_count: sheet.rows.numbers.length,
    cells: (i) => sheet.cells(i),
    row_number: (i) => sheet.rows.numbers[i],
    date_text: (i, column) => sheet.date_text(i, column),
    // `columns`: where the values that are added stand, see placement.js.
    with_columns(added, header, columns) {
      if (columns.at(-1) >= kMostColumns) {
        throw new Refusal(`La feuille a ${number_text(sheet.columns)} colonnes\u00A0: il n’y reste pas de place pour les réponses. Téléchargez-les en CSV.`);
      }
      const replaced = new Map([[path, deflate_texts(spliced(sheet, added, header, columns))]]);
      return write_zip(bytes, entries, replaced, macros ? kXlsmType : kXlsxType);
    },
  };
}
