// SPDX-License-Identifier: EUPL-1.2
//
// Delimiter, quote and line ends of a file, from its beginning: the rules of geo/table/dialect.h.
import { scan_row } from './scanner.js';

export const kSniffedBytes = 64 * 1024;
const kDelimiters = [';', ',', '\t', '|'];
const kUnused = [';', ',', '\t', '|', '~', '^'];
const kMostVotes = 500;

// Apostrophes are letters here: they quote only where no cell could be meant otherwise.
function sniff_quote(text) {
  if (text.includes('"')) return '"';
  const ends_cell = (c) => c === '\n' || c === '\r' || kDelimiters.includes(c);
  let opening = 0;
  let closing = 0;
  for (let i = text.indexOf("'"); i >= 0; i = text.indexOf("'", i + 1)) {
    if (i === 0 || ends_cell(text[i - 1])) opening++;
    if (i + 1 === text.length || ends_cell(text[i + 1])) closing++;
  }
  return opening > 1 && opening === closing ? "'" : '"';
}

function sniff_cr_only(text, quote) {
  let quoted = false;
  let returns = false;
  for (const c of text) {
    if (c === quote) quoted = !quoted;
    if (quoted) continue;
    if (c === '\n') return false;
    returns ||= c === '\r';
  }
  return returns;
}

function vote_of(bytes, whole, dialect) {
  const vote = { columns: 0, agreeing: 0, rows: 0 };
  for (let at = 0; at < bytes.length && vote.rows < kMostVotes;) {
    const row = scan_row(bytes, at, dialect, whole);
    if (row.open) break;
    if (row.end > at) {
      const cells = row.cells.length / 3;
      if (vote.rows === 0) vote.columns = cells;
      if (cells === vote.columns) vote.agreeing++;
      vote.rows++;
    }
    at = row.next;
  }
  return vote;
}

// More rows that agree, by part; then more columns.
function beats(vote, other) {
  const left = vote.agreeing * other.rows;
  const right = other.agreeing * vote.rows;
  return left === right ? vote.columns > other.columns : left > right;
}

// Excel's own first line, "sep=;".
function announced(text) {
  if (!text.startsWith('sep=') || !kUnused.includes(text[4])) return null;
  return text.length === 5 || text[5] === '\n' || text[5] === '\r' ? text[4] : null;
}

// `bytes` are those of the text as UTF-8 or Windows-1252, without a mark, `text` what they say.
export function sniff_dialect(bytes, text, whole, known_delimiter) {
  const quote = sniff_quote(text);
  const dialect = { delimiter: ';', one_column: false, quote, cr_only: sniff_cr_only(text, quote) };
  const said = known_delimiter ?? announced(text);
  if (said) return { ...dialect, delimiter: said };
  let best = null;
  for (const delimiter of kDelimiters) {
    const vote = vote_of(bytes, whole, { ...dialect, delimiter });
    if (vote.columns < 2 || (best && !beats(vote, best.vote))) continue;
    best = { vote, delimiter };
  }
  if (best) return { ...dialect, delimiter: best.delimiter };
  const absent = kUnused.find((c) => !text.includes(c)) ?? ';';
  return { ...dialect, delimiter: absent, one_column: true };
}
