// SPDX-License-Identifier: EUPL-1.2
//
// How many rows got which answer, per quartier, per commune or per value of a column; and small counts
// hidden, with as many others as it takes that no difference gives them back.
import { kNotFound, kToCheck } from './answer.js';

export const kAnswers = ['oui', 'non', kToCheck, kNotFound];
export const kThreshold = 5;
export const kHidden = null;

const zeros = () => kAnswers.map(() => 0);

// Rows by answer: [oui, non, à vérifier, introuvable].
export function by_answer(job) {
  const counts = zeros();
  each_row(job, (cells) => { counts[kAnswers.indexOf(cells[0])]++; });
  return counts;
}

function each_row(job, visit) {
  for (let i = job.from; i < job.source.row_count; i++) {
    const cells = job.cells(i);
    if (cells) visit(cells, i);
  }
}

// Map of name → counts by answer, for what `names_of(cells, i)` says of a row.
function grouped(job, names_of) {
  const groups = new Map();
  each_row(job, (cells, i) => {
    const at = kAnswers.indexOf(cells[0]);
    for (const name of names_of(cells, i)) {
      let counts = groups.get(name);
      if (!counts) groups.set(name, counts = zeros());
      counts[at]++;
    }
  });
  return groups;
}

export function by_doubt(job) {
  const groups = grouped(job, (cells) => (cells[0] === kToCheck ? [cells[3] || 'autre'] : []));
  return [...groups].map(([name, counts]) => ({ name, count: counts.reduce((a, b) => a + b) }));
}

// Rows with "oui" of each quartier of the contract, one of which may have several perimeters: [{name,
// codes, communes, count}]. A row on the limit of two counts in the first. `perimeters`: [{code, name,
// communes}], `name` the quartier's; perimeters besides are quartiers of their own.
export function by_quartier(job, perimeters) {
  const quartiers = new Map();
  const of_code = new Map();
  const add = (code, name, communes) => {
    const quartier = quartiers.get(name) ?? { name, codes: [], communes: [], count: 0 };
    quartier.codes.push(code);
    quartier.communes.push(...communes.split(', ').filter((town) => town && !quartier.communes.includes(town)));
    quartiers.set(name, quartier);
    of_code.set(code, quartier);
  };
  for (const { code, name, communes } of perimeters) add(code, name, communes);
  each_row(job, (cells) => {
    if (cells[0] !== 'oui') return;
    const [code] = cells[1].split('|');
    if (!of_code.has(code)) add(code, cells[2].split('|')[0], '');
    of_code.get(code).count++;
  });
  return [...quartiers.values()].sort((a, b) => a.name.localeCompare(b.name, 'fr'))
    .map((quartier) => ({ ...quartier, communes: quartier.communes.join(', ') }));
}

// "6 Rue Descartes 62300 Lens" → "Lens": where the address that was found lies.
const commune_of = (label) => /(?:^| )\d{5} (.+)$/.exec(label)?.[1] ?? label;

export function by_commune(job) {
  return sorted(grouped(job, (cells) => [cells[9] ? commune_of(cells[9]) : '(adresse introuvable)']));
}

export function by_column(job, column) {
  return sorted(grouped(job, (_, i) => [(job.source.cells(i)[column] ?? '').trim() || '(vide)']));
}

function sorted(groups) {
  const total = (counts) => counts.reduce((a, b) => a + b);
  return [...groups].map(([name, counts]) => ({ name, counts }))
    .sort((a, b) => total(b.counts) - total(a.counts) || a.name.localeCompare(b.name, 'fr'));
}

const is_small = (count) => count > 0 && count < kThreshold;

// Hides further counts of a line whose sum is shown, until what is hidden cannot be told: at least two,
// and together no small number where there is one to add. `line`: [{count, hidden}]. Tells whether it hid
// any.
function protect(line) {
  let changed = false;
  for (;;) {
    const hidden = line.filter((cell) => cell.hidden);
    const sum = hidden.reduce((all, { count }) => all + count, 0);
    if (hidden.length === 0 || (hidden.length > 1 && sum >= kThreshold)) return changed;
    const open = line.filter((cell) => !cell.hidden && cell.count > 0).sort((a, b) => a.count - b.count);
    const next = open[0] ?? (hidden.length > 1 ? undefined : line.find((cell) => !cell.hidden));
    if (!next) return changed;
    next.hidden = true;
    changed = true;
  }
}

// A table of counts with its sums, as [[count or kHidden…, sum]…] and a last line of sums.
export function hide_small(rows) {
  const cells = rows.map((counts) => [...counts, counts.reduce((a, b) => a + b, 0)].map((count) => ({ count, hidden: is_small(count) })));
  const width = cells[0]?.length ?? 0;
  const sums = Array.from({ length: width }, (_, i) => {
    const count = cells.reduce((all, row) => all + row[i].count, 0);
    return { count, hidden: is_small(count) };
  });
  const table = [...cells, sums];
  for (let changed = true; changed;) {
    changed = false;
    // A line's parts and its sum tell each other: each is a line of counts of which any one is the rest's difference.
    for (const row of table) changed = protect_sum(row.slice(0, -1), row.at(-1)) || changed;
    for (let i = 0; i < width; i++) changed = protect_sum(cells.map((row) => row[i]), sums[i]) || changed;
  }
  return table.map((row) => row.map(({ count, hidden }) => (hidden ? kHidden : count)));
}

// With a hidden sum nothing can be taken from it.
const protect_sum = (parts, sum) => (sum.hidden ? protect_total(parts, sum) : protect(parts));

// Nor may all the parts give the sum back.
function protect_total(parts, sum) {
  if (parts.some((cell) => cell.hidden) || sum.count === 0) return false;
  const next = parts.filter((cell) => cell.count > 0).sort((a, b) => a.count - b.count)[0];
  if (!next) return false;
  next.hidden = true;
  return true;
}

// The same for a list of counts and their sum.
export function hide_small_list(counts) {
  const line = counts.map((count) => ({ count, hidden: is_small(count) }));
  protect(line);
  return line.map(({ count, hidden }) => (hidden ? kHidden : count));
}
