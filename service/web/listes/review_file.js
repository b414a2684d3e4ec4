// SPDX-License-Identifier: EUPL-1.2
//
// The review file: a line for each group of rows to be checked, with its candidates and a cell for the
// choice. The same as `qpv-batch --review` writes and `--apply-review` reads. It has addresses, no names.
import { open_csv } from './csv_source.js';
import { csv_line, kCsvMark } from './csv_writer.js';
import { Refusal, number_text } from './refusal.js';

const kMostCandidates = 5;
const kOwn = ['groupe', 'lignes', 'adresse', 'commune', 'doute', 'probable', 'choix'];
const kMostNumbers = 200; // of rows that one cell names
const kHeader = [...kOwn, ...Array.from({ length: kMostCandidates }, (_, i) =>
  [`candidat_${i + 1}`, `identifiant_${i + 1}`, `qpv_${i + 1}`]).flat()];

// Nothing, rather than "none of them", where the one that is chosen has no column.
function choice_text({ choice, candidates }) {
  if (choice === null) return '';
  if (choice === '') return '0';
  const place = candidates.findIndex(({ id }) => id === choice);
  return place < 0 ? '' : String(place + 1);
}

// "2, 5-7, 12"
export function row_ranges(rows) {
  const ranges = [];
  for (let i = 0; i < rows.length;) {
    let end = i + 1;
    while (end < rows.length && rows[end] === rows[end - 1] + 1) end++;
    if (ranges.length === kMostNumbers) {
      ranges.push(`… (${rows.length} lignes)`);
      break;
    }
    ranges.push(end - i > 1 ? `${rows[i]}-${rows[end - 1]}` : String(rows[i]));
    i = end;
  }
  return ranges.join(', ');
}

// By street, and streets by their first row.
function in_order(list) {
  const first = new Map();
  for (const { street, rows } of list) first.set(street, Math.min(first.get(street) ?? Infinity, rows[0]));
  return [...list].sort((a, b) => first.get(a.street) - first.get(b.street) || a.rows[0] - b.rows[0]);
}

export function write_review(groups) {
  const lines = [csv_line(kHeader).line];
  for (const group of in_order(groups.list)) {
    const view = groups.view(group);
    const candidates = view.candidates.flatMap(({ id, label, qpv }) => [label, id, qpv]);
    const cells = [view.key, row_ranges(view.rows), view.address, view.town, view.doubt, view.likely,
      choice_text(view), ...candidates];
    while (cells.length < kHeader.length) cells.push('');
    lines.push(csv_line(cells).line);
  }
  return new Blob([kCsvMark, ...lines], { type: 'text/csv;charset=utf-8' });
}

// Map of group → id, '' for none of them.
export async function read_review(file) {
  const source = await open_csv(file);
  const header = source.cells(0).map((text) => text.trim());
  const at = (name) => header.indexOf(name);
  if (at('groupe') < 0 || at('choix') < 0 || at('identifiant_1') < 0) {
    throw new Refusal('ce n’est pas un fichier de relecture\u00A0: il lui manque les colonnes «\u00A0groupe\u00A0», «\u00A0choix\u00A0» et «\u00A0identifiant_1\u00A0».');
  }
  const choices = new Map();
  for (let i = 1; i < source.row_count; i++) {
    const cells = source.cells(i);
    const choice = (cells[at('choix')] ?? '').trim();
    if (choice === '') continue;
    const id = choice === '0' ? '' : cells[at(`identifiant_${choice}`)];
    if (!/^[0-5]$/.test(choice) || (choice !== '0' && !id)) {
      throw new Refusal(`ligne ${number_text(source.row_number(i))}, colonne «\u00A0choix\u00A0»\u00A0: «\u00A0${choice}\u00A0» n’est pas un choix. Il faut le numéro d’une des adresses proposées, ou 0 si aucune ne convient.`);
    }
    choices.set(cells[at('groupe')].trim(), id.trim());
  }
  return choices;
}
