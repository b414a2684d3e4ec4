// SPDX-License-Identifier: EUPL-1.2
//
// How many rows got which answer, per quartier, per commune and per value of a column, and which of these
// counts may be shown: one sheet for all of them, with the sums of geo/batch/summary_counts.cc.
import { kAnswers } from './answer.js';
import { CountSheet } from './count_sheet.js';

const kLeast = 5; // counts below are not shown
const kInside = 0;
const kUncertain = 2;
const kMostValues = 200; // of a column: more are no totals

const by_bytes = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const by_name = (a, b) => a.name.localeCompare(b.name, 'fr');

function add_to(counts, name, at) {
  let line = counts.get(name);
  if (!line) counts.set(name, line = kAnswers.map(() => 0));
  line[at]++;
}

// What the rows come to. Perimeters: of those inside, by the first one's code. `column`: null, or the place
// of one of the file's.
function tally(job, column) {
  const totals = { rows: 0, answers: kAnswers.map(() => 0), doubts: new Map(), perimeters: new Map(), communes: new Map(),
    commune_names: new Map(), values: new Map() };
  for (let i = job.from; i < job.source.row_count; i++) {
    const answer = job.answer(i);
    if (!answer) continue;
    const { cells: [word, codes, names, doubt], commune } = answer;
    const at = kAnswers.indexOf(word);
    totals.rows++;
    totals.answers[at]++;
    if (at === kUncertain) totals.doubts.set(doubt, (totals.doubts.get(doubt) ?? 0) + 1);
    add_to(totals.communes, commune?.code ?? '', at);
    if (commune) totals.commune_names.set(commune.code, commune.name);
    if (at === kInside) {
      const [code] = codes.split('|');
      const perimeter = totals.perimeters.get(code) ?? { name: names.split('|')[0], count: 0 };
      perimeter.count++;
      totals.perimeters.set(code, perimeter);
    }
    if (column !== null) add_to(totals.values, (job.source.cells(i)[column] ?? '').trim() || '(vide)', at);
  }
  return totals;
}

export function by_answer(job) {
  return tally(job, null).answers;
}

// The contract's quartiers, one of which may have several perimeters, then what else the list lies in; in
// the order of their codes. `perimeters`: [{code, name, quartier, communes}], `quartier` the contract's
// or null, `name` its name or the perimeter's own.
function quartiers_of(totals, perimeters) {
  const quartiers = new Map();
  const listed = new Set();
  for (const { code, name, quartier: of_contract, communes } of perimeters) {
    const key = of_contract ?? code;
    const quartier = quartiers.get(key) ?? { name, codes: [], communes: [], count: 0 };
    quartier.codes.push(code);
    quartier.communes.push(...communes.split(', ').filter((town) => town && !quartier.communes.includes(town)));
    quartier.count += totals.perimeters.get(code)?.count ?? 0;
    quartiers.set(key, quartier);
    listed.add(code);
  }
  const others = [...totals.perimeters].filter(([code]) => !listed.has(code))
    .map(([code, { name, count }]) => ({ name, codes: [code], communes: [], count }));
  return [...quartiers.values(), ...others].map((quartier) => ({ ...quartier, codes: quartier.codes.sort(by_bytes) }))
    .sort((a, b) => by_bytes(a.codes[0], b.codes[0]));
}

class Counter {
  constructor(totals) {
    this.sheet = new CountSheet();
    this.totals = totals;
    this.rows = this.sheet.add(totals.rows);
    this.answers = totals.answers.map((count) => this.sheet.add(count));
    this.sheet.sum(this.rows, this.answers);
  }

  // [{name, count}…] that make up a count.
  parts(named, total) {
    const lines = named.map((each) => ({ ...each, count: this.sheet.add(each.count) }));
    this.sheet.sum(total, lines.map(({ count }) => count));
    return lines;
  }

  // A table of answers by name, that makes up all rows: [{name, counts: [oui…, all]}].
  table(named) {
    const columns = kAnswers.map(() => []);
    const lines = named.map(({ name, counts }) => {
      const ids = counts.map((count) => this.sheet.add(count));
      ids.forEach((id, i) => columns[i].push(id));
      const all = this.sheet.add(counts.reduce((a, b) => a + b));
      this.sheet.sum(all, ids);
      return { name, counts: [...ids, all] };
    });
    columns.forEach((ids, i) => this.sheet.sum(this.answers[i], ids));
    this.sheet.sum(this.rows, lines.map(({ counts }) => counts.at(-1)));
    return lines;
  }

  told_all(lines) { return lines.map((line) => ({ ...line, counts: line.counts.map((id) => this.sheet.told(id)) })); }
  told_each(lines) { return lines.map((line) => ({ ...line, count: this.sheet.told(line.count) })); }
}

const in_order = (map) => [...map].sort(([a], [b]) => by_bytes(a, b));

function commune_tables(totals) {
  return in_order(totals.communes).map(([code, counts]) => ({
    name: code ? `${totals.commune_names.get(code)} (${code})` : 'commune non trouvée', counts,
  }));
}

// The largest first.
function value_tables(totals) {
  const all = (counts) => counts.reduce((a, b) => a + b);
  return [...totals.values].map(([name, counts]) => ({ name, counts }))
    .sort((a, b) => all(b.counts) - all(a.counts) || by_bytes(a.name, b.name));
}

// Counts as they may be shown, numbers or words: {answers, doubts, quartiers, communes, values}, the last of
// `column` where one is given, or {too_many} of its values. `answers` has the sum of all rows behind. `alone`:
// what the column's table hides of the others is shown where there is no column.
export function count_up(job, perimeters, column = null) {
  const totals = tally(job, column);
  const too_many = totals.values.size > kMostValues ? totals.values.size : 0;
  const counter = new Counter(totals);
  const { sheet } = counter;
  const doubts = counter.parts(in_order(totals.doubts).map(([name, count]) => ({ name, count })), counter.answers[kUncertain]);
  const quartiers = counter.parts(quartiers_of(totals, perimeters), counter.answers[kInside]);
  const communes = counter.table(commune_tables(totals));
  sheet.suppress(kLeast);
  const of_all = sheet.counts.length;
  const hidden = sheet.hidden_among(of_all);
  const values = column === null || too_many ? [] : counter.table(value_tables(totals));
  if (values.length > 0) sheet.suppress(kLeast);
  return {
    answers: [...counter.answers, counter.rows].map((id) => sheet.told(id)),
    doubts: counter.told_each(doubts),
    quartiers: counter.told_each(quartiers).map(({ communes: towns, ...quartier }) => ({ ...quartier, communes: towns.join(', ') })).sort(by_name),
    communes: counter.told_all(communes).sort(by_name),
    values: counter.told_all(values),
    too_many,
    alone: sheet.hidden_among(of_all) > hidden,
  };
}
