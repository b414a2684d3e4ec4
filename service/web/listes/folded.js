// SPDX-License-Identifier: EUPL-1.2
//
// Texts as they are compared (geo/address/fold.h): lower-case words of ASCII letters and digits, one
// space between; a letter beside a digit begins a word.

const kLigatures = { œ: 'oe', æ: 'ae', ø: 'o', ł: 'l', đ: 'd', ß: 'ss' };

export const folded_words = (text) => text.normalize('NFKD').toLowerCase()
  .replace(/[œæøłđß]/g, (letter) => kLigatures[letter])
  .replace(/\p{M}/gu, '')
  .replace(/[^a-z0-9]+/g, ' ')
  .replace(/(\d)(?=[a-z])|([a-z])(?=\d)/g, '$1$2 ')
  .trim();

// Of a column's name: a capital letter behind a small one begins a word, too.
export const header_words = (header) => folded_words(header.replace(/([a-z])(?=[A-Z])/g, '$1 '));

const kBlank = '[ \\t\\r\\n\\u00A0\\u2009\\u202F\\uFEFF]+';
const kAround = new RegExp(`^${kBlank}|${kBlank}$`, 'g');

// Without blanks at either end, be they no-break ones.
export const trimmed = (text) => text.replace(kAround, '');
