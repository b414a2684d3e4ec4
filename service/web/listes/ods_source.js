// SPDX-License-Identifier: EUPL-1.2
//
// A sheet of an OpenDocument workbook (ODS) as rows of cells.
import { attribute, elements, unescape_xml } from './xml.js';
import { part_text } from './xlsx_parts.js';
import { inflate_text, read_zip } from './zip.js';
import { Refusal } from './refusal.js';

const kMostRows = 1048576;
const kMostColumns = 16384;

function paragraph(inner) {
  return unescape_xml(inner
    .replace(/<text:s(?:\s+text:c="(\d+)")?\s*\/>/g, (_, count) => ' '.repeat(Math.min(Number(count ?? 1), 1000)))
    .replace(/<text:tab\s*\/>/g, '\t')
    .replace(/<text:line-break\s*\/>/g, '\n')
    .replace(/<[^>]*>/g, ''));
}

// "2024-01-31T14:30:00.5" as "2024-01-31 14:30:00", as the tool shows it (geo/workbook/ods_text.cc).
function shown_date(text) {
  const [day, time = ''] = text.split('T');
  const clock = time.slice(0, 8);
  return clock === '' || clock === '00:00:00' ? day : `${day} ${clock}`;
}

// "PT14H30M05S" as "14:30:05"; anything else stays.
function shown_time(text) {
  const [, ...parts] = /^PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S/.exec(text) ?? [];
  return parts.length ? parts.map((part) => part.padStart(2, '0')).join(':') : text;
}

// A text, or a number where the cell holds one.
function cell_value(tag, inner) {
  const type = attribute(tag, 'office:value-type') ?? '';
  if (['float', 'currency', 'percentage'].includes(type)) return Number(attribute(tag, 'office:value'));
  const moment = ['date', 'time'].includes(type) ? attribute(tag, `office:${type}-value`) : undefined;
  if (moment) return type === 'date' ? shown_date(moment) : shown_time(moment);
  if (type === 'boolean') return attribute(tag, 'office:boolean-value') === 'true' ? 'VRAI' : 'FAUX';
  const own = inner.replace(/<office:annotation\b[\s\S]*?<\/office:annotation>/g, '');
  return [...elements(own, 'p')].map((each) => paragraph(each.inner)).join('\n');
}

const kCell = /<table:(?:covered-)?table-cell\b([^>]*?)(\/?)>/g;

function row_values(inner) {
  const values = [];
  let filled = 0;
  kCell.lastIndex = 0;
  for (let match = kCell.exec(inner); match; match = kCell.exec(inner)) {
    const [whole, tag, empty] = match;
    const begin = match.index + whole.length;
    let content = '';
    if (!empty) {
      const name = whole.startsWith('<table:covered') ? 'covered-table-cell' : 'table-cell';
      const end = inner.indexOf(`</table:${name}>`, begin);
      content = inner.slice(begin, end < 0 ? inner.length : end);
      kCell.lastIndex = begin + content.length;
    }
    const value = empty ? '' : cell_value(tag, content);
    const times = Math.min(Number(attribute(tag, 'table:number-columns-repeated') ?? 1), kMostColumns - values.length);
    for (let i = 0; i < times; i++) values.push(value);
    if (value !== '') filled = values.length;
  }
  values.length = filled; // what is repeated to the last column of the sheet is nothing
  return values;
}

// Each row's inside, as many times as it is repeated; trailing empty rows are none.
function sheet_rows(text) {
  const rows = [];
  let last = 0;
  const blank = (inner) => !/office:value-type|<text:p/.test(inner);
  for (const { tag, inner } of elements(text, 'table-row')) {
    const times = Math.min(Number(attribute(tag, 'table:number-rows-repeated') ?? 1), kMostRows - rows.length);
    const empty = blank(inner);
    // Empty rows at the end reach to the last row of the sheet.
    if (empty && times > 100000) continue;
    for (let i = 0; i < times; i++) rows.push(inner);
    if (!empty) last = rows.length;
  }
  rows.length = last;
  return rows;
}

export function open_ods(bytes, known = {}) {
  const entries = read_zip(bytes);
  const manifest = entries.get('META-INF/manifest.xml');
  if (manifest && /encryption-data/.test(inflate_text(bytes, manifest))) {
    throw new Refusal('Le classeur est protégé par un mot de passe. Enregistrez-en une copie sans mot de passe, puis déposez la copie.');
  }
  const text = part_text(bytes, entries, 'content.xml');
  if (text === null) throw new Refusal('Ce fichier n’est pas un classeur OpenDocument (.ods)\u00A0: son contenu manque.');
  const tables = [...elements(text, 'table')];
  if (tables.length === 0) throw new Refusal('Ce classeur n’a aucune feuille de cellules.');
  const chosen = tables[known.sheet] ? known.sheet : 0;
  const rows = sheet_rows(tables[chosen].inner);
  let columns = 0;
  for (const inner of rows) columns = Math.max(columns, row_values(inner).length);
  const values = (i) => row_values(rows[i]);
  const cells = (i) => values(i).map(String);
  return {
    kind: 'ods',
    sheets: tables.map(({ tag }) => ({ name: attribute(tag, 'table:name') ?? '', hidden: false })),
    sheet: chosen,
    columns,
    row_count: rows.length,
    cells,
    values,
    row_number: (i) => i + 1,
    date_text: (i, column) => cells(i)[column] ?? '',
  };
}
