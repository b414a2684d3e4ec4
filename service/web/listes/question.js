// SPDX-License-Identifier: EUPL-1.2
//
// What is asked of a row: only the texts of its columns of addresses, as the tool reads them
// (geo/batch/question.h).
import { read_degrees, with_its_zero } from './column_content.js';
import { folded_words, trimmed } from './folded.js';
import { read_row_date } from './row_date.js';

const kLongest = 200; // characters of one text; what is longer is cut

const plain = (text) => trimmed(text).replace(/[\u00A0\u2009\u202F]/g, ' ');
const joined = (texts) => texts.filter((text) => text !== '').join(' ');

function cut(text) {
  if (text.length <= kLongest) return text;
  const characters = [...text];
  return characters.length > kLongest ? characters.slice(0, kLongest).join('') : text;
}

const is_citycode = (text) => /^(?:\d{2}|2[AB])\d{3}$/.test(text);

// Places of the columns by role, in the file's order.
export function columns_by_role(roles) {
  const places = {};
  roles.forEach((role, i) => { if (role) (places[role] ??= []).push(i); });
  return places;
}

// "12" of "12 RUE PASTEUR", not of "123 RUE PASTEUR".
const begins_with_number = (street, number) => number !== '' && street.startsWith(number) && !/^\d/.test(street.slice(number.length));

// The parts of an address. A house number is a part of its own beside a street; it goes before an
// address on one line.
function parts_of(text_of) {
  const street = text_of('voie');
  let q = text_of('adresse');
  if (q === '' && street === '') q = text_of('complement');
  let housenumber = joined([text_of('numero'), text_of('repetition')]);
  if (begins_with_number(street, housenumber)) housenumber = '';
  if (housenumber !== '' && street === '') {
    if (q !== '') q = cut(joined([housenumber, q]));
    housenumber = '';
  }
  return { q, housenumber, street };
}

// {question, zeros, wrong_date, blank}: `question` as POST /v1/batch takes it without its id, null where
// nothing can be asked; how many codes got their zero back; a day that cannot be read; a blank row.
export function question_of(source, i, places) {
  const cells = source.cells(i);
  const text_of = (role) => cut(joined((places[role] ?? []).map((column) => plain(cells[column] ?? ''))));
  const out = { question: null, zeros: 0, wrong_date: false, blank: cells.every((text) => trimmed(text) === '') };
  if (out.blank) return out;
  const code_of = (role) => {
    const text = text_of(role);
    const whole = with_its_zero(text);
    if (whole !== text) out.zeros++;
    return whole;
  };
  const postcode = code_of('code_postal');
  const citycode = code_of('insee');
  const parts = { ...parts_of(text_of), postcode, city: text_of('commune'), citycode: is_citycode(citycode) ? citycode : '' };
  let question = {};
  for (const [name, text] of Object.entries(parts)) if (text !== '') question[name] = text;
  if (!has_address(question)) question = point_of(text_of('lon'), text_of('lat'));
  if (places.date) add_day(source, i, places.date[0], question, out);
  if (!out.wrong_date) out.question = question;
  return out;
}

export const has_address = (question) => ['q', 'street', 'city', 'postcode'].some((name) => name in question);

function point_of(lon_text, lat_text) {
  const lon = read_degrees(lon_text);
  const lat = read_degrees(lat_text);
  if (lon === null || lat === null || Math.abs(lon) > 180 || Math.abs(lat) > 90) return null;
  return { lon, lat };
}

function add_day(source, i, column, question, out) {
  const text = plain(source.date_text(i, column));
  if (text === '') return;
  const day = read_row_date(text);
  if (day && question) question.date = day;
  out.wrong_date = !day;
}

const street_text = ({ q = '', housenumber = '', street = '' }) => folded_words(joined([q, housenumber, street]));
const with_place = (text, { postcode = '', city = '', citycode = '' }) =>
  `${text}|${folded_words(postcode)}|${folded_words(city)}|${citycode}`;

// The same for questions that ask for the same address, whatever their case, accents, blanks and
// punctuation: "12 rue pasteur|62300|lens|" (geo/batch/review.h).
export const group_key = (question) => with_place(street_text(question), question);

// The same without the number: what brings the groups of one street together.
export function street_key(question) {
  const text = street_text(question);
  const name = text.search(/[^0-9 ]/);
  return with_place(name < 0 ? text : text.slice(name), question);
}
