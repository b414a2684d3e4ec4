// SPDX-License-Identifier: EUPL-1.2
//
// How a file's text is written: the rules of geo/table/dialect.h, for the same answers as the tool's.

export const kEncodings = ['utf-8', 'windows-1252', 'utf-16le', 'utf-16be'];

const kMarks = [['utf-8', [0xEF, 0xBB, 0xBF]], ['utf-16le', [0xFF, 0xFE]], ['utf-16be', [0xFE, 0xFF]]];

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder('windows-1252');
// Some decoders take Latin-1 for it: U+0080 to U+009F, undefined where the code page has nothing.
const kHigh1252 = [...'€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ'].map((c) => (c === '\0' ? undefined : c));

export function is_utf8(bytes) {
  try {
    strict.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

// Of a cell: bytes that are no UTF-8 where it was announced are read as Windows-1252. The five bytes
// that stand for nothing there are left out.
export function decode(bytes, encoding) {
  if (encoding === 'utf-8') {
    try {
      return strict.decode(bytes);
    } catch { /* one bad byte of somebody's address book */ }
  }
  return lenient.decode(bytes).replace(/[\x80-\x9F]/g, (c) => kHigh1252[c.charCodeAt(0) - 0x80] ?? '');
}

// Length of the UTF-8 sequence at `at`; 0: there is none.
function sequence(bytes, at) {
  for (let length = 2; length <= 4 && at + length <= bytes.length; length++) {
    if (is_utf8(bytes.subarray(at, at + length))) return length;
  }
  return 0;
}

// All of it, or nearly: one bad byte must not spoil all that is good. A sequence that the next piece
// may end is not looked at.
function is_mostly_utf8(bytes, whole) {
  if (is_utf8(bytes)) return true;
  let good = 0;
  let bad = 0;
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] < 0x80) continue;
    const length = sequence(bytes, i);
    if (length > 0) {
      good++;
      i += length - 1;
    } else if (whole || bytes.length - i >= 4) {
      bad++;
    }
  }
  return good > bad;
}

// Without a mark: half of the bytes are zero, all on the same side.
function utf16_by_zeros(bytes) {
  const zeros = [0, 0];
  for (let i = 0; i < bytes.length; i++) if (bytes[i] === 0) zeros[i % 2]++;
  const units = Math.floor(bytes.length / 2);
  if (units < 2) return null;
  if (zeros[1] * 10 > units * 7 && zeros[0] * 10 < units) return 'utf-16le';
  if (zeros[0] * 10 > units * 7 && zeros[1] * 10 < units) return 'utf-16be';
  return null;
}

// {encoding, mark}: `mark` is the length of the byte order mark.
export function sniff_encoding(start, whole, known) {
  for (const [encoding, mark] of kMarks) {
    if (!mark.every((byte, i) => start[i] === byte)) continue;
    // Two bytes that may be letters.
    if (known && !known.startsWith('utf-16') && encoding.startsWith('utf-16')) continue;
    return { encoding, mark: mark.length };
  }
  if (known) return { encoding: known, mark: 0 };
  const encoding = utf16_by_zeros(start) ?? (is_mostly_utf8(start, whole) ? 'utf-8' : 'windows-1252');
  return { encoding, mark: 0 };
}
