// SPDX-License-Identifier: EUPL-1.2
//
// What kind of file it is, by its first bytes, never by its name.
import { open_csv } from './csv_source.js';
import { open_ods } from './ods_source.js';
import { open_xlsx } from './xlsx_source.js';
import { read_zip } from './zip.js';
import { Refusal, size_text } from './refusal.js';

const kMostWorkbookBytes = 200 * 1024 * 1024;

const begins = (bytes, ...wanted) => wanted.every((byte, i) => bytes[i] === byte);

// A compound file: an encrypted workbook, or one of Excel 97.
function refuse_compound(bytes) {
  const name = 'EncryptedPackage';
  for (let at = 0; at + name.length * 2 < Math.min(bytes.length, 1 << 20); at += 2) {
    let i = 0;
    while (i < name.length && bytes[at + 2 * i] === name.charCodeAt(i) && bytes[at + 2 * i + 1] === 0) i++;
    if (i === name.length) {
      throw new Refusal('Le classeur est protégé par un mot de passe. Enregistrez-en une copie sans mot de passe, puis déposez la copie.');
    }
  }
  throw new Refusal('Le fichier est un classeur de l’ancien format (.xls). Ouvrez-le dans votre tableur et enregistrez-le en .xlsx.');
}

function open_zip(bytes, known) {
  const entries = read_zip(bytes);
  if (entries.has('content.xml')) return open_ods(bytes, known);
  return open_xlsx(bytes, known);
}

// Rows of cells, see csv_source.js. `known`: what a person said of it.
export async function open_file(file, known, on_progress) {
  try {
    const head = new Uint8Array(await file.slice(0, 8).arrayBuffer());
    const zip = begins(head, 0x50, 0x4B, 3, 4);
    const compound = begins(head, 0xD0, 0xCF, 0x11, 0xE0);
    if (begins(head, 0x25, 0x50, 0x44, 0x46)) throw new Refusal('Le fichier est un PDF\u00A0: il faut une liste, en CSV, XLSX ou ODS.');
    if (!zip && !compound) return await open_csv(file, known, on_progress);
    if (file.size > kMostWorkbookBytes) {
      throw new Refusal(`Le classeur fait ${size_text(file.size)}\u00A0: c’est plus que les ${size_text(kMostWorkbookBytes)} que cette page prend.`);
    }
    const bytes = new Uint8Array(await file.arrayBuffer());
    if (compound) refuse_compound(bytes);
    return open_zip(bytes, known);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    if (error instanceof DOMException) throw new Refusal('Le fichier ne se lit plus\u00A0: il a été déplacé, changé ou fermé depuis que vous l’avez choisi. Choisissez-le à nouveau.');
    throw error;
  }
}
