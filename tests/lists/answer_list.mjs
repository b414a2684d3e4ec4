// SPDX-License-Identifier: EUPL-1.2
//
// node answer_list.mjs IN OUT KIND ROLE…: a list through the page's modules without a browser or a
// service: every question is answered "oui". KIND is csv or xlsx; a role is "-" for none.
import { readFileSync, writeFileSync } from 'node:fs';
import { Job } from '../../service/web/listes/job.js';
import { open_file } from '../../service/web/listes/open_file.js';
import { as_csv } from '../../service/web/listes/output.js';
import { as_workbook } from '../../service/web/listes/workbook_output.js';

const [input, output, kind, ...roles] = process.argv.slice(2);
const source = await open_file(new Blob([readFileSync(input)]), {});
const job = new Job(source, { header: 0, roles: roles.map((role) => (role === '-' ? null : role)), generations: [] });
job.read_rows(0, source.row_count);
const questions = [];
for (let batch = job.next_batch(); batch; batch = job.next_batch()) {
  const items = JSON.parse(batch.text);
  questions.push(...items);
  job.take(batch.places, items.map(({ id }) => ({ id, status: 200, body: {
    answer: 'inside', likely: 'inside', probability: 1, doubt: null, date: '2026-11-28', dataset: { id: 'd' },
    perimeters: [{ code: 'QN06226M', name: 'Cité 2' }], boundary: { distance_m: 80.68 },
    address: { label: '6 Rue Descartes 62300 Lens', id: 'a', score: 0.98 }, candidates: [],
  } })));
}
const notes = { indicative: 'indicative', data: 'données', date: '28/11/2026', perimeters: [] };
const made = kind === 'csv' ? as_csv(job, () => {}) : as_workbook(job, { notes }, () => {});
writeFileSync(output, Buffer.from(await made.blob.arrayBuffer()));
process.stdout.write(JSON.stringify({ rows: made.rows, questions, cells: Array.from({ length: source.row_count }, (_, i) => source.cells(i)) }));
