// SPDX-License-Identifier: EUPL-1.2
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { read_column_words } from '../../service/web/listes/column_words.js';

const kSource = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

export const source_text = (name) => readFileSync(path.join(kSource, name), 'utf8');
export const words = read_column_words(source_text('data/lexicon/columns.tsv'));
export const blob = (...parts) => new Blob(parts);

// Rows of cells as the sources give them.
export const table = (rows) => ({
  kind: 'csv',
  columns: Math.max(...rows.map((cells) => cells.length)),
  row_count: rows.length,
  cells: (i) => [...rows[i]],
  row_number: (i) => i + 1,
  date_text: (i, column) => rows[i][column] ?? '',
});

export const all_rows = (source) => Array.from({ length: source.row_count }, (_, i) => source.cells(i));

// An answer of the API, as far as the page reads it.
export const answer = (members = {}) => ({
  answer: 'outside', likely: 'outside', probability: 0, doubt: null, date: '2026-11-28', perimeters: [],
  boundary: null, dataset: { id: 'd1' }, address: { label: '1 Rue X 62300 Lens', id: 'a', score: 1 }, candidates: [],
  ...members,
});
