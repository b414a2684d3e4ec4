// SPDX-License-Identifier: EUPL-1.2
//
// The rows to be checked: one choice a group, by mouse or by keyboard.
import { coalesced } from './coalesced.js';
import { by_id, element, tell_error } from './dom.js';
import { pressed_key } from './keys.js';
import { Refusal, number_text } from './refusal.js';

const kPageGroups = 20;
const kMostRowsNamed = 8;
const kQuietMs = 500; // between keys that follow fast the worker is left to them
const kUnsettled = 'Le service ne retrouve pas cette adresse par son seul nom\u00A0: le choix est noté, mais ces lignes restent à vérifier.';

function rows_text(rows) {
  const named = rows.slice(0, kMostRowsNamed).map(number_text).join(', ');
  if (rows.length === 1) return `Ligne ${named}`;
  const more = rows.length > kMostRowsNamed ? `… (${number_text(rows.length)} lignes)` : '';
  return `Lignes ${named}${more}`;
}

function doubt_text({ answer, doubt, likely }) {
  const probable = likely ? `, probablement ${likely}` : '';
  return answer === 'introuvable' ? 'introuvable' : `${doubt}${probable}`;
}

export class Review {
  // `changed()`: shows what a choice changes elsewhere.
  constructor({ call, changed }) {
    Object.assign(this, { call, from: 0, total: 0, groups: [], last_key: Promise.resolve(), moves: 0, last_move: 0, settling: new Set() });
    this.changed = coalesced(changed, kQuietMs);
    by_id('groupes').addEventListener('keydown', (event) => this.key(event));
  }

  async show(from = 0) {
    const { groups, total, open } = await this.call('groups', { from, count: kPageGroups });
    Object.assign(this, { from, total, groups });
    this.tell(open);
    by_id('groupes').replaceChildren(...groups.map((group, i) => this.group(group, i)));
    this.show_pages();
  }

  tell(open, before = '') {
    const all = `${number_text(this.total)} ${this.total > 1 ? 'adresses différentes' : 'adresse'} à vérifier`;
    const left = open > 0 ? `${number_text(open)} ${open > 1 ? 'attendent' : 'attend'} un choix` : 'aucune n’attend de choix';
    by_id('relecture-resume').textContent = `${before}${all}, ${left}.`;
  }

  group(group, i) {
    const id = `groupe-${this.from + i}`;
    const choices = group.candidates.map((candidate, k) => this.choice(group, candidate.id, String(k + 1), candidate.label, candidate.qpv));
    if (choices.length > 0) choices.push(this.choice(group, '', '0', 'aucune de ces adresses', 'introuvable'));
    const none = element('p', {}, 'Aucune adresse des données ne lui ressemble\u00A0: corrigez-la dans votre fichier, ou cherchez-la autrement.');
    return element('section', { class: 'group', role: 'group', 'aria-labelledby': id, tabindex: 0, 'data-place': i, 'data-chosen': group.choice !== null, 'data-asks': group.asks },
      element('h3', { id }, `${group.address}${group.town ? `, ${group.town}` : ''}`),
      element('p', {}, `${rows_text(group.rows)}\u00A0: ${doubt_text(group)}`),
      group.asks || choices.length === 0 ? '' : element('p', {}, 'L’adresse est trouvée\u00A0: un choix n’y change rien, sauf si c’est une autre qui est la bonne.'),
      group.settled ? '' : element('p', {}, kUnsettled),
      choices.length > 0 ? element('ol', {}, ...choices.map((button) => element('li', {}, button))) : none);
  }

  choice(group, id, digit, label, verdict) {
    return element('button', { type: 'button', 'aria-pressed': String(group.choice === id), onclick: () => this.choose(group.key, group.choice === id ? null : id) },
      element('kbd', {}, digit), element('span', {}, label), element('span', { class: 'verdict' }, verdict));
  }

  show_pages() {
    const pages = Math.ceil(this.total / kPageGroups);
    const go = (step) => async () => {
      await this.show(this.from + step * kPageGroups);
      this.focus(0);
    };
    const button = (text, step, possible) => element('button', { type: 'button', class: 'locate', disabled: !possible, onclick: go(step) }, text);
    const now = this.from / kPageGroups + 1;
    by_id('pages').replaceChildren(...(pages > 1 ? [button('Page précédente', -1, now > 1),
      element('span', {}, `Page ${number_text(now)} sur ${number_text(pages)}`), button('Page suivante', 1, now < pages)] : []));
  }

  focus(i) {
    const section = by_id('groupes').children[i];
    section?.focus({ preventScroll: true });
    section?.scrollIntoView({ block: 'nearest' });
  }

  place_of(key) { return this.groups.findIndex((group) => group.key === key); }

  async choose(key, id) {
    const { group, open } = await this.call('choose', { key, id });
    this.changed();
    const i = this.place_of(key);
    if (i < 0) return;
    this.groups[i] = group;
    const old = by_id('groupes').children[i];
    const stops = (section) => [section, ...section.querySelectorAll('button')];
    const focused = stops(old).indexOf(document.activeElement);
    old.replaceWith(this.group(group, i));
    stops(by_id('groupes').children[i])[focused]?.focus({ preventScroll: true });
    this.tell(open, id === null ? 'Le choix est effacé. ' : group.settled ? 'Le choix est pris. ' : `${kUnsettled} `);
  }

  // Which is next: the following one that waits, on another page if it must be.
  async go_on(i) {
    const next = await this.call('next_open', { from: this.from + i + 1 });
    if (next < 0) return this.focus(i);
    if (next < this.from || next >= this.from + kPageGroups) await this.show(next - (next % kPageGroups));
    return this.focus(next - this.from);
  }

  // One key after the other. It is for the group that has the focus when it is pressed; behind an arrow that
  // is not done yet, for the one that the arrow goes to. A group that a key is settling takes no second
  // digit: who pressed it had not seen the next one.
  key(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const section = event.target.closest('.group');
    const pressed = pressed_key(event);
    if (!section || !/^(?:Arrow(?:Up|Down)|Backspace|[0-5])$/.test(pressed)) return;
    event.preventDefault();
    const target = this.moves > 0 ? this.last_move : this.groups[Number(section.dataset.place)].key;
    if (pressed.startsWith('Arrow')) this.queue_move(pressed === 'ArrowDown' ? 1 : -1);
    else if (pressed === 'Backspace') this.queue(() => this.settle(target, null));
    else this.queue_digit(pressed, target);
  }

  queue(action) { this.last_key = this.last_key.catch(() => {}).then(action); }

  queue_move(step) {
    this.moves++;
    this.last_move++;
    this.queue(async () => {
      await this.move(this.focused_place() + step).finally(() => { this.moves--; });
    });
  }

  queue_digit(digit, target) {
    if (this.settling.has(target)) return;
    this.settling.add(target);
    this.queue(() => this.settle(target, digit).finally(() => this.settling.delete(target)));
  }

  focused_place() { return Number(document.activeElement.closest('.group')?.dataset.place ?? 0); }

  // `target`: a group's key, or the number of the arrow that went to it; `digit`: null takes the choice back.
  async settle(target, digit) {
    const place = typeof target === 'number' ? this.focused_place() : this.place_of(target);
    const group = this.groups[place];
    const id = digit === null ? null : group && this.id_of(group, digit);
    if (!group || id === undefined) return;
    await this.choose(group.key, id);
    await (id === null ? this.focus(place) : this.go_on(place));
  }

  // Of the candidate with that digit, '' for none of them; undefined where there is no such button.
  id_of({ candidates }, digit) {
    if (digit === '0') return candidates.length > 0 ? '' : undefined;
    return candidates[Number(digit) - 1]?.id;
  }

  async move(i) {
    if (i < 0 && this.from > 0) {
      await this.show(this.from - kPageGroups);
      this.focus(kPageGroups - 1);
    } else if (i >= this.groups.length && this.from + i < this.total) {
      await this.show(this.from + kPageGroups);
      this.focus(0);
    } else {
      this.focus(Math.max(0, Math.min(i, this.groups.length - 1)));
    }
  }

  // A review file: its choices, now or when the answers are there.
  async apply(file) {
    tell_error('');
    try {
      const { choices, applied } = await this.call('read_review', { file });
      const said = `${number_text(choices)} choix sont repris de «\u00A0${file.name}\u00A0»`;
      by_id('etat-relecture').textContent = applied ? `${said}.` : `${said}\u00A0: ils serviront à la recherche.`;
      if (!applied) return;
      await this.show(this.from);
      this.changed();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      tell_error(`«\u00A0${file.name}\u00A0»\u00A0: ${error.message}`);
    }
  }
}
