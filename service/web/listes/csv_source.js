// SPDX-License-Identifier: EUPL-1.2
//
// A file of text (CSV, TSV, TXT) as rows of cells. Holds the file's bytes and where rows begin; cells
// are read when somebody looks at them.
import { decode, sniff_encoding } from './encoding.js';
import { kSniffedBytes, sniff_dialect } from './dialect.js';
import { scan_row, unquoted } from './scanner.js';
import { Refusal, number_text, size_text } from './refusal.js';

const kRowBytes = 1024 * 1024;
const kMostCells = 16384; // what a spreadsheet has columns
const kMostBytes = 300 * 1024 * 1024;
const kPieceBytes = 8 * 1024 * 1024;

const slice = async (file, from, to) => new Uint8Array(await file.slice(from, to).arrayBuffer());

// UTF-16 is read as UTF-8 from here on: rows are then looked for in single bytes.
function to_utf8(bytes, encoding) {
  if (bytes.length % 2 !== 0) {
    throw new Refusal(`Le fichier finit au milieu d’un caractère (${encoding})\u00A0: il est sans doute tronqué.`);
  }
  return new TextEncoder().encode(new TextDecoder(encoding).decode(bytes));
}

function check_row(row, at, size, line) {
  const column = row.cells.length / 3;
  if (row.end - at > kRowBytes || size > kRowBytes) {
    const why = row.open && row.lines > 0 ? 'un guillemet ouvert n’y est sans doute pas fermé'
      : 'le fichier n’a sans doute pas de fins de ligne';
    throw new Refusal(`La ligne ${number_text(line)} dépasse ${kRowBytes / 1024}\u00A0Kio à la colonne ${number_text(column)}\u00A0: ${why}.`);
  }
  if (column > kMostCells) {
    throw new Refusal(`La ligne ${number_text(line)} a plus de ${number_text(kMostCells)} colonnes.`);
  }
  if (row.open) {
    throw new Refusal(`Le guillemet ouvert à la ligne ${number_text(line)}, colonne ${number_text(column)}, n’est jamais fermé.`);
  }
}

// Where each row begins, and the end. Of the beginning of a file, `complete` false, as many rows as it
// is certain of.
function row_starts(bytes, dialect, from, complete = true) {
  const starts = [];
  let columns = 0;
  let line = 1;
  for (let at = from; at < bytes.length;) {
    // No more than a row may have is looked at, whatever the file.
    if (!complete && bytes.length - at < kRowBytes + 2) break;
    const window = bytes.subarray(0, Math.min(bytes.length, at + kRowBytes + 2));
    const whole = complete && window.length === bytes.length;
    const row = scan_row(window, at, dialect, whole);
    const cut = row.open && !whole;
    check_row(row, at, cut ? kRowBytes + 1 : 0, line);
    starts.push(at);
    columns = Math.max(columns, row.end > at ? row.cells.length / 3 : 0);
    line += 1 + row.lines;
    at = row.next;
  }
  starts.push(bytes.length);
  return { starts: Uint32Array.from(starts), columns };
}

// The beginning of a file that is too large to be held may still say why nobody could read it.
async function refuse_large(file, known) {
  const start = await slice(file, 0, kRowBytes * 4);
  const { encoding, mark } = sniff_encoding(start.subarray(0, kSniffedBytes), false, known.encoding);
  const text = start.subarray(mark);
  const bytes = encoding.startsWith('utf-16') ? to_utf8(text, encoding) : text;
  const head = bytes.subarray(0, kSniffedBytes);
  const dialect = sniff_dialect(head, decode(head, 'utf-8'), false, known.delimiter);
  row_starts(bytes, dialect, 0, false);
  throw new Refusal(`Le fichier fait ${size_text(file.size)}\u00A0: c’est plus que les ${size_text(kMostBytes)} que cette page prend. L’outil en ligne de commande (qpv-batch) n’a pas cette limite.`);
}

async function read_all(file, on_progress) {
  const bytes = new Uint8Array(file.size);
  for (let at = 0; at < file.size; at += kPieceBytes) {
    bytes.set(await slice(file, at, Math.min(file.size, at + kPieceBytes)), at);
    on_progress?.(at / file.size);
  }
  return bytes;
}

// `known`: {encoding, delimiter} where a person said so. `file`: a File or Blob.
export async function open_csv(file, known = {}, on_progress = undefined) {
  if (file.size === 0) throw new Refusal('Le fichier est vide.');
  if (file.size > kMostBytes) await refuse_large(file, known);
  let bytes = await read_all(file, on_progress);
  const whole = bytes.length <= kSniffedBytes;
  const { encoding, mark } = sniff_encoding(bytes.subarray(0, kSniffedBytes), whole, known.encoding);
  const wide = encoding.startsWith('utf-16');
  bytes = wide ? to_utf8(bytes.subarray(mark), encoding) : bytes.subarray(mark);
  const inner = wide ? 'utf-8' : encoding;
  const head = bytes.subarray(0, kSniffedBytes);
  const dialect = sniff_dialect(head, decode(head, inner), bytes.length <= kSniffedBytes, known.delimiter);
  const { starts, columns } = row_starts(bytes, dialect, 0);
  return csv_rows({ bytes, inner, dialect, starts, columns, encoding, mark });
}

function csv_rows({ bytes, inner, dialect, starts, columns, encoding, mark }) {
  const cells = (i) => {
    const { cells: spans } = scan_row(bytes.subarray(0, starts[i + 1]), starts[i], dialect);
    const texts = [];
    for (let k = 0; k < spans.length; k += 3) {
      const text = decode(bytes.subarray(spans[k], spans[k + 1]), inner);
      texts.push(spans[k + 2] ? unquoted(text, dialect.quote) : text);
    }
    return texts;
  };
  // Excel's "sep=;" is no row of a table.
  const first = starts.length > 1 ? cells(0) : [];
  const text = decode(bytes.subarray(starts[0], starts[1]), inner).trim();
  const preamble = text === `sep=${dialect.delimiter}` && first.length <= 2 ? 1 : 0;
  return {
    kind: 'csv',
    encoding,
    marked: mark > 0,
    delimiter: dialect.one_column ? '' : dialect.delimiter,
    columns,
    row_count: starts.length - 1 - preamble,
    sheets: [],
    cells: (i) => cells(i + preamble),
    row_number: (i) => i + preamble + 1,
    // A date is what it says.
    date_text: (i, column) => cells(i + preamble)[column] ?? '',
  };
}
