// SPDX-License-Identifier: EUPL-1.2
//
// The totals: per quartier with the plan, per commune, by any column of the file.
import { by_id, element, show } from './dom.js';
import { draw_plan } from './plan.js';
import { number_text } from './refusal.js';

const kByQuartier = 'quartier';
const kByCommune = 'commune';
// One word for a small count and for those that hide it: which is which would tell.
const kMasked = 'masqué';

const text_of = (count) => (count === null ? kMasked : number_text(count));
const number_cell = (count) => element('td', { class: 'number' }, text_of(count));
const head = (names) => element('thead', {}, element('tr', {}, ...names.map((name, i) =>
  element('th', { scope: 'col', class: i > 0 ? 'number' : undefined }, name))));

export class Totals {
  constructor({ call }) {
    Object.assign(this, { call, perimeters: [] });
    by_id('totaux-par').addEventListener('change', () => this.refresh());
  }

  async show(perimeters, columns) {
    this.perimeters = perimeters;
    const choices = [element('option', { value: kByQuartier }, 'par quartier'), element('option', { value: kByCommune }, 'par commune'),
      ...columns.map((name, i) => element('option', { value: String(i) }, `par «\u00A0${name}\u00A0»`))];
    by_id('totaux-par').replaceChildren(...choices);
    show('totaux');
    await this.refresh();
  }

  async refresh() {
    const by = by_id('totaux-par').value;
    const known = this.perimeters.map(({ code, name, communes }) => ({ code, name, communes }));
    const made = await this.call('totals', { by, perimeters: known, column: Number(by) });
    if (by_id('totaux-par').value !== by) return;
    show('plan-totaux', by === kByQuartier && this.perimeters.length > 0);
    if (made.too_many) {
      by_id('table-totaux').replaceChildren(element('caption', {}, `Cette colonne a ${number_text(made.too_many)} valeurs différentes\u00A0: c’est trop pour des totaux.`));
    } else if (by === kByQuartier) {
      this.show_quartiers(made.rows);
    } else {
      this.show_table(made, by === kByCommune ? 'Commune' : by_id('totaux-par').selectedOptions[0].textContent.slice(4));
    }
  }

  show_quartiers(rows) {
    by_id('plan-totaux').replaceChildren(draw_plan(this.perimeters, new Map(rows.flatMap(({ codes, count }) => codes.map((code) => [code, count])))));
    by_id('table-totaux').replaceChildren(element('caption', {}, 'Lignes «\u00A0oui\u00A0» de chaque quartier'), head(['Quartier', 'Lignes']),
      element('tbody', {}, ...rows.map(({ codes, name, communes, count }) => element('tr', {},
        element('th', { scope: 'row' }, name, ' ', element('span', { class: 'towns' }, [codes.join(', '), communes].filter(Boolean).join(' · '))),
        number_cell(count)))));
  }

  show_table({ rows, sums, answers }, title) {
    const line = (name, counts) => element('tr', {}, element('th', { scope: 'row' }, name), ...counts.map(number_cell));
    by_id('table-totaux').replaceChildren(element('caption', {}, `Réponses, ${title.toLowerCase()}`), head([title, ...answers, 'toutes']),
      element('tbody', {}, ...rows.map(({ name, counts }) => line(name, counts)), line('Ensemble', sums)));
  }
}
