// SPDX-License-Identifier: EUPL-1.2
//
// An answer of the API as the columns that are added to a row: the words of geo/json/qpv_columns.h.

export const kAddedColumns = ['qpv', 'qpv_code', 'qpv_quartier', 'qpv_doute', 'qpv_probable',
  'qpv_probabilite', 'qpv_distance_m', 'qpv_generation', 'qpv_donnees', 'qpv_adresse_trouvee', 'qpv_score'];
export const kNumbers = new Set([5, 6, 7, 10]); // which of them are numbers

export const kToCheck = 'à vérifier';
export const kNotFound = 'introuvable';
export const kAnswers = ['oui', 'non', kToCheck, kNotFound];
const kWords = { inside: 'oui', outside: 'non', uncertain: kToCheck, not_found: kNotFound };
const kSides = { inside: 'oui', outside: 'non' };
export const kDoubts = {
  near_boundary: 'limite proche',
  not_covered: 'hors des données',
  street_mixed: 'rue en partie',
  weak_match: 'adresse peu sûre',
  ambiguous: 'plusieurs adresses',
};

const rounded = (number, per_unit) => (number === null || number === undefined ? ''
  : String(Math.round(number * per_unit) / per_unit));

// Of the perimeters asked on that day. `generations`: [{generation, valid_from, valid_to}].
function generation_on(day, generations) {
  const fitting = generations.filter(({ valid_from, valid_to }) => valid_from <= day && (!valid_to || day <= valid_to));
  return fitting.length ? String(Math.max(...fitting.map(({ generation }) => generation))) : '';
}

// The cells, in the order of kAddedColumns; '' where there is nothing to say.
export function cells_of(body, generations) {
  const cells = kAddedColumns.map(() => '');
  cells[0] = kWords[body.answer] ?? kToCheck;
  cells[8] = body.dataset.id;
  if (body.answer === 'not_found') return cells;
  cells[1] = body.perimeters.map(({ code }) => code).join('|');
  cells[2] = body.perimeters.map(({ name }) => name).join('|');
  cells[3] = kDoubts[body.doubt] ?? '';
  cells[4] = kSides[body.likely] ?? '';
  cells[5] = rounded(body.probability, 1e4);
  cells[6] = rounded(body.boundary?.distance_m, 1e2);
  cells[7] = generation_on(body.date, generations);
  cells[9] = body.address?.label ?? '';
  cells[10] = rounded(body.address?.score, 1e4);
  return cells;
}

// Of a row that could not be asked about.
export function cells_without(word, doubt, dataset) {
  const cells = kAddedColumns.map(() => '');
  cells[0] = word;
  cells[3] = doubt;
  cells[8] = dataset;
  return cells;
}
