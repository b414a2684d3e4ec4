// SPDX-License-Identifier: EUPL-1.2
//
// The file that is given back: every row of the one that came, in its order, with columns behind.
import { kNumbers } from './answer.js';
import { csv_line, kCsvMark } from './csv_writer.js';

const kPieceRows = 5000;

// A row as texts: the file's own to its width, with ours. Null for a blank line.
function row_texts(job, i) {
  const own = job.source.cells(i);
  if (own.join('') === '' && own.length < 2) return null;
  const { placement, source: { columns } } = job;
  while (own.length < columns) own.push('');
  if (i === job.terms.header) return placement.placed(own, placement.names);
  const cells = job.cells(i);
  if (cells) return placement.placed(own, placement.chosen(cells));
  return placement.replaces ? own : placement.placed(own, placement.names.map(() => ''));
}

// {blob, neutralised, rows}. A blank line stays one.
export function as_csv(job, on_progress) {
  const pieces = [kCsvMark];
  let neutralised = 0;
  let piece = '';
  const rows = job.source.row_count;
  for (let i = 0; i < rows; i++) {
    const texts = row_texts(job, i);
    const { line, neutralised: count } = csv_line(texts ?? ['']);
    piece += line;
    neutralised += count;
    if (i % kPieceRows === 0 || i + 1 === rows) {
      pieces.push(new Blob([piece]));
      piece = '';
      on_progress(i / rows);
    }
  }
  return { blob: new Blob(pieces, { type: 'text/csv;charset=utf-8' }), neutralised, rows };
}

// Our cells of a row with numbers as such, '' for nothing.
export function typed_cells(cells) {
  return cells.map((text, column) => (kNumbers.has(column) && text !== '' ? Number(text) : text));
}
