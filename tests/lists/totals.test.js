// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CountSheet, kHidden, kShown } from '../../service/web/listes/count_sheet.js';
import { count_up } from '../../service/web/listes/totals.js';
import { source_text } from './support.js';

const letter = (shown) => (shown === kShown ? '.' : shown === kHidden ? 'h' : 's');

test('small counts are hidden as the tool hides them, sheet for sheet', () => {
  const { cases } = JSON.parse(source_text('tests/golden/counts_cases.json'));
  assert.ok(cases.length >= 100);
  for (const { name, least, values, sums, shown } of cases) {
    const sheet = new CountSheet();
    for (const value of values) sheet.add(value);
    for (const [total, parts] of sums) sheet.sum(total, parts);
    sheet.suppress(least);
    assert.equal(values.map((_, id) => letter(sheet.shown(id))).join(''), shown, name);
  }
});

const kPerimeters = [
  { code: 'Q2', name: 'Les Deux', quartier: 'Les Deux', communes: 'Lens, Liévin' },
  { code: 'Q1', name: 'Les Deux', quartier: 'Les Deux', communes: 'Lens' },
  { code: 'Q3', name: 'Seul', quartier: null, communes: 'Avion' },
];

const lens = { code: '62498', name: 'Lens' };
const avion = { code: '62065', name: 'Avion' };
const yes = (code, commune = lens) => ({ cells: ['oui', code, `de ${code}`, ''], commune });
const no = (commune = lens) => ({ cells: ['non', '', '', ''], commune });
const open = (doubt, commune = lens) => ({ cells: ['à vérifier', '', '', doubt], commune });
const lost = () => ({ cells: ['introuvable', '', '', ''], commune: null });

// Rows with one column beside their answers.
const job_of = (...rows) => {
  const all = rows.flatMap(([times, answer, value = '']) => Array(times).fill([answer, value]));
  return { from: 0, source: { row_count: all.length, cells: (i) => [all[i][1]] }, answer: (i) => all[i][0] };
};

test('answers, doubts, quartiers and communes of a list', () => {
  const job = job_of([6, yes('Q1')], [7, yes('Q2|Q1')], [9, yes('Q3', avion)], [8, yes('Q9')], [20, no()], [5, open('limite proche')],
    [6, open('adresse peu sûre', avion)], [30, lost()], [2, null]);
  const { answers, doubts, quartiers, communes, alone } = count_up(job, kPerimeters);
  assert.deepEqual(answers, [30, 20, 11, 30, 91]);
  assert.deepEqual(doubts, [{ name: 'adresse peu sûre', count: 6 }, { name: 'limite proche', count: 5 }]);
  assert.deepEqual(quartiers.map(({ name, codes, communes: towns, count }) => [name, codes, towns, count]), [
    ['de Q9', ['Q9'], '', 8], ['Les Deux', ['Q1', 'Q2'], 'Lens, Liévin', 13], ['Seul', ['Q3'], 'Avion', 9]]);
  assert.deepEqual(communes, [{ name: 'Avion (62065)', counts: [9, 0, 6, 0, 15] }, { name: 'commune non trouvée', counts: [0, 0, 0, 30, 30] },
    { name: 'Lens (62498)', counts: [21, 20, 5, 0, 46] }]);
  assert.equal(alone, false);
});

test('what one table hides, no other gives back', () => {
  const job = job_of([40, yes('Q1')], [3, yes('Q3', avion)], [20, no()], [20, no(avion)]);
  const { answers, quartiers, communes } = count_up(job, kPerimeters);
  // Of Avion, not even what hides the small count may be told by Lens and the sums of both.
  assert.deepEqual(answers, ['masqué', 40, 0, 0, 83]);
  assert.deepEqual(quartiers.map(({ name, count }) => [name, count]), [['Les Deux', 'masqué'], ['Seul', 'moins de 5']]);
  assert.deepEqual(communes, [{ name: 'Avion (62065)', counts: ['moins de 5', 'masqué', 0, 0, 'masqué'] },
    { name: 'Lens (62498)', counts: ['masqué', 'masqué', 0, 0, 60] }]);
});

test('by a column of the file; blank cells are a value, too many are no totals', () => {
  const job = job_of([10, yes('Q1'), 'Emploi'], [6, no(), ' '], [20, no(), 'Emploi'], [9, no(), 'Logement']);
  const { values, too_many, alone } = count_up(job, kPerimeters, 0);
  assert.deepEqual(values, [{ name: 'Emploi', counts: [10, 20, 0, 0, 30] }, { name: 'Logement', counts: [0, 9, 0, 0, 9] },
    { name: '(vide)', counts: [0, 6, 0, 0, 6] }]);
  assert.deepEqual([too_many, alone], [0, false]);
  const many = job_of(...Array.from({ length: 201 }, (_, i) => [1, no(), `v${i}`]));
  assert.deepEqual([count_up(many, [], 0).too_many, count_up(many, [], 0).values], [201, []]);
});

test('a column whose small counts only a sum of all rows can hide says that it stands alone', () => {
  const job = job_of([4, yes('Q1'), 'a'], [4, yes('Q1'), 'b'], [50, no(), 'c']);
  assert.deepEqual(count_up(job, kPerimeters).answers, [8, 50, 0, 0, 58]);
  const { answers, values, alone } = count_up(job, kPerimeters, 0);
  assert.equal(alone, true);
  assert.equal(answers[0], 'masqué');
  assert.deepEqual(values.filter(({ name }) => name !== 'c').map(({ counts }) => counts[0]), ['moins de 5', 'moins de 5']);
});

test('200 values of a column, and a list’s other tables, take no time that is felt', (t) => {
  let seed = 11;
  const random = (most) => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    return Math.floor((seed / 4294967296) * most);
  };
  const made = [];
  for (let i = 0; i < 200; i++) {
    const commune = { code: `62${String(i % 36).padStart(3, '0')}`, name: `C${i % 36}` };
    const count = () => (random(2) ? random(8) : random(120));
    made.push([count(), yes(`Q${i % 22}`, commune), `v${i}`], [count(), no(commune), `v${i}`], [count(), open('limite proche', commune), `v${i}`], [count(), lost(), `v${i}`]);
  }
  const job = job_of(...made);
  const began = performance.now();
  const { values } = count_up(job, kPerimeters, 0);
  t.diagnostic(`${Math.round(performance.now() - began)} ms for ${values.length} values, wanted under 200`);
  assert.equal(values.length, 200);
});
