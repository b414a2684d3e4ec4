// SPDX-License-Identifier: EUPL-1.2
//
// The totals: per quartier with the plan, per commune, by any column of the file.
import { kAnswers } from './answer.js';
import { by_id, element, show } from './dom.js';
import { draw_plan } from './plan.js';
import { number_text } from './refusal.js';

const kByQuartier = 'quartier';
const kByCommune = 'commune';
const kAlone = '. Ne communiquez pas ce tableau avec les autres\u00A0: ils le compléteraient.';

const number_cell = (count) => (typeof count === 'number' ? element('td', { class: 'number' }, number_text(count))
  : element('td', { class: 'number few' }, count));
const head = (names) => element('thead', {}, element('tr', {}, ...names.map((name, i) =>
  element('th', { scope: 'col', class: i > 0 ? 'number' : undefined }, name))));

const line = (name, counts) => element('tr', {}, element('th', { scope: 'row' }, name), ...counts.map(number_cell));

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
    const column = [kByQuartier, kByCommune].includes(by) ? null : Number(by);
    const known = this.perimeters.map(({ geometry, ...perimeter }) => perimeter);
    const made = await this.call('totals', { perimeters: known, column });
    if (by_id('totaux-par').value !== by) return;
    show('plan-totaux', by === kByQuartier && this.perimeters.length > 0);
    if (made.too_many) {
      by_id('table-totaux').replaceChildren(element('caption', {}, `Cette colonne a ${number_text(made.too_many)} valeurs différentes\u00A0: c’est trop pour des totaux.`));
    } else if (by === kByQuartier) {
      this.show_quartiers(made);
    } else if (by === kByCommune) {
      this.show_table(made.communes, made.answers, 'Commune');
    } else {
      this.show_table(made.values, made.answers, by_id('totaux-par').selectedOptions[0].textContent.slice(4), made.alone ? kAlone : '');
    }
  }

  show_quartiers({ quartiers, answers: [inside] }) {
    const drawn = new Map(quartiers.flatMap(({ codes, count }) => codes.map((code) => [code, count])));
    by_id('plan-totaux').replaceChildren(draw_plan(this.perimeters, drawn));
    by_id('table-totaux').replaceChildren(element('caption', {}, 'Lignes «\u00A0oui\u00A0» de chaque quartier'), head(['Quartier', 'Lignes']),
      element('tbody', {}, ...quartiers.map(({ codes, name, communes, count }) => element('tr', {},
        element('th', { scope: 'row' }, name, ' ', element('span', { class: 'towns' }, [codes.join(', '), communes].filter(Boolean).join(' · '))),
        number_cell(count)))),
      element('tfoot', {}, line('Ensemble des oui', [inside])));
  }

  show_table(rows, sums, title, note = '') {
    by_id('table-totaux').replaceChildren(element('caption', {}, `Réponses, ${title.toLowerCase()}${note}`), head([title, ...kAnswers, 'toutes']),
      element('tbody', {}, ...rows.map(({ name, counts }) => line(name, counts))), element('tfoot', {}, line('Ensemble', sums)));
  }
}
