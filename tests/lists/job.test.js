// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cells_of } from '../../service/web/listes/answer.js';
import { Job } from '../../service/web/listes/job.js';
import { find_earlier } from '../../service/web/listes/placement.js';
import { as_csv } from '../../service/web/listes/output.js';
import { answer, table } from './support.js';

const kGenerations = [{ generation: 2015, valid_from: '2015-01-01', valid_to: '2023-12-31' },
  { generation: 2024, valid_from: '2024-01-01', valid_to: null }];

function job_of(rows, roles, header = 0, earlier = null) {
  const job = new Job(table(rows), { header, roles, generations: kGenerations, earlier });
  job.read_rows(0, rows.length);
  return job;
}

const reply = ({ text }, body) => JSON.parse(text).map(({ id }) => ({ id, status: 200, body }));

test('a question is asked once, by the first row that has it; blank rows ask nothing', () => {
  const job = job_of([['nom', 'adresse'], ['A', 'x'], ['', ''], ['B', 'x'], ['C', 'y'], ['D', '']], [null, 'adresse']);
  const batch = job.next_batch();
  assert.deepEqual(JSON.parse(batch.text).sort((a, b) => a.id - b.id), [{ id: 2, q: 'x' }, { id: 5, q: 'y' }]);
  assert.equal(job.next_batch(), null);
  job.take(batch.places, reply(batch, answer()));
  assert.ok(job.done);
  assert.deepEqual([1, 2, 3, 4, 5].map((i) => job.cells(i)?.[0]), ['non', undefined, 'non', 'non', 'introuvable']);
  assert.equal(job.rows, 4);
});

test('at most 1,000 rows a request, and less than a mebibyte', () => {
  const long = 'é'.repeat(199);
  const rows = Array.from({ length: 2500 }, (_, i) => [`${i}${long}`.slice(0, 200), long, long, long]);
  const job = job_of([['a', 'b', 'c', 'd'], ...rows], ['adresse', 'voie', 'code_postal', 'commune']);
  let asked = 0;
  for (let batch = job.next_batch(); batch; batch = job.next_batch()) {
    assert.ok(batch.places.length <= 1000);
    assert.ok(Buffer.byteLength(batch.text) < 1 << 20, Buffer.byteLength(batch.text));
    asked += batch.places.length;
  }
  assert.equal(asked, 2500);
});

test('answers to something else are not taken', () => {
  const job = job_of([['adresse'], ['x'], ['y']], ['adresse']);
  const batch = job.next_batch();
  const good = reply(batch, answer());
  for (const wrong of [{}, [], good.slice(1), [...good].reverse(), good.map((each) => ({ ...each, body: {} })), good.map((each) => ({ ...each, body: null }))]) {
    assert.throws(() => job.take(batch.places, wrong));
  }
  job.give_back(batch.places);
  assert.equal(job.next_batch().places.length, 2);
});

test('what the service fails to answer is asked again before anything is taken, and holds up no other in the end', () => {
  const job = job_of([['adresse', 'insee'], ['x', '62498'], ['y', ''], ['z', '']], ['adresse', 'insee']);
  const batch = job.next_batch();
  const results = JSON.parse(batch.text).map(({ id }) => (id === 3 ? { id, status: 500, body: { type: '/problems/internal' } }
    : { id, status: 200, body: answer(id === 2 ? { answer: 'not_found', address: null } : {}) }));
  assert.equal(job.take(batch.places, results), 1);
  assert.deepEqual([job.answered, job.next_batch()], [0, null], 'nothing is taken, not even what is to be asked without its INSEE');
  assert.equal(job.take(batch.places, results, true), 0);
  assert.deepEqual(JSON.parse(job.next_batch().text), [{ id: 2, q: 'x' }]);
  assert.deepEqual(job.cells(2).slice(0, 4), ['à vérifier', '', '', 'erreur du service']);
  assert.equal(job.cells(3)[0], 'non');
});

test('a service that fails to answer anything settles nothing', () => {
  const job = job_of([['adresse'], ['x'], ['y']], ['adresse']);
  const { places, text } = job.next_batch();
  const results = JSON.parse(text).map(({ id }) => ({ id, status: 503, body: { type: '/problems/unavailable' } }));
  assert.equal(job.take(places, results, true), 2);
  assert.equal(job.answered, 0);
});

test('without addresses in the data, none is found, as by the tool; what the service named says which data', () => {
  const rows = [['adresse', 'lon', 'lat'], ['x', '', ''], ['', '2,8', '50,4']];
  const job = new Job(table(rows), { header: 0, roles: ['adresse', 'lon', 'lat'], generations: kGenerations, dataset: 'd1', earlier: null });
  job.read_rows(0, rows.length);
  const { places, text } = job.next_batch();
  const results = JSON.parse(text).map(({ id, q }) => (q ? { id, status: 503, body: { type: 'https://x.example/problems/no-addresses', detail: 'Non.' } }
    : { id, status: 200, body: answer({ address: undefined }) }));
  assert.equal(job.take(places, results), 0);
  assert.ok(job.done);
  assert.deepEqual(job.cells(1), ['introuvable', '', '', '', '', '', '', '', 'd1', '', '']);
  assert.equal(job.cells(2)[0], 'non');
});

test('not found with its INSEE, it is asked without', () => {
  const job = job_of([['adresse', 'insee'], ['x', '62498']], ['adresse', 'insee']);
  const first = job.next_batch();
  job.take(first.places, reply(first, answer({ answer: 'not_found', address: null })));
  assert.equal(job.done, false);
  const second = job.next_batch();
  assert.deepEqual(JSON.parse(second.text), [{ id: 2, q: 'x' }]);
  job.take(second.places, reply(second, answer({ answer: 'inside' })));
  assert.deepEqual([job.done, job.cells(1)[0]], [true, 'oui']);
});

test('a refusal is never a no', () => {
  const job = job_of([['adresse'], ['x'], ['y']], ['adresse']);
  const { places, text } = job.next_batch();
  const [a, b] = JSON.parse(text);
  job.take(places, [{ id: a.id, status: 400, body: { parameter: 'q' } }, { id: b.id, status: 400, body: { parameter: 'date' } }]);
  const words = [1, 2].map((i) => job.cells(i)[0]).sort();
  assert.deepEqual(words, ['introuvable', 'à vérifier'].sort());
});

test('the cells of an answer', () => {
  assert.deepEqual(cells_of(answer({
    answer: 'uncertain', likely: 'inside', probability: 0.876543, doubt: 'near_boundary', date: '2020-05-01',
    perimeters: [{ code: 'QP1', name: 'A' }, { code: 'QP2', name: 'B' }], boundary: { distance_m: 3.1 },
    address: { label: '6 Rue Descartes 62300 Lens', score: 0.98765 },
  }), kGenerations), ['à vérifier', 'QP1|QP2', 'A|B', 'limite proche', 'oui', '0.8765', '3.1', '2015', 'd1',
    '6 Rue Descartes 62300 Lens', '0.9877']);
  assert.deepEqual(cells_of(answer({ answer: 'not_found', likely: null, address: null }), kGenerations),
    ['introuvable', '', '', '', '', '', '', '', 'd1', '', '']);
});

test('CSV for Excel: a mark, semicolons, every row, in its order, neutralised cells counted', async () => {
  const rows = [['nom', 'adresse'], ['=1+1', 'x'], [''], ['B;b', 'y', 'plus'], [' ', '']];
  const job = job_of(rows, [null, 'adresse']);
  const batch = job.next_batch();
  job.take(batch.places, reply(batch, answer()));
  const { blob, neutralised, rows: count } = as_csv(job, () => {});
  const bytes = new Uint8Array(await blob.arrayBuffer());
  assert.deepEqual([...bytes.subarray(0, 3)], [0xEF, 0xBB, 0xBF]);
  const lines = new TextDecoder().decode(bytes).split('\r\n');
  assert.equal(lines[0], 'nom;adresse;;qpv;qpv_code;qpv_quartier;qpv_doute;qpv_probable;qpv_probabilite;qpv_distance_m;qpv_generation;qpv_donnees;qpv_adresse_trouvee;qpv_score');
  assert.ok(lines[1].startsWith("'=1+1;x;;non;"));
  assert.equal(lines[2], '');
  assert.ok(lines[3].startsWith('"B;b";y;plus;non;'));
  assert.equal(lines[4], ` ${';'.repeat(13)}`, 'blank cells are cells');
  assert.deepEqual([neutralised, count, lines.length], [1, 5, 6]);
});

test('columns of an earlier answer: wherever they stand in a header, where they are ours', () => {
  const found = (names, header = true) => find_earlier({ names, header });
  assert.equal(found(['nom', 'adresse', 'qpv 2024']), null);
  assert.equal(found(['qpv', 'qpv_code', 'adresse'], false), null);
  assert.equal(found(['nom', 'qpv_quartier', 'qpv']), null, 'a note of the list’s own');
  assert.equal(found(['nom', 'qpv_code', 'qpv_donnees']), null);
  assert.deepEqual(found(['qpv', 'Commentaire', 'qpv_code', 'qpv_quartier', 'adresse']), { columns: [0, 2, 3], names: ['qpv', 'qpv_code', 'qpv_quartier'] });
  assert.deepEqual(found(['qpv_donnees', 'x', 'qpv']), { columns: [0, 2], names: ['qpv_donnees', 'qpv'] });
  assert.deepEqual(found(['qpv', 'adresse', 'qpv', 'qpv_code']), { columns: [2, 3], names: ['qpv', 'qpv_code'] }, 'the last is ours');
});

test('an earlier answer is replaced where it stands; what is not answered stays', async () => {
  const rows = [['titre'], ['qpv_adresse_trouvee', 'nom', 'qpv', 'adresse', 'qpv_code'], ['ailleurs', 'A', 'oui', 'x', 'Q9'], ['', '', '', '', ''],
    ['', 'B', 'oui', '', 'Q9'], ['', 'C']];
  const job = job_of(rows, [null, null, null, 'adresse', null], 1, find_earlier({ names: rows[1], header: true }));
  const batch = job.next_batch();
  job.take(batch.places, reply(batch, answer()));
  const text = await as_csv(job, () => {}).blob.text();
  assert.deepEqual(text.split('\r\n'), ['titre;;;;', 'qpv_adresse_trouvee;nom;qpv;adresse;qpv_code', '1 Rue X 62300 Lens;A;non;x;', ';;;;',
    ';B;introuvable;;', ';C;introuvable;;', '']);
});

test('a column “qpv” of the list’s own stays, and all columns are added', async () => {
  const rows = [['nom', 'adresse', 'qpv'], ['A', 'x', 'vu le 3 mai']];
  const job = job_of(rows, [null, 'adresse', null], 0, find_earlier({ names: rows[0], header: true }));
  const batch = job.next_batch();
  job.take(batch.places, reply(batch, answer()));
  const [header, first] = (await as_csv(job, () => {}).blob.text()).split('\r\n');
  assert.ok(header.startsWith('nom;adresse;qpv;qpv;qpv_code;'), header);
  assert.ok(first.startsWith('A;x;vu le 3 mai;non;'), first);
});
