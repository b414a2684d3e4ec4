// SPDX-License-Identifier: EUPL-1.2
//
// What the cells of a column look like (geo/batch/column_content.h).
import { folded_words, trimmed } from './folded.js';

const is_code = (text) => /^(?:\d{4,5}|2[AB]\d{3})$/.test(text);
const is_house_number = (words) => /^\d{1,4}(?!\d)\D{0,7}$/.test(words);
const is_code_and_town = (words) => /^\d{4,5} \D/.test(words);
const has_decimals = (text) => /[.,]/.test(text);

// A number of at most four digits, and within three words of it one that streets begin with.
function is_number_and_street(words, street_words) {
  let since = 4;
  for (const word of words.split(' ')) {
    const digits = /^\d+$/.test(word);
    since++;
    if (digits && word.length <= 4) since = 0;
    if (!digits && since <= 3 && street_words.has(word)) return true;
  }
  return false;
}

// "1000" as "01000", where it is 4 digits.
export const with_its_zero = (code) => (/^\d{4}$/.test(code) ? `0${code}` : code);

// A number as people write coordinates; null for anything else.
export function read_degrees(text) {
  const plain = text.replaceAll(',', '.').replace(/^\+/, '');
  return /^-?(?:\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : null;
}

// What no header says: a code of 5 digits, decimal degrees, a number and a street.
export function looks_like_data(cell, street_words) {
  const text = trimmed(cell);
  if (text.length === 5 && is_code(text)) return true;
  if (has_decimals(text) && read_degrees(text) !== null) return true;
  const words = folded_words(text);
  return is_number_and_street(words, street_words) || is_code_and_town(words);
}

const kNothing = { filled: 0, mail: 0, number: 0, begins_with_digit: 0, number_and_street: 0,
  code_and_town: 0, code: 0, known_postcode: 0, known_citycode: 0, known_commune: 0, degrees: 0,
  latitude: 0, longitude: 0 };

function count_degrees(cell, content) {
  const degrees = read_degrees(cell);
  if (degrees === null || Math.abs(degrees) > 180) return;
  content.degrees++;
  if (!has_decimals(cell)) return;
  if (degrees >= 41 && degrees <= 52) content.latitude++;
  if (degrees >= -6 && degrees <= 10) content.longitude++;
}

// `known`: {postcodes, citycodes, communes}, Sets of what the base has. Counts, of filled cells.
export function look_at(rows, column, known, street_words) {
  const content = { ...kNothing };
  const count = (name, holds) => { if (holds) content[name]++; };
  for (const row of rows) {
    const cell = trimmed(row[column] ?? '');
    if (cell === '') continue;
    const words = folded_words(cell);
    content.filled++;
    count('mail', cell.includes('@'));
    count('number', is_house_number(words));
    count('begins_with_digit', /^\d/.test(cell));
    count('number_and_street', is_number_and_street(words, street_words));
    count('code_and_town', is_code_and_town(words));
    count('known_commune', known.communes.has(words));
    if (is_code(cell)) {
      const code = with_its_zero(cell);
      content.code++;
      count('known_postcode', known.postcodes.has(code));
      count('known_citycode', known.citycodes.has(code));
    }
    count_degrees(cell, content);
  }
  return content;
}
