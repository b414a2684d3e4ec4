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
  const rows = { prefix, numbers: [], begins: [], inners: [], closes: [], ends: [], columns: 0 };
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
    rows.columns = Math.max(rows.columns, empty ? 0 : columns_in(text, prefix, inner, close));
    at = text.indexOf(opening, end);
  }
  if (rows.columns > kMostColumns || rows.numbers.length > kMostRows) throw new Refusal('La feuille a plus de lignes ou de colonnes qu’un tableur n’en prend.');
  return rows;
}

// From the last cell's name, or by counting where cells have none.
function columns_in(text, prefix, inner, close) {
  const last = text.lastIndexOf(`<${prefix}c`, close);
  if (last < inner) return 0;
  for (let at = last; at >= inner; at = text.lastIndexOf(`<${prefix}c`, at - 1)) {
    const after = text[at + prefix.length + 2];
    if (after !== ' ' && after !== '>' && after !== '/' && after !== '\n') continue;
    const reference = attribute(text.slice(at, text.indexOf('>', at)), 'r');
    if (reference) return column_of(reference) + 1;
    return [...elements(text.slice(inner, close), 'c')].length;
  }
  return 0;
}

class Sheet {
  constructor(book, text, path) {
    Object.assign(this, { book, text, path, rows: find_rows(text, path) });
  }

  // [{column, type, style, inner}] of a row.
  * raw_cells(i) {
    const { inners, closes } = this.rows;
    let column = -1;
    for (const { tag, inner, begin, end } of elements(this.text.slice(inners[i], closes[i]), 'c')) {
      const reference = attribute(tag, 'r');
      column = reference ? column_of(reference) : column + 1;
      yield { column, type: attribute(tag, 't') ?? 'n', style: attribute(tag, 's'), inner, begin, end };
    }
  }

  // What a row has before the columns from `first` to `end`, the styles in them, and what it has behind.
  around(i, first, end) {
    const inner = this.text.slice(this.rows.inners[i], this.rows.closes[i]);
    const styles = new Map();
    let [cut, on] = [inner.length, inner.length];
    for (const cell of this.raw_cells(i)) {
      if (cell.column >= first) cut = Math.min(cut, cell.begin);
      if (cell.column >= end) {
        on = cell.begin;
        break;
      }
      if (cell.column < first) continue;
      if (/<(?:[\w.-]+:)?f[\s/>]/.test(cell.inner)) {
        throw new Refusal(`La cellule ${letters_of(cell.column)}${this.rows.numbers[i]} a une formule, là où la réponse doit venir. Ôtez la formule, ou renommez les colonnes « qpv… » de votre classeur.`);
      }
      if (cell.style) styles.set(cell.column, cell.style);
    }
    return { before: inner.slice(0, cut), styles, behind: inner.slice(on) };
  }

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
      while (texts.length < cell.column) texts.push('');
      texts[cell.column] = this.cell_text(cell);
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

  style_of_last(i) {
    let style;
    for (const cell of this.raw_cells(i)) style = cell.style;
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

// Values at the place `first` as cells of row i.
function new_cells({ rows }, i, first, values, style_of) {
  let cells = '';
  for (let k = 0; k < values.length; k++) {
    const style = style_of(first + k);
    if (values[k] !== '' || style) cells += cell_xml(rows.prefix, letters_of(first + k) + rows.numbers[i], values[k], style);
  }
  return cells;
}

// What is between a row's tags, with values behind its cells, or in the place of those in their columns.
function row_inner(sheet, i, values, { first, replaces }, header) {
  const { text, rows } = sheet;
  const { before, styles, behind } = replaces ? sheet.around(i, first, first + values.length)
    : { before: text.slice(rows.inners[i], rows.closes[i]), styles: new Map(), behind: '' };
  const style = i === header ? sheet.style_of_last(i) : undefined;
  return before + new_cells(sheet, i, first, values, (column) => styles.get(column) ?? style) + behind;
}

// The sheet's text with further cells in its rows. `added(i)`: the values for row i (texts or numbers, ''
// for none), null where nothing is added; they stand from column `first` on. `replaces`: in the place of cells.
function* spliced(sheet, added, header, place) {
  const { text, rows } = sheet;
  const { prefix } = rows;
  let at = 0;
  let widest = 0;
  let piece = '';
  for (let i = 0; i < rows.numbers.length; i++) {
    const values = added(i);
    if (!values) continue;
    widest = Math.max(widest, values.length);
    piece += with_dimension(text.slice(at, rows.begins[i]), at, Math.max(rows.columns, place.first + widest));
    const tag = text.slice(rows.begins[i], rows.inners[i]).replace(/ spans="[^"]*"/, '').replace(/\s*\/>$/, '>');
    piece += tag + row_inner(sheet, i, values, place, header) + `</${prefix}row>`;
    at = rows.ends[i];
    if (piece.length > 1 << 18) {
      yield piece;
      piece = '';
    }
  }
  yield piece + text.slice(at);
}

// What lies before the rows says how far they go.
function with_dimension(text, at, columns) {
  if (at > 0) return text;
  return text.replace(/(<(?:[\w.-]+:)?dimension[^>]* ref=")([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?"/, (_, head, from, top, __, bottom) =>
    `${head}${from}${top}:${letters_of(columns - 1)}${bottom ?? top}"`);
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
    columns: sheet.rows.columns,
    row_count: sheet.rows.numbers.length,
    cells: (i) => sheet.cells(i),
    row_number: (i) => sheet.rows.numbers[i],
    date_text: (i, column) => sheet.date_text(i, column),
    // `place`: {first, replaces}, see placement.js.
    with_columns(added, header, place) {
      const replaced = new Map([[path, deflate_texts(spliced(sheet, added, header, place))]]);
      return write_zip(bytes, entries, replaced, macros ? kXlsmType : kXlsxType);
    },
  };
}
