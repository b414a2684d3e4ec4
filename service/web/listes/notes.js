// SPDX-License-Identifier: EUPL-1.2
//
// The sheets beside the list: what the columns mean, and how many rows got which answer.
import { kAddedColumns } from './answer.js';
import { by_answer, by_doubt, by_quartier, hide_small, hide_small_list, kAnswers, kHidden } from './totals.js';

const kMeanings = {
  qpv: 'oui, non, à vérifier ou introuvable. « à vérifier » et « introuvable » ne veulent dire ni oui ni non.',
  qpv_code: 'Le code officiel du périmètre qui contient l’adresse.',
  qpv_quartier: 'Son nom.',
  qpv_doute: 'Pourquoi c’est à vérifier.',
  qpv_probable: 'Le côté le plus probable, quand les données le disent.',
  qpv_probabilite: 'La chance d’être dans un quartier, de 0 à 1.',
  qpv_distance_m: 'La distance à la limite la plus proche, en mètres.',
  qpv_generation: 'La génération des périmètres (2015 ou 2024) en vigueur au jour demandé.',
  qpv_donnees: 'La version des données qui a répondu.',
  qpv_adresse_trouvee: 'L’adresse sur laquelle la réponse porte.',
  qpv_score: 'Sa ressemblance avec ce qui était écrit, de 0 à 1.',
};

// `notes`: {indicative, data, date}, sentences of the page.
export function legend_rows(notes) {
  return [
    { values: ['Colonne', 'Ce qu’elle dit'], bold: true },
    ...kAddedColumns.map((name) => ({ values: [name, kMeanings[name]] })),
    { values: [] },
    { values: ['Ce que vaut la réponse', notes.indicative] },
    { values: ['Données', notes.data] },
    { values: ['Jour des périmètres', notes.date] },
  ];
}

const shown = (count) => (count === kHidden ? 'masqué' : count);

export function summary_rows(job, notes) {
  const [answers] = hide_small([by_answer(job)]);
  const doubts = by_doubt(job);
  const doubt_counts = hide_small_list(doubts.map(({ count }) => count));
  const quartiers = by_quartier(job, notes.perimeters);
  const quartier_counts = hide_small_list(quartiers.map(({ count }) => count));
  return [
    { values: ['Réponse', 'Lignes'], bold: true },
    ...kAnswers.map((word, i) => ({ values: [word, shown(answers[i])] })),
    { values: ['toutes', shown(answers.at(-1))] },
    { values: [] },
    { values: ['À vérifier, parce que', 'Lignes'], bold: true },
    ...doubts.map(({ name }, i) => ({ values: [name, shown(doubt_counts[i])] })),
    { values: [] },
    { values: ['Quartier', 'Lignes « oui »', 'Périmètres', 'Communes'], bold: true },
    ...quartiers.map(({ codes, name, communes }, i) => ({ values: [name, shown(quartier_counts[i]), codes.join(', '), communes] })),
    { values: [] },
    { values: ['Un nombre plus petit que 5 est masqué, et avec lui ceux qui permettraient de le retrouver.'] },
    { values: [notes.data] },
    { values: [notes.date] },
  ];
}
