// SPDX-License-Identifier: EUPL-1.2
//
// The zip that a workbook is: its entries, one of them inflated within limits, and the same file again
// with some entries replaced, the others copied as they are, byte for byte.
import { Deflate, Inflate } from 'fflate';
import { Refusal, number_text, size_text } from './refusal.js';

const kEnd = 0x06054b50;
const kCentral = 0x02014b50;
const kLocal = 0x04034b50;
const kStored = 0;
const kDeflated = 8;
const kMostEntries = 10000;
const kMostInflated = 480 * 1024 * 1024; // a text of JavaScript has no more characters
const kFreeInflated = 8 * 1024 * 1024; // small parts may be as repetitive as they like
const kMostRatio = 200;
const kDeflateLevel = 3;
const kPieceBytes = 1 << 20;

const kDamaged = 'Le classeur est incomplet ou abîmé (le fichier ZIP qu’il est ne se lit pas jusqu’au bout). Ouvrez-le dans votre tableur et enregistrez-le à nouveau.';

const view_of = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function find_end(bytes, view) {
  const last = bytes.length - 22;
  for (let at = last; at >= Math.max(0, last - 65535); at--) {
    if (view.getUint32(at, true) === kEnd) return at;
  }
  throw new Refusal(kDamaged);
}

// Map of name → {name, flags, method, crc, packed, size, at, central}; `at` is the local header's.
export function read_zip(bytes) {
  const view = view_of(bytes);
  if (bytes.length < 22) throw new Refusal(kDamaged);
  const end = find_end(bytes, view);
  const count = view.getUint16(end + 10, true);
  if (count > kMostEntries) throw new Refusal(`Le classeur est fait de plus de ${number_text(kMostEntries)} fichiers.`);
  const entries = new Map();
  let at = view.getUint32(end + 16, true);
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || view.getUint32(at, true) !== kCentral) throw new Refusal(kDamaged);
    const lengths = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
    const next = at + 46 + lengths[0] + lengths[1] + lengths[2];
    if (next > end) throw new Refusal(kDamaged);
    const entry = {
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + lengths[0])),
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
      central: bytes.subarray(at, next),
    };
    entry.name = entry.name.replaceAll('\\', '/').replace(/^\//, '');
    entries.set(entry.name, entry);
    at = next;
  }
  check_places(entries, view, end);
  return entries;
}

// Every entry lies within the file and none over another.
function check_places(entries, view, end) {
  let free = 0;
  for (const entry of [...entries.values()].sort((a, b) => a.at - b.at)) {
    if (entry.at < free || entry.at + 30 > end || view.getUint32(entry.at, true) !== kLocal) {
      throw new Refusal(kDamaged);
    }
    entry.data = entry.at + 30 + view.getUint16(entry.at + 26, true) + view.getUint16(entry.at + 28, true);
    free = entry.data + entry.packed;
    if (free > end) throw new Refusal(kDamaged);
  }
}

function check_size(entry, inflated) {
  const most = Math.min(kMostInflated, Math.max(kFreeInflated, entry.packed * kMostRatio));
  if (inflated > most) {
    throw new Refusal(`La partie «\u00A0${entry.name}\u00A0» du classeur dépasse ${size_text(most)} une fois décompressée, pour ${size_text(entry.packed)} dans le fichier\u00A0: elle n’est pas lue.`);
  }
}

function inflate_pieces(bytes, entry, take) {
  const packed = bytes.subarray(entry.data, entry.data + entry.packed);
  let size = 0;
  const count = (piece) => {
    size += piece.length;
    check_size(entry, size);
    take(piece);
  };
  if (entry.method === kStored) {
    count(packed);
  } else {
    const inflate = new Inflate((piece) => count(piece));
    for (let at = 0; at < packed.length; at += kPieceBytes) {
      inflate.push(packed.subarray(at, at + kPieceBytes), at + kPieceBytes >= packed.length);
    }
  }
  if (size !== entry.size) throw new Refusal(kDamaged);
}

// The entry's text (UTF-8).
export function inflate_text(bytes, entry) {
  if (entry.flags & 1) throw new Refusal('Le classeur est protégé par un mot de passe. Enregistrez-en une copie sans mot de passe, puis déposez la copie.');
  if (entry.method !== kStored && entry.method !== kDeflated) throw new Refusal(kDamaged);
  check_size(entry, entry.size);
  const decoder = new TextDecoder();
  let text = '';
  try {
    inflate_pieces(bytes, entry, (piece) => { text += decoder.decode(piece, { stream: true }); });
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(kDamaged);
  }
  return text + decoder.decode();
}

const kCrcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xEDB88320 : crc >>> 1;
  return crc;
});

function add_crc(crc, bytes) {
  for (let i = 0; i < bytes.length; i++) crc = (crc >>> 8) ^ kCrcTable[(crc ^ bytes[i]) & 0xFF];
  return crc;
}

// Deflates texts as they come: {chunks, packed, size, crc}. `parts`: an iterable of texts.
export function deflate_texts(parts) {
  const out = { chunks: [], packed: 0, size: 0, crc: 0 };
  let crc = 0xFFFFFFFF;
  const deflate = new Deflate({ level: kDeflateLevel }, (piece) => {
    out.chunks.push(piece);
    out.packed += piece.length;
  });
  const encoder = new TextEncoder();
  for (const part of parts) {
    const bytes = encoder.encode(part);
    crc = add_crc(crc, bytes);
    out.size += bytes.length;
    deflate.push(bytes);
  }
  deflate.push(new Uint8Array(0), true);
  out.crc = (crc ^ 0xFFFFFFFF) >>> 0;
  return out;
}

// A record of the file: numbers as [value, bytes], then the name.
function record(fields, name) {
  const size = fields.reduce((sum, [, width]) => sum + width, 0);
  const bytes = new Uint8Array(size + name.length);
  const view = view_of(bytes);
  let at = 0;
  for (const [value, width] of fields) {
    if (width === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += width;
  }
  bytes.set(name, at);
  return bytes;
}

const kUtf8Name = 0x800;
const kSomeDay = 0x21; // 1 January 1980: when the list was made is nobody's business

// An entry made anew: its local header with its bytes, and its line of the directory.
function fresh(name_text, made, at) {
  const name = new TextEncoder().encode(name_text);
  const common = [[20, 2], [kUtf8Name, 2], [kDeflated, 2], [0, 2], [kSomeDay, 2], [made.crc, 4],
    [made.packed, 4], [made.size, 4], [name.length, 2], [0, 2]];
  return {
    chunks: [record([[kLocal, 4], ...common], name), ...made.chunks],
    size: 30 + name.length + made.packed,
    central: record([[kCentral, 4], [20, 2], ...common, [0, 2], [0, 2], [0, 2], [0, 4], [at, 4]], name),
  };
}

// An entry as it is, with its directory line moved.
function copied(bytes, entry, at) {
  const central = entry.central.slice();
  const view = view_of(central);
  // Sizes stand in the local header from now on, not behind the data.
  const local = bytes.slice(entry.at, entry.data);
  const flags = entry.flags & ~8;
  view_of(local).setUint16(6, flags, true);
  view_of(local).setUint32(14, entry.crc, true);
  view_of(local).setUint32(18, entry.packed, true);
  view_of(local).setUint32(22, entry.size, true);
  view.setUint16(8, flags, true);
  view.setUint32(42, at, true);
  const data = bytes.subarray(entry.data, entry.data + entry.packed);
  return { chunks: [local, data], size: local.length + data.length, central };
}

// The file as a Blob. `entries` (of `bytes`) are copied, in their order, except those that `replaced`
// (a Map of name → what deflate_texts() gave) has; what it has besides comes last.
export function write_zip(bytes, entries, replaced, type) {
  const chunks = [];
  const directory = [];
  let at = 0;
  const add = ({ chunks: own, size, central }) => {
    chunks.push(...own);
    directory.push(central);
    at += size;
  };
  for (const [name, entry] of entries) {
    add(replaced.has(name) ? fresh(name, replaced.get(name), at) : copied(bytes, entry, at));
  }
  for (const [name, made] of replaced) if (!entries.has(name)) add(fresh(name, made, at));
  const size = directory.reduce((sum, line) => sum + line.length, 0);
  const end = record([[kEnd, 4], [0, 2], [0, 2], [directory.length, 2], [directory.length, 2], [size, 4],
    [at, 4], [0, 2]], new Uint8Array(0));
  return new Blob([...chunks, ...directory, end], { type });
}
