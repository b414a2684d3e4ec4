// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { data_text, day_text, legend_rows, notes_of } from '../../service/web/listes/notes.js';

test('the sheets beside the list tell the day that was asked and the data that answered', () => {
  assert.equal(day_text('2022-03-05'), '05/03/2022');
  assert.match(day_text(''), /^\d\d\/\d\d\/\d{4}$/);
  const notes = { indicative: 'i', data: data_text({ perimeters: 'QP 2024', official: false }), date: day_text('2022-03-05') };
  const told = (job) => legend_rows(notes_of(job, notes)).slice(-2).map(({ values }) => values[1]);
  assert.deepEqual(told({ data_id: 'd7', places: {} }), ['QP 2024 — données transcrites ou partielles, indicatives. Version d7.', '05/03/2022']);
  assert.equal(told({ data_id: 'd7', places: { date: [2] } })[1], '05/03/2022, et le jour de la personne là où la liste en a un');
});
