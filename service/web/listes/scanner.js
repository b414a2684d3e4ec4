// SPDX-License-Identifier: EUPL-1.2
//
// Where rows and cells begin and end, in bytes of an encoding of single bytes: the rules of
// geo/table/scanner.h. A quote in a cell that does not begin with one is text.

const kLf = 10;
const kCr = 13;
const kCellStart = 0;
const kPlain = 1;
const kQuoted = 2;
const kQuoteSeen = 3;

// Scans one row from `at`. Gives {end, next, cells, lines, open}: `end` of its text, `next` where the
// following one begins, the cells' [begin, end, quoted] one after the other, line breaks inside of its
// quotes; `open` when the text ends inside of quotes, or before a line end when more may come.
export function scan_row(bytes, at, dialect, whole = true) {
  const quote = dialect.quote.charCodeAt(0);
  const delimiter = dialect.one_column ? -1 : dialect.delimiter.charCodeAt(0);
  const { length } = bytes;
  const cells = [];
  let state = kCellStart;
  let begin = at;
  let quoted = false;
  let lines = 0;
  let i = at;
  for (; i < length; i++) {
    const here = bytes[i];
    if (state === kQuoted) {
      if (here === (dialect.cr_only ? kCr : kLf)) lines++;
      if (here === quote) state = kQuoteSeen;
      continue;
    }
    if (here === kLf || here === kCr) {
      if (here === kCr && i + 1 === length && !whole) break;
      const two = here === kCr && bytes[i + 1] === kLf;
      if (here === kLf || two || dialect.cr_only) {
        cells.push(begin, i, quoted);
        return { end: i, next: i + (two ? 2 : 1), cells, lines, open: false };
      }
    }
    if (here === quote && state !== kPlain) {
      quoted = true;
      state = kQuoted;
    } else if (here === delimiter) {
      cells.push(begin, i, quoted);
      begin = i + 1;
      quoted = false;
      state = kCellStart;
    } else {
      state = kPlain;
    }
  }
  cells.push(begin, length, quoted);
  return { end: length, next: length, cells, lines, open: state === kQuoted || !whole };
}

// Quotes off, doubled ones single. What stands behind the closing quote stays.
export function unquoted(text, quote) {
  const inner = text.slice(1);
  const end = inner.indexOf(quote);
  if (end >= 0 && end + 1 === inner.length) return inner.slice(0, end);
  let plain = '';
  let inside = true;
  for (let i = 0; i < inner.length; i++) {
    if (inside && inner[i] === quote) {
      inside = inner[i + 1] === quote;
      if (!inside) continue;
      i++;
    }
    plain += inner[i];
  }
  return plain;
}
