// SPDX-License-Identifier: EUPL-1.2
//
// The rows that are to be checked, those with the same address together: one choice settles them all.
import { cells_without, kNotFound, kToCheck } from './answer.js';
import { commune_of } from './job.js';
import { group_key, has_address, street_key } from './question.js';

const kMatchDoubts = ['adresse peu sûre', 'plusieurs adresses'];
// What another address may settle; a boundary that is near stays near.
const kSettledByChoice = [...kMatchDoubts, 'rue en partie'];

// What a candidate alone is asked as, to know its own answer.
const candidate_question = ({ label, citycode }, { date }) => ({ q: label, citycode, ...(date && { date }) });

const is_doubtful = (cells) => cells[0] === kToCheck || cells[0] === kNotFound;

function address_text({ q = '', housenumber = '', street = '' }) {
  return [q, housenumber, street].filter(Boolean).join(' ');
}

const town_text = ({ postcode = '', city = '' }) => [postcode, city].filter(Boolean).join(' ');

export class Groups {
  // `choices`: Map of group → {id}, '' for "none of them".
  constructor(job, choices) {
    Object.assign(this, { job, choices, list: [], by_key: new Map(), unchosen: 0 });
    job.questions.forEach((question, place) => {
      const { cells, refused } = job.answers[place];
      if (job.counts[place] === 0 || refused || !has_address(question) || !is_doubtful(cells)) return;
      this.add(place, job.asked_at_first(place));
    });
    this.add_rows();
    this.sort();
  }

  add(place, question) {
    const key = group_key(question);
    let group = this.by_key.get(key);
    if (!group) {
      group = { key, street: street_key(question), question, places: [], rows: [], candidates: [] };
      this.by_key.set(key, group);
      this.list.push(group);
    }
    group.places.push(place);
    // Two spellings may find different ones: each candidate with the question that found it first.
    for (const candidate of this.job.answers[place].candidates) {
      if (!group.candidates.some(({ id }) => id === candidate.id)) group.candidates.push({ ...candidate, place });
    }
  }

  add_rows() {
    const { job } = this;
    const group_of = new Map();
    for (const group of this.list) for (const place of group.places) group_of.set(place, group);
    for (let i = job.from; i < job.source.row_count; i++) group_of.get(job.of_row[i])?.rows.push(job.source.row_number(i));
  }

  // What a choice can settle first, one street after the other, those of most rows first.
  sort() {
    const weight = new Map();
    for (const { street, rows } of this.list) weight.set(street, (weight.get(street) ?? 0) + rows.length);
    const rank = (group) => (this.asks(group) ? 0 : group.candidates.length > 0 ? 1 : 2);
    this.list.sort((a, b) => rank(a) - rank(b) || weight.get(b.street) - weight.get(a.street)
      || (a.street < b.street ? -1 : a.street > b.street ? 1 : 0) || b.rows.length - a.rows.length || a.rows[0] - b.rows[0]);
  }

  // Adds to the job what is to be known of the candidates; tells how many questions that makes.
  ask_candidates() {
    const before = this.job.questions.length;
    for (const { places } of this.list) {
      for (const place of places) {
        const question = this.job.questions[place];
        for (const candidate of this.job.answers[place].candidates) {
          this.job.ask_besides(candidate_question(candidate, question), this.job.first_rows[place]);
        }
      }
    }
    return this.job.questions.length - before;
  }

  // What a row gets for a candidate that is taken for what is meant: what its own position leaves open
  // stays. Where the service finds something else by its name, nothing is said of it but that it is to be
  // checked: `settled` false.
  of_candidate(place, candidate) {
    const asked = this.job.answer_to(candidate_question(candidate, this.job.questions[place]));
    const same = asked?.address_id === candidate.id;
    const cells = same ? [...asked.cells] : cells_without(kToCheck, kMatchDoubts[0], this.job.data_id);
    const settled = same && !kMatchDoubts.includes(cells[3]);
    cells[9] = candidate.label;
    cells[10] = String(Math.round(candidate.score * 1e4) / 1e4);
    return { cells, commune: commune_of(candidate), settled };
  }

  // `id` of a candidate, '' for none of them, null to take the choice back.
  choose(key, id) {
    const group = this.by_key.get(key);
    if (!group) return false;
    group.choice = null;
    let fits = id === null;
    for (const place of group.places) {
      const answer = this.job.answers[place];
      const candidate = answer.candidates.find((each) => each.id === id);
      answer.chosen = null;
      if (id === '') answer.chosen = { cells: cells_without(kNotFound, '', this.job.data_id), commune: null, settled: true };
      else if (candidate) answer.chosen = this.of_candidate(place, candidate);
      if (answer.chosen) [group.choice, fits] = [id, true];
    }
    return fits;
  }

  // What was chosen before, of last year's list too.
  apply_choices() {
    this.unchosen = 0;
    for (const [key, id] of this.choices) if (this.by_key.has(key) && !this.choose(key, id)) this.unchosen++;
  }

  // Whether a choice is asked for.
  asks({ places, candidates }) {
    return candidates.length > 0 && places.some((place) => kSettledByChoice.includes(this.job.answers[place].cells[3]));
  }

  waits(group) { return this.asks(group) && (group.choice ?? null) === null; }

  get open() { return this.list.filter((group) => this.waits(group)).length; }

  // For the page and the review file.
  view(group) {
    const answers = group.places.map((place) => this.job.answers[place]);
    const [{ cells }] = answers;
    const choice = group.choice ?? null;
    return {
      key: group.key,
      address: address_text(group.question),
      town: town_text(group.question),
      rows: group.rows,
      answer: cells[0],
      doubt: cells[3],
      likely: cells[4],
      choice,
      settled: choice === null || answers.every(({ chosen }) => chosen?.settled),
      asks: this.asks(group),
      candidates: group.candidates.slice(0, 5).map((candidate) => ({
        id: candidate.id, label: candidate.label, qpv: this.of_candidate(candidate.place, candidate).cells[0],
      })),
    };
  }
}
