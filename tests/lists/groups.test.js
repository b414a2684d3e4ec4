// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Groups } from '../../service/web/listes/groups.js';
import { Job } from '../../service/web/listes/job.js';
import { read_review, write_review } from '../../service/web/listes/review_file.js';
import { answer, blob, table } from './support.js';

const candidate = (id, label) => ({ id, label, citycode: '62498', city: 'Lens', score: 0.7 });
const kCandidates = [candidate('c1', '12 Rue Pasteur 62300 Lens'), candidate('c2', '12 Rue Pastor 62300 Lens')];
const doubtful = answer({ answer: 'uncertain', likely: 'inside', doubt: 'weak_match', candidates: kCandidates });

// Answers as a service would that finds a candidate by its own label.
function body_of({ q }) {
  const own = kCandidates.find(({ label }) => label === q);
  if (own) return answer({ answer: own.id === 'c1' ? 'inside' : 'outside', address: { ...own, score: 1 } });
  if (q === 'nulle part') return answer({ answer: 'not_found', address: null });
  return q.startsWith('sûr') ? answer() : doubtful;
}

function answered(rows, choices = new Map(), bodies = body_of) {
  const job = new Job(table(rows), { header: 0, roles: [null, 'adresse', 'commune'], generations: [] });
  job.read_rows(0, rows.length);
  const ask = () => {
    for (let batch = job.next_batch(); batch; batch = job.next_batch()) {
      job.take(batch.places, JSON.parse(batch.text).map(({ id, ...question }) => ({ id, status: 200, body: bodies(question) })));
    }
  };
  ask();
  const groups = new Groups(job, choices);
  groups.ask_candidates();
  ask();
  groups.apply_choices();
  return { job, groups };
}

const kRows = [['nom', 'adresse', 'commune'], ['A', '12 rue Pastr', 'Lens'], ['B', 'sûr', 'Lens'],
  ['C', '12, RUE PASTR', 'LENS'], ['D', '14 rue Pastr', 'Lens'], ['E', 'nulle part', 'Lens']];

test('the same address is one group, the same street stands together, what can be chosen comes first', () => {
  const { groups } = answered(kRows);
  assert.deepEqual(groups.list.map(({ rows }) => rows), [[2, 4], [5], [6]]);
  assert.equal(groups.open, 2);
  const view = groups.view(groups.list[0]);
  assert.deepEqual(view.candidates.map(({ qpv }) => qpv), ['oui', 'non']);
});

test('one choice settles a group; it can be changed, be none of them, and be taken back', () => {
  const { job, groups } = answered(kRows);
  const { key } = groups.list[0];
  groups.choose(key, 'c1');
  assert.deepEqual([1, 3, 4].map((i) => job.cells(i)[0]), ['oui', 'oui', 'à vérifier']);
  assert.deepEqual(job.cells(1).slice(9), ['12 Rue Pasteur 62300 Lens', '0.7']);
  groups.choose(key, 'c2');
  assert.equal(job.cells(3)[0], 'non');
  groups.choose(key, '');
  assert.equal(job.cells(1)[0], 'introuvable');
  groups.choose(key, null);
  assert.equal(job.cells(1)[0], 'à vérifier');
});

// A label of which the service finds another address, with an answer that is not to be had by this choice.
test('a choice is for the address that was chosen and no other: else its rows stay to be checked, and say so', () => {
  const double = candidate('c3', '12 Rue Pasteur 62300 Lens'); // the same label as another's
  kCandidates.push(double);
  const { job, groups } = answered(kRows);
  kCandidates.pop();
  const { key } = groups.list[0];
  groups.choose(key, 'c3');
  assert.deepEqual(job.cells(1), ['à vérifier', '', '', 'adresse peu sûre', '', '', '', '', 'd1', '12 Rue Pasteur 62300 Lens', '0.7']);
  assert.deepEqual(job.answer(1).commune, { code: '62498', name: 'Lens' });
  const view = groups.view(groups.list[0]);
  assert.deepEqual([view.settled, view.choice, view.candidates.map(({ qpv }) => qpv)], [false, 'c3', ['oui', 'non', 'à vérifier']]);
  groups.choose(key, 'c1');
  assert.deepEqual([job.cells(1)[0], groups.view(groups.list[0]).settled], ['oui', true]);
});

// As happens where a code's commune is only of one of two rows that are written alike.
test('two spellings of one group that find different candidates: all of them can be chosen, shown and kept', async () => {
  const other = candidate('c3', '12 Rue Pastourelle 62300 Lens');
  const bodies = (question) => {
    if (question.q === other.label) return answer({ answer: 'inside', address: { ...other, score: 1 } });
    return question.q === '12, RUE PASTR' ? { ...doubtful, candidates: [kCandidates[1], other] } : body_of(question);
  };
  const { job, groups } = answered(kRows, new Map(), bodies);
  const [{ key }] = groups.list;
  assert.deepEqual(groups.view(groups.list[0]).candidates, [['c1', 'oui'], ['c2', 'non'], ['c3', 'oui']].map(([id, qpv], i) =>
    ({ id, label: [...kCandidates, other][i].label, qpv })));
  groups.choose(key, 'c3');
  assert.deepEqual([job.cells(1)[0], job.cells(3)[0], groups.view(groups.list[0]).settled], ['à vérifier', 'oui', false]);
  const choices = await read_review(blob(await write_review(groups).text()));
  assert.deepEqual([...choices], [[key, 'c3']]);
  groups.choose(key, 'c2');
  assert.deepEqual([job.cells(1)[0], job.cells(3)[0], groups.view(groups.list[0]).settled], ['non', 'non', true]);
});

test('a choice that has no column in the review file is left open there, not told as none', async () => {
  const more = Array.from({ length: 5 }, (_, i) => candidate(`m${i}`, `${i} Rue Pasto 62300 Lens`));
  const bodies = (question) => (question.q === '12, RUE PASTR' ? { ...doubtful, candidates: more } : body_of(question));
  const { groups } = answered(kRows, new Map(), bodies);
  groups.choose(groups.list[0].key, 'm4');
  assert.equal((await read_review(blob(await write_review(groups).text()))).size, 0);
});

test('the review file comes back with its choices, and settles another list', async () => {
  const { groups } = answered(kRows);
  groups.choose(groups.list[0].key, 'c2');
  groups.choose(groups.list[1].key, '');
  const text = await write_review(groups).text();
  assert.doesNotMatch(text, /[;\n][A-E];/, 'no name');
  const choices = await read_review(blob(text));
  assert.deepEqual([...choices.values()], ['c2', '']);
  const { job } = answered([['nom', 'adresse', 'commune'], ['Z', '12 RUE PASTR', 'Lens'], ['Y', '14 rue Pastr', 'lens']], choices);
  assert.deepEqual([job.cells(1)[0], job.cells(2)[0]], ['non', 'introuvable']);
});

test('a choice whose address is gone leaves its row to be checked, and is counted', () => {
  const { job, groups } = answered(kRows, new Map([['12 rue pastr||lens|', 'gone']]));
  assert.deepEqual([job.cells(1)[0], groups.unchosen], ['à vérifier', 1]);
});

test('a wrong choice, or another file, is refused by name of line and column', async () => {
  const wrong = async (text) => (await read_review(blob(text)).catch((error) => error)).message.replace(/\u00A0/g, ' ');
  assert.match(await wrong('groupe;choix;identifiant_1\na;7;x\n'), /ligne 2, colonne « choix » : « 7 »/);
  assert.match(await wrong('groupe;choix;identifiant_1\na;1;\n'), /ligne 2/);
  assert.match(await wrong('a;b\n1;2\n'), /pas un fichier de relecture/);
});
