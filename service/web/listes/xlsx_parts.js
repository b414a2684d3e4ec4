// SPDX-License-Identifier: EUPL-1.2
//
// What a workbook's sheets share: their names, the texts, and which styles show a date.
import { attribute, attributes, elements, refuse_unusual, unescape_xml } from './xml.js';
import { inflate_text } from './zip.js';
import { Refusal } from './refusal.js';

const kDateFormats = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36,
  45, 46, 47, 50, 51, 52, 53, 54, 55, 56, 57, 58]);

export function part_text(bytes, entries, name) {
  const entry = entries.get(name);
  if (!entry) return null;
  const text = inflate_text(bytes, entry);
  refuse_unusual(text, name);
  return text;
}

function resolved(target, base) {
  if (target.startsWith('/')) return target.slice(1);
  const parts = base.split('/').slice(0, -1);
  for (const part of target.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

function relations(bytes, entries, of) {
  const cut = of.lastIndexOf('/') + 1;
  const text = part_text(bytes, entries, `${of.slice(0, cut)}_rels/${of.slice(cut)}.rels`) ?? '';
  return [...elements(text, 'Relationship')].map(({ tag }) => {
    const { Id: id, Type: type = '', Target: target = '' } = attributes(tag);
    return { id, type: type.slice(type.lastIndexOf('/') + 1), path: resolved(target, of) };
  });
}

// What Excel writes for a character that XML cannot have: "_x000D_".
const without_escapes = (text) => (text.includes('_x')
  ? text.replace(/_x([0-9A-F]{4})_/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16))) : text);

// A string of a cell: its runs, without how it is pronounced.
export function rich_text(inner) {
  const plain = inner.includes('rPh') ? inner.replace(/<((?:\w+:)?rPh)\b[\s\S]*?<\/\1>/g, '') : inner;
  let text = '';
  for (const { inner: run } of elements(plain, 't')) text += run;
  return without_escapes(unescape_xml(text));
}

export const plain_value = (inner) => {
  for (const { inner: value } of elements(inner, 'v')) return without_escapes(unescape_xml(value));
  return '';
};

function date_styles(text) {
  const custom = new Map();
  for (const { tag } of elements(text, 'numFmt')) {
    const { numFmtId: id, formatCode: code = '' } = attributes(tag);
    const bare = code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '');
    custom.set(Number(id), /[dyj]|(?:^|[^#0?])m/i.test(bare) && !/[#?]|0\.0|general/i.test(bare));
  }
  const found = new Set();
  for (const { inner } of elements(text, 'cellXfs')) {
    let i = 0;
    for (const { tag } of elements(inner, 'xf')) {
      const id = Number(attribute(tag, 'numFmtId') ?? 0);
      if (custom.get(id) ?? kDateFormats.has(id)) found.add(String(i));
      i++;
    }
  }
  return found;
}

// {sheets: [{name, path, hidden}], texts, dates: set of styles, epoch_1904}
export function read_workbook(bytes, entries) {
  const root = relations(bytes, entries, '').find(({ type }) => type === 'officeDocument');
  const path = root?.path ?? 'xl/workbook.xml';
  const text = part_text(bytes, entries, path);
  if (text === null) throw new Refusal('Ce fichier n’est pas un classeur Excel (.xlsx)\u00A0: il lui manque la liste de ses feuilles.');
  const related = relations(bytes, entries, path);
  const sheets = [];
  for (const { tag } of elements(text, 'sheet')) {
    const { name, id, state } = attributes(tag);
    const relation = related.find((each) => each.id === id && each.type === 'worksheet');
    if (relation && entries.has(relation.path)) {
      sheets.push({ name, path: relation.path, hidden: state === 'hidden' || state === 'veryHidden' });
    }
  }
  if (sheets.length === 0) throw new Refusal('Ce classeur n’a aucune feuille de cellules.');
  const of_type = (type) => part_text(bytes, entries, related.find((each) => each.type === type)?.path) ?? '';
  const texts = [];
  for (const { inner } of elements(of_type('sharedStrings'), 'si')) texts.push(rich_text(inner));
  const [properties] = elements(text, 'workbookPr');
  const epoch_1904 = ['1', 'true'].includes(properties && attribute(properties.tag, 'date1904'));
  return { sheets, texts, dates: date_styles(of_type('styles')), epoch_1904 };
}
