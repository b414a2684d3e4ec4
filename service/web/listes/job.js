// SPDX-License-Identifier: EUPL-1.2
//
// One file's questions and their answers: what is still to be asked, and what each row gets.
import { cells_of, cells_without, kNotFound, kToCheck } from './answer.js';
import { Placement } from './placement.js';
import { columns_by_role, question_of } from './question.js';

const kMostItems = 1000;
const kMostBytes = 900 * 1024; // of a request; the API takes 1 MiB
const kBlank = -1;
const kNothing = -2;
const kWrongDate = -3;
const kServiceFailed = 'erreur du service';

// Of an address that the service names: {code, name}, null where there is none.
export const commune_of = (address) => (address ? { code: address.citycode, name: address.city } : null);

// One result of POST /v1/batch: an answer, or a problem.
const is_result = ({ status, body }) => Number.isInteger(status) && body !== null && typeof body === 'object'
  && (status !== 200 || (typeof body.answer === 'string' && typeof body.dataset?.id === 'string'));

// Without addresses in the service's data none is found, now or later, as by the tool (geo/batch/answer.cc).
const has_no_addresses = ({ type }) => String(type).endsWith('/no-addresses');
const is_failure = ({ status, body }) => status >= 500 && !has_no_addresses(body);

// What makes two questions one.
const key_of = (question) => JSON.stringify(question);

export class Job {
  // `terms`: {header, roles, generations, dataset, earlier}. Row `header` and those before it are not asked
  // about; `dataset`: the id of the data that the service names before it is asked; `earlier`: columns of an
  // earlier answer, see placement.js.
  constructor(source, terms) {
    Object.assign(this, { source, terms, dataset: '', places: columns_by_role(terms.roles) });
    this.placement = new Placement(source, terms.earlier ?? null);
    this.from = terms.header + 1;
    this.questions = []; // each once
    this.first_rows = []; // the first row that asks it
    this.counts = []; // how many rows do
    this.answers = []; // {cells, commune…} once there
    this.of_row = new Int32Array(source.row_count).fill(kBlank);
    this.zeros = 0;
    this.pending = [];
    this.answered = 0;
    this.known = new Map();
    this.wider = new Map(); // place → the question as it was before its commune's code was left out
  }

  // Reads rows until `end`; the caller goes on when it has told how far it is.
  read_rows(begin, end) {
    for (let i = Math.max(begin, this.from); i < Math.min(end, this.source.row_count); i++) {
      const { question, zeros, wrong_date, blank } = question_of(this.source, i, this.places);
      this.zeros += zeros;
      if (question) this.of_row[i] = this.place_of(question, i);
      else if (!blank) this.of_row[i] = wrong_date ? kWrongDate : kNothing;
    }
  }

  place_of(question, row, times = 1) {
    const key = key_of(question);
    let place = this.known.get(key);
    if (place === undefined) {
      place = this.questions.length;
      this.known.set(key, place);
      this.questions.push(question);
      this.first_rows.push(row);
      this.counts.push(0);
      this.pending.push(place);
    }
    this.counts[place] += times;
    return place;
  }

  // The data that answer: as long as no answer names them, those that the service named before.
  get data_id() { return this.dataset || (this.terms.dataset ?? ''); }

  get done() { return this.answered === this.questions.length; }

  // The next request's text and the places it asks for; null when all are on their way. The id is a
  // row's number in the file.
  next_batch(most_items = kMostItems) {
    if (this.pending.length === 0) return null;
    const places = [];
    const items = [];
    let bytes = 2;
    while (this.pending.length > 0 && places.length < most_items) {
      const place = this.pending.at(-1);
      const item = JSON.stringify({ id: this.source.row_number(this.first_rows[place]), ...this.questions[place] });
      bytes += item.length * 3 + 1;
      if (places.length > 0 && bytes > kMostBytes * 3 / 2) break;
      places.push(this.pending.pop());
      items.push(item);
    }
    return { places, text: `[${items.join(',')}]` };
  }

  give_back(places) { this.pending.push(...[...places].reverse()); }

  // Takes the answers to a batch; tells how many questions the service failed to answer, and takes nothing
  // then: they are asked again. `last`: not once more; their rows are to be checked, unless all failed. Throws
  // when these are no answers: nothing of them is then taken.
  take(places, results, last = false) {
    const fits = Array.isArray(results) && results.length === places.length && results.every(is_result)
      && results.every(({ id }, i) => id === this.source.row_number(this.first_rows[places[i]]));
    if (!fits) throw new Error('not the answers to these questions');
    const failed = results.filter(is_failure).length;
    if (failed > 0 && (!last || (failed === results.length && failed > 1))) return failed;
    results.forEach((result, i) => this.take_one(places[i], result));
    return 0;
  }

  // Of a row about which there is no answer.
  settle_without(place, word, doubt = '') { this.settle(place, cells_without(word, doubt, this.data_id), null); }

  take_one(place, result) {
    const { status, body } = result;
    const question = this.questions[place];
    // What the service does not answer is no "no".
    if (is_failure(result)) return this.settle_without(place, kToCheck, kServiceFailed);
    if (status !== 200) {
      const date = body.parameter === 'date';
      return this.settle_without(place, date ? kToCheck : kNotFound, date ? 'date hors des données' : '');
    }
    this.dataset ||= body.dataset.id;
    if (body.answer === 'not_found' && question.citycode) {
      // A commune's code that does not fit may be the only mistake.
      const { citycode, ...rest } = question;
      if (rest.q || rest.street || rest.city || rest.postcode) {
        this.wider.set(place, question);
        this.questions[place] = rest;
        this.pending.push(place);
        return undefined;
      }
    }
    return this.settle(place, cells_of(body, this.terms.generations), body);
  }

  settle(place, cells, body) {
    if (!this.answers[place]) this.answered++;
    const doubtful = cells[0] === kToCheck || cells[0] === kNotFound;
    this.answers[place] = {
      cells,
      commune: commune_of(body?.address),
      refused: body === null,
      candidates: doubtful && body?.candidates ? body.candidates.slice(0, 5) : [],
      address_id: body?.address?.id,
    };
  }

  asked_at_first(place) { return this.wider.get(place) ?? this.questions[place]; }

  // A question that no row asks, on behalf of `row`.
  ask_besides(question, row) { this.place_of(question, row, 0); }

  // The answer to it, undefined where there is none yet.
  answer_to(question) { return this.answers[this.known.get(key_of(question))]; }

  // How many different questions rows ask.
  get asked() { return this.counts.filter((count) => count > 0).length; }

  get rows() {
    let rows = 0;
    for (let i = this.from; i < this.source.row_count; i++) if (this.of_row[i] !== kBlank) rows++;
    return rows;
  }

  // What a row gets, {cells, commune}; null for a blank one and for those above the list.
  answer(i) {
    const place = this.of_row[i];
    if (place === kBlank) return null;
    if (place === kNothing) return { cells: cells_without(kNotFound, '', this.data_id), commune: null };
    if (place === kWrongDate) return { cells: cells_without(kToCheck, 'date illisible', this.data_id), commune: null };
    return this.answers[place].chosen ?? this.answers[place];
  }

  cells(i) { return this.answer(i)?.cells ?? null; }
}
