// SPDX-License-Identifier: EUPL-1.2
//
// The sheets beside the list: what the columns mean, and how many rows got which answer.
import { kAddedColumns, kAnswers } from './answer.js';
import { count_up } from './totals.js';

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

const kOfficial = 'données officielles publiées par l’État';
const kTranscribed = 'données transcrites ou partielles, indicatives'; // as service/handlers/contact.cc says it

// What the service says of its data (GET /v1/about), in words.
export const data_text = ({ perimeters, official }) => `${perimeters} — ${official ? kOfficial : kTranscribed}.`;

// "2022-03-15" as people write it; '' is today, in Paris as for the service.
export function day_text(day) {
  if (day === '') return new Date().toLocaleDateString('fr-FR', { timeZone: 'Europe/Paris' });
  return day.split('-').reverse().join('/');
}

// Of what was asked: the data that answered, and on which day.
export function notes_of(job, notes) {
  const own_days = 'date' in job.places ? ', et le jour de la personne là où la liste en a un' : '';
  return { ...notes, data: `${notes.data} Version ${job.data_id}.`, date: `${notes.date}${own_days}` };
}

// `notes`: {indicative, data, date}, sentences of the page, see notes_of.
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

const kSmallCounts = 'Les nombres de 1 à 4 ne sont pas montrés (« moins de 5 »), ni ceux qui permettraient de les retrouver (« masqué »).';

// The counts of the page, in the same sheet of counts: what one of them hides, no other gives back.
export function summary_rows(job, notes) {
  const { answers, doubts, quartiers, communes } = count_up(job, notes.perimeters);
  return [
    { values: ['Réponse', 'Lignes'], bold: true },
    ...[...kAnswers, 'toutes'].map((word, i) => ({ values: [word, answers[i]] })),
    { values: [] },
    { values: ['À vérifier, parce que', 'Lignes'], bold: true },
    ...doubts.map(({ name, count }) => ({ values: [name, count] })),
    { values: [] },
    { values: ['Quartier', 'Lignes « oui »', 'Périmètres', 'Communes'], bold: true },
    ...quartiers.map(({ codes, name, communes: towns, count }) => ({ values: [name, count, codes.join(', '), towns] })),
    { values: [] },
    { values: ['Commune', ...kAnswers, 'toutes'], bold: true },
    ...communes.map(({ name, counts }) => ({ values: [name, ...counts] })),
    { values: [] },
    { values: [kSmallCounts] },
    { values: [notes.data] },
    { values: [notes.date] },
  ];
}
