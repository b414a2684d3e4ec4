// SPDX-License-Identifier: EUPL-1.2
//
// What columns are called: data/lexicon/columns.tsv, whose head says how it is read.
import { header_words } from './folded.js';

// The roles of columns, in the order of their choice; null is none.
export const kRoles = ['adresse', 'numero', 'repetition', 'voie', 'complement', 'code_postal', 'commune',
  'insee', 'lon', 'lat', 'date'];

export const kContained = 1;
export const kExact = 2;

// {spellings: [{text, words, role, alone}], exact: Map, street_words: Set}
export function read_column_words(tsv) {
  const out = { spellings: [], exact: new Map(), street_words: new Set() };
  for (const line of tsv.split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const [role, text, alone] = line.split('\t');
    if (role === 'mot') {
      out.street_words.add(text);
      continue;
    }
    const spelling = { text, words: text.split(' '), role: role === 'aucun' ? null : role, alone: alone === 'seul' };
    out.spellings.push(spelling);
    if (!out.exact.has(text)) out.exact.set(text, spelling);
  }
  return out;
}

// "aucun" before all others, then the spelling that says most.
function says_more(spelling, other) {
  if ((spelling.role === null) !== (other.role === null)) return spelling.role === null;
  if (spelling.words.length !== other.words.length) return spelling.words.length > other.words.length;
  return spelling.text.length > other.text.length;
}

// {role, fit, excluded}: `excluded` when the name says that it is none of the roles.
export function role_of_name(header, words) {
  const text = header_words(header);
  const exact = words.exact.get(text);
  if (exact) return { role: exact.role, fit: kExact, excluded: exact.role === null };
  const present = new Set(text.split(' '));
  let best = null;
  for (const spelling of words.spellings) {
    if (spelling.alone || !spelling.words.every((word) => present.has(word))) continue;
    if (!best || says_more(spelling, best)) best = spelling;
  }
  if (!best) return { role: null, fit: 0, excluded: false };
  return { role: best.role, fit: kContained, excluded: best.role === null };
}
