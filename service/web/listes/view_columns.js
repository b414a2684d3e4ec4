// SPDX-License-Identifier: EUPL-1.2
//
// What the file is read as, and which of its columns are sent: both can be changed.
import { by_id, element, show } from './dom.js';
import { number_text } from './refusal.js';

const kRoleNames = {
  '': 'rien (n’est pas envoyée)', adresse: 'adresse', numero: 'numéro', repetition: 'bis, ter…', voie: 'voie (rue…)',
  complement: 'complément', code_postal: 'code postal', commune: 'commune', insee: 'code INSEE', lon: 'longitude',
  lat: 'latitude', date: 'jour de la personne',
};
const kEncodingNames = { 'utf-8': 'UTF-8', 'windows-1252': 'Windows (1252)', 'utf-16le': 'UTF-16', 'utf-16be': 'UTF-16 (gros-boutiste)' };
const kDelimiterNames = { ';': 'point-virgule', ',': 'virgule', '\t': 'tabulation', '|': 'barre verticale' };
const kMostShown = 300;
const kBefore = ' Ce fichier a déjà des réponses (colonnes «\u00A0qpv…\u00A0»)\u00A0: les nouvelles prendront leur place.';

const options = (names, chosen) => Object.entries(names).map(([value, text]) =>
  element('option', { value, selected: value === chosen }, text));

function labelled(id, label, choices, changed) {
  return element('p', {}, element('label', { for: id }, label),
    element('select', { id, onchange: ({ target }) => changed(target.value) }, ...choices));
}

export class Columns {
  constructor({ call, reopen, start }) {
    Object.assign(this, { call, reopen, known: {} });
    by_id('lancer').addEventListener('click', start);
  }

  get day() { return by_id('jour').value; }

  show(preview, known) {
    this.known = known;
    this.preview = preview;
    this.names = preview.columns.map(({ name }, i) => name || `colonne ${i + 1}`);
    const rows = `${number_text(preview.rows)} ${preview.rows > 1 ? 'lignes' : 'ligne'}`;
    by_id('resume-fichier').textContent = `${rows}, ${number_text(preview.columns.length)} ${preview.columns.length > 1 ? 'colonnes' : 'colonne'}. Vérifiez ce qui a été reconnu\u00A0; tout peut être changé.${preview.answered_before ? kBefore : ''}`;
    this.show_reading(preview);
    by_id('liste-colonnes').replaceChildren(...preview.columns.slice(0, kMostShown).map((column, i) => this.row(column, i)));
    this.show_samples(preview);
    this.show_own_day();
    show('colonnes');
  }

  // How the file is read: as far as its kind leaves a choice.
  show_reading({ kind, encoding, delimiter, sheets, sheet, header, header_line }) {
    const again = (change) => this.reopen({ ...this.known, header: undefined, header_line: undefined, ...change });
    const fields = [];
    if (kind === 'csv') {
      fields.push(labelled('encodage', 'Encodage', options(kEncodingNames, encoding), (value) => again({ encoding: value })));
      const none = delimiter === '' ? { '': 'aucun (une colonne)' } : {};
      fields.push(labelled('separateur', 'Séparateur', options({ ...none, ...kDelimiterNames }, delimiter), (value) => again({ delimiter: value || undefined })));
    } else {
      const names = Object.fromEntries(sheets.map(({ name, hidden }, i) => [String(i), hidden ? `${name} (masquée)` : name]));
      fields.push(labelled('feuille', 'Feuille', options(names, String(sheet)), (value) => again({ sheet: Number(value) })));
    }
    const lines = { absent: 'il n’y en a pas' };
    for (let line = 1; line <= Math.max(10, header_line); line++) lines[line] = `ligne ${line}`;
    fields.push(labelled('en-tete', 'Ligne des en-têtes', options(lines, header ? String(header_line) : 'absent'), (value) => this.change_header(value)));
    by_id('lecture').replaceChildren(...fields);
  }

  change_header(value) {
    const absent = value === 'absent';
    return this.reopen({ ...this.known, header: absent ? 'absent' : 'present', header_line: absent ? 1 : Number(value) });
  }

  row({ name, role, examples }, i) {
    const label = name || `colonne ${i + 1}`;
    const select = element('select', { 'aria-label': `Ce que dit la colonne «\u00A0${label}\u00A0»`,
      onchange: ({ target }) => this.change_role(i, target.value) },
    ...options(kRoleNames, role ?? ''));
    return element('tr', { 'data-sent': Boolean(role) }, element('th', { scope: 'row' }, label),
      element('td', {}, select), element('td', { class: 'values' }, examples.filter((text) => text.trim()).join(' · ').slice(0, 160)));
  }

  // A column that may say each row's day is not sent unless it is chosen.
  show_own_day() {
    const { columns, own_day } = this.preview;
    by_id('jour-propre').textContent = own_day < 0 ? ''
      : `La colonne «\u00A0${this.names[own_day]}\u00A0» n’est pas envoyée\u00A0: toutes les lignes sont jugées au même jour. Pour juger chacune au sien, choisissez pour cette colonne «\u00A0${kRoleNames.date}\u00A0».`;
    show('jour-propre', own_day >= 0 && columns.every(({ role }) => role !== 'date'));
  }

  async change_role(changed, value) {
    const { columns } = this.preview;
    columns[changed].role = value || null;
    // Of most roles there is one: the column chosen last has it.
    if (value && !['adresse', 'voie', 'complement'].includes(value)) {
      columns.forEach((column, i) => { if (i !== changed && column.role === value) column.role = null; });
    }
    [...by_id('liste-colonnes').rows].forEach((row, i) => {
      row.toggleAttribute('data-sent', Boolean(columns[i].role));
      row.querySelector('select').value = columns[i].role ?? '';
    });
    this.show_own_day();
    this.show_samples(await this.call('roles', { roles: columns.map(({ role }) => role) }));
  }

  show_samples({ samples, can_ask }) {
    by_id('exemples').replaceChildren(...samples.map(({ row, question, wrong_date }) => {
      let text = 'rien à demander';
      if (wrong_date) text = 'rien\u00A0: le jour de cette ligne ne se lit pas';
      else if (question) text = Object.values(question).join(' · ');
      return element('li', {}, `Ligne ${number_text(row)}\u00A0: ${text}`);
    }));
    show('demande-impossible', !can_ask);
    by_id('lancer').disabled = !can_ask;
  }
}
