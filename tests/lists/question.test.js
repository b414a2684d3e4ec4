// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { columns_by_role, group_key, question_of, street_key } from '../../service/web/listes/question.js';
import { read_row_date } from '../../service/web/listes/row_date.js';
import { table } from './support.js';

const ask = (roles, cells) => question_of(table([cells]), 0, columns_by_role(roles));

test('columns of one role are joined in the file’s order, persons are left out', () => {
  const { question } = ask([null, 'adresse', 'adresse', 'code_postal', 'commune'],
    ['Léa Martin', ' 12 rue\u00A0Pasteur ', 'bât. B', '62300', 'Lens']);
  assert.deepEqual(question, { q: '12 rue Pasteur bât. B', postcode: '62300', city: 'Lens' });
});

test('a number is a part of its own beside a street, and goes before an address', () => {
  assert.deepEqual(ask(['numero', 'repetition', 'voie'], ['12', 'bis', 'rue Pasteur']).question,
    { housenumber: '12 bis', street: 'rue Pasteur' });
  assert.deepEqual(ask(['numero', 'adresse'], ['12', 'rue Pasteur']).question, { q: '12 rue Pasteur' });
});

test('a number that the street has already is not asked twice', () => {
  const roles = ['numero', 'repetition', 'voie'];
  assert.deepEqual(ask(roles, ['12', '', '12 rue Pasteur']).question, { street: '12 rue Pasteur' });
  assert.deepEqual(ask(roles, ['12', 'bis', '12 bis rue Pasteur']).question, { street: '12 bis rue Pasteur' });
  assert.deepEqual(ask(roles, ['12', '', '12bis rue Pasteur']).question, { street: '12bis rue Pasteur' });
  assert.deepEqual(ask(roles, ['12', '', '123 rue Pasteur']).question, { housenumber: '12', street: '123 rue Pasteur' });
  assert.deepEqual(ask(roles, ['', '', '12 rue Pasteur']).question, { street: '12 rue Pasteur' });
});

test('lost zeros come back and are counted; an INSEE that is none is left out', () => {
  const { question, zeros } = ask(['adresse', 'code_postal', 'insee'], ['x', '1000', '1053']);
  assert.deepEqual([question, zeros], [{ q: 'x', postcode: '01000', citycode: '01053' }, 2]);
  assert.deepEqual(ask(['adresse', 'insee'], ['x', 'Lens']).question, { q: 'x' });
  assert.deepEqual(ask(['adresse', 'insee'], ['x', '2A004']).question, { q: 'x', citycode: '2A004' });
});

test('a place is asked only where there is no address', () => {
  const roles = ['adresse', 'lon', 'lat'];
  assert.deepEqual(ask(roles, ['', '2,84', '50.43']).question, { lon: 2.84, lat: 50.43 });
  assert.deepEqual(ask(roles, ['x', '2,84', '50.43']).question, { q: 'x' });
  for (const wrong of ['', 'nord', '999', '2,8,4']) assert.equal(ask(roles, ['', wrong, '50.43']).question, null);
});

test('a text over 200 characters is cut, between characters', () => {
  assert.equal([...ask(['adresse'], ['😀'.repeat(300)]).question.q].length, 200);
});

test('a row’s own day: French, ISO, with a time; what is none is said', () => {
  for (const [text, day] of [['12/05/2024', '2024-05-12'], ['1/2/2024', '2024-02-01'], ['2024-05-12', '2024-05-12'],
    ['2024-05-12T00:00:00Z', '2024-05-12'], ['12.05.2024 08:30', '2024-05-12'], ['30/02/2024', null],
    ['2024', null], ['hier', null], ['12/05/24', null]]) assert.equal(read_row_date(text), day, text);
  assert.deepEqual(ask(['adresse', 'date'], ['x', '12/05/2024']).question, { q: 'x', date: '2024-05-12' });
  const wrong = ask(['adresse', 'date'], ['x', 'hier']);
  assert.deepEqual([wrong.question, wrong.wrong_date], [null, true]);
});

test('the same address in other letters is the same group', () => {
  const key = group_key({ q: '12, RUE PASTEUR', postcode: '62300', city: 'LENS' });
  assert.equal(key, '12 rue pasteur|62300|lens|');
  assert.equal(group_key({ q: '12 rue  Pasteur', postcode: '62300', city: 'Lens' }), key);
  assert.equal(street_key({ q: '14 rue Pasteur', postcode: '62300', city: 'Lens' }), 'rue pasteur|62300|lens|');
});
