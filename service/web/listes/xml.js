// SPDX-License-Identifier: EUPL-1.2
//
// As much of XML as the parts of a workbook are written in. They are only looked at, never evaluated:
// no entity but the five and numbered ones, no document type.
import { Refusal } from './refusal.js';

const kNamed = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

export const unescape_xml = (text) => (text.includes('&')
  ? text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name) return kNamed[name] ?? whole;
    const code = hex ? parseInt(hex, 16) : Number(decimal);
    return code <= 0x10FFFF ? String.fromCodePoint(code) : '\uFFFD';
  }) : text);

// What XML 1.0 cannot say at all is left out.
// eslint-disable-next-line no-control-regex
const kUnsayable = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

const kEscapes = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;', '\r': '&#13;' };
export const escape_xml = (text) => text.replace(kUnsayable, '').replace(/[<>&"\r]/g, (c) => kEscapes[c]);

// {name: value} of a tag's inside; names without their prefix.
export function attributes(tag) {
  const found = {};
  for (const [, name, , double, single] of tag.matchAll(/([\w:.-]+)\s*=\s*("([^"]*)"|'([^']*)')/g)) {
    found[name.slice(name.indexOf(':') + 1)] = unescape_xml(double ?? single);
  }
  return found;
}

// One attribute, fast: of a tag as workbooks write them.
export function attribute(tag, name) {
  const at = tag.indexOf(` ${name}="`);
  if (at < 0) return attributes(tag)[name];
  const begin = at + name.length + 3;
  return unescape_xml(tag.slice(begin, tag.indexOf('"', begin)));
}

export function refuse_unusual(text, part) {
  if (/<!DOCTYPE|<!ENTITY|<!\[CDATA\[/i.test(text)) {
    throw new Refusal(`La partie «\u00A0${part}\u00A0» du classeur est écrite d’une façon que cette page ne lit pas. Ouvrez-le dans votre tableur et enregistrez-le à nouveau.`);
  }
}

// Every element of that name, of any prefix, that holds none of its own: {tag, inner, begin, end}.
export function* elements(text, name) {
  const opening = new RegExp(`<((?:[\\w.-]+:)?${name})(?=[\\s/>])([^>]*)>`, 'g');
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const [whole, full, tag] = match;
    const begin = match.index;
    if (tag.endsWith('/')) {
      yield { tag, inner: '', begin, end: begin + whole.length };
      continue;
    }
    const inner_at = begin + whole.length;
    const closing = text.indexOf(`</${full}>`, inner_at);
    if (closing < 0) return;
    const end = closing + full.length + 3;
    opening.lastIndex = end;
    yield { tag, inner: text.slice(inner_at, closing), begin, end };
  }
}
