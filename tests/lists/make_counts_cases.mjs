// SPDX-License-Identifier: EUPL-1.2
//
// node make_counts_cases.mjs > ../golden/counts_cases.json: sheets of counts, and what page and tool show of
// each: "." the count, "s" that it is small, "h" nothing. Rows by answers are a list's: doubts and quartiers
// make up one answer, communes and the values of a column all of them.
import { CountSheet, kHidden, kShown } from '../../service/web/listes/count_sheet.js';

let seed = 20261129;
function random(most) {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return Math.floor((seed / 4294967296) * most);
}

const all = (counts) => counts.reduce((a, b) => a + b, 0);
const filled = (length, make) => Array.from({ length }, (_, i) => make(i));

class Case {
  constructor(name, least = 5) { Object.assign(this, { name, least, values: [], sums: [] }); }
  add(value) { return this.values.push(value) - 1; }
  sum(total, parts) { this.sums.push([total, parts]); }
  line(counts) {
    const parts = counts.map((count) => this.add(count));
    this.sum(this.add(all(counts)), parts);
    return this;
  }
  // Counts whose sum is known already.
  split(total, counts) { this.sum(total, counts.map((count) => this.add(count))); }
  table(rows, answers, lines) {
    const columns = answers.map(() => []);
    this.sum(rows, lines.map((counts) => {
      const ids = counts.map((count) => this.add(count));
      ids.forEach((id, i) => columns[i].push(id));
      const line = this.add(all(counts));
      this.sum(line, ids);
      return line;
    }));
    columns.forEach((ids, i) => this.sum(answers[i], ids));
  }
  judged() {
    const sheet = new CountSheet();
    for (const value of this.values) sheet.add(value);
    for (const [total, parts] of this.sums) sheet.sum(total, parts);
    sheet.suppress(this.least);
    const letter = (shown) => (shown === kShown ? '.' : shown === kHidden ? 'h' : 's');
    return { ...this, shown: this.values.map((_, id) => letter(sheet.shown(id))).join('') };
  }
}

// A whole cut into parts at random, some of them small, some nothing.
function parts_of(whole, count) {
  const parts = filled(count, () => 0);
  for (let left = whole; left > 0;) {
    const part = Math.min(left, 1 + random(random(3) === 0 ? 4 : Math.max(1, Math.ceil(whole / 2))));
    parts[random(count)] += part;
    left -= part;
  }
  return parts;
}

function list(name, { communes, quartiers, doubts, values = 0, largest }, least = 5) {
  const made = new Case(name, least);
  const count = () => (random(2) === 0 ? random(8) : random(largest));
  const lines = filled(communes, () => filled(4, count));
  const sums = filled(4, (i) => all(lines.map((line) => line[i])));
  const rows = made.add(all(sums));
  const answers = sums.map((sum) => made.add(sum));
  made.sum(rows, answers);
  made.split(answers[2], parts_of(sums[2], doubts));
  made.split(answers[0], parts_of(sums[0], quartiers));
  made.table(rows, answers, lines);
  if (values > 0) {
    const by_answer = sums.map((sum) => parts_of(sum, values));
    made.table(rows, answers, filled(values, (k) => by_answer.map((column) => column[k])));
  }
  return made;
}

const cases = [
  new Case('nothing small').line([5, 0, 120]),
  new Case('a second one is hidden beside a small one').line([3, 40, 9, 0]),
  new Case('small ones hide each other').line([3, 2, 40]),
  new Case('two that can only be one each').line([1, 1, 40]),
  new Case('two that can only be four each').line([4, 4, 40]),
  new Case('the total, where nothing else is left').line([7, 3]),
  new Case('alone').line([3, 0]),
  new Case('the first of two equal ones').line([3, 9, 9]),
  new Case('no threshold', 1).line([1, 40]),
  new Case('a threshold of two', 2).line([1, 40]),
  new Case('a threshold of eleven', 11).line([10, 9, 12, 40]),
  ...filled(60, (i) => new Case(`a line, ${i}`, [3, 5, 5, 10][i % 4]).line(filled(2 + random(5), () => random(12)))),
  ...filled(40, (i) => list(`a short list, ${i}`, { communes: 1 + random(3), quartiers: 1 + random(3), doubts: 1 + random(2), largest: 20 })),
  ...filled(25, (i) => list(`a list with a column, ${i}`, { communes: 2 + random(6), quartiers: 2 + random(5), doubts: 3, values: 2 + random(5), largest: 60 }, [5, 5, 3, 11][i % 4])),
  ...filled(3, (i) => list(`an agglomération, ${i}`, { communes: 37, quartiers: 22, doubts: 5, values: 12, largest: [30, 300, 3000][i] })),
];

process.stdout.write(`{"cases": [\n${cases.map((each) => JSON.stringify(each.judged())).join(',\n')}\n]}\n`);
