// SPDX-License-Identifier: EUPL-1.2
//
// What a workbook's sheets share: their names, the texts, and how styles show numbers.
import { attribute, attributes, elements, refuse_unusual, unescape_xml } from './xml.js';
import { inflate_text } from './zip.js';
import { builtin_number_format, read_number_format } from './number_format.js';
import { Refusal } from './refusal.js';

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

// The number format of each style of a cell, in their order.
function number_formats(text) {
  const own = new Map();
  for (const { tag } of elements(text, 'numFmt')) {
    const { numFmtId: id, formatCode: code = '' } = attributes(tag);
    own.set(Number(id), read_number_format(code));
  }
  const formats = [];
  for (const { inner } of elements(text, 'cellXfs')) {
    for (const { tag } of elements(inner, 'xf')) {
      const id = Number(attribute(tag, 'numFmtId') ?? 0);
      formats.push(own.get(id) ?? builtin_number_format(id));
    }
  }
  return formats;
}

// {sheets: [{name, path, hidden}], texts, formats: of each style, epoch_1904}
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
  return { sheets, texts, formats: number_formats(of_type('styles')), epoch_1904 };
}
