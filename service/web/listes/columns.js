// SPDX-License-Identifier: EUPL-1.2
//
// Which column of a list says what: the rules are those of geo/batch/columns.h, so that page and tool
// take the same columns; tests/golden/columns_cases.json holds both to it.
import { look_at, looks_like_data } from './column_content.js';
import { kExact, role_of_name } from './column_words.js';

export const kSampleRows = 201; // a header and what is looked at
// A list may have several of these, which are joined.
export const kSeveral = new Set([null, 'adresse', 'voie', 'complement']);

const half = (content, name) => content.filled > 0 && content[name] * 2 >= content.filled;
const most = (content, name) => content.filled > 0 && content[name] * 10 >= content.filled * 8;

function is_header(row, words) {
  return row.some((cell) => role_of_name(cell, words).fit === kExact)
    || !row.some((cell) => looks_like_data(cell, words.street_words));
}

// What the cells leave of the name's role.
function confirmed(role, content) {
  if (half(content, 'mail')) return null;
  const place = ['code_postal', 'insee', 'commune'].includes(role);
  if (place && half(content, 'code_and_town')) return 'adresse';
  if (role === 'numero' && half(content, 'number_and_street')) return 'adresse';
  const postcodes = most(content, 'known_postcode');
  const citycodes = most(content, 'known_citycode');
  if (role === 'code_postal' && citycodes && !half(content, 'known_postcode')) return 'insee';
  if (role === 'insee' && postcodes && !half(content, 'known_citycode')) return 'code_postal';
  if (role === 'commune' && most(content, 'code')) return postcodes && !citycodes ? 'code_postal' : 'insee';
  const degrees = role === 'lon' || role === 'lat';
  return degrees && content.filled > 0 && !most(content, 'degrees') ? null : role;
}

const all = (roles, role) => [...roles.keys()].filter((i) => roles[i] === role);

// "Numéro" may be of a file or a person.
function confirm_number(roles, contents) {
  const beside = roles.includes('voie')
    || all(roles, 'adresse').some((i) => !half(contents[i], 'begins_with_digit'));
  for (const i of all(roles, 'numero')) {
    if (!beside || (contents[i].filled > 0 && !most(contents[i], 'number'))) roles[i] = null;
  }
}

function confirm_degrees(roles, contents) {
  const lon = roles.indexOf('lon');
  const lat = roles.indexOf('lat');
  if (lon < 0 || lat < 0) return;
  if (most(contents[lon], 'latitude') && most(contents[lat], 'longitude')) {
    [roles[lon], roles[lat]] = ['lat', 'lon'];
  }
}

function keep_one_of_each(roles, named) {
  for (let i = 0; i < roles.length; i++) {
    if (kSeveral.has(roles[i])) continue;
    const better = (other) => other !== i && roles[other] === roles[i]
      && (named[other].fit > named[i].fit || (named[other].fit === named[i].fit && other < i));
    if (!roles.some((_, other) => better(other))) continue;
    roles[i] = null;
    named[i].excluded = true; // it is what its name says, of which one is enough
  }
}

function find_by_content(roles, named, contents, header) {
  const free = (i) => roles[i] === null && !named[i].excluded && contents[i].filled > 0 && !half(contents[i], 'mail');
  const placed = ['code_postal', 'commune', 'insee'].some((role) => roles.includes(role));
  let wanted = !roles.includes('adresse') && !roles.includes('voie');
  for (let i = 0; i < roles.length; i++) {
    if (!free(i)) continue;
    const street = wanted && half(contents[i], 'number_and_street');
    if (street) wanted = false;
    if (street || (!placed && half(contents[i], 'code_and_town'))) roles[i] = 'adresse';
  }
  const find = (role, name) => {
    if (roles.includes(role)) return;
    const at = roles.findIndex((_, i) => free(i) && most(contents[i], name));
    if (at >= 0) roles[at] = role;
  };
  find('code_postal', 'known_postcode');
  find('insee', 'known_citycode');
  if (!header) find('commune', 'known_commune');
  if (roles.includes('lon') || roles.includes('lat')) return;
  find('lat', 'latitude');
  find('lon', 'longitude');
  if (roles.includes('lon') !== roles.includes('lat')) {
    for (const role of ['lon', 'lat']) for (const i of all(roles, role)) roles[i] = null;
  }
}

// `rows`: the first of a list, at most kSampleRows, as texts; `header`: 'look', 'present' or 'absent'.
// {names, roles, header}: a role or null for each column; without a header columns are "colonne 1"…
export function recognise(rows, known, words, header = 'look') {
  if (rows.length === 0) return { names: [], roles: [], header: false };
  const has_header = header === 'look' ? is_header(rows[0], words) : header === 'present';
  const width = has_header ? rows[0].length : rows.reduce((most_cells, row) => Math.max(most_cells, row.length), 0);
  const names = has_header ? [...rows[0]] : Array.from({ length: width }, (_, i) => `colonne ${i + 1}`);
  const named = names.map((name) => (has_header ? role_of_name(name, words) : { role: null, fit: 0, excluded: false }));
  const body = has_header ? rows.slice(1) : rows;
  const contents = names.map((_, i) => look_at(body, i, known, words.street_words));
  const roles = named.map(({ role }, i) => confirmed(role, contents[i]));
  confirm_number(roles, contents);
  confirm_degrees(roles, contents);
  keep_one_of_each(roles, named);
  find_by_content(roles, named, contents, has_header);
  return { names, roles, header: has_header };
}

export function can_ask(roles) {
  return ['adresse', 'voie', 'complement', 'code_postal', 'commune'].some((role) => roles.includes(role))
    || (roles.includes('lon') && roles.includes('lat'));
}
