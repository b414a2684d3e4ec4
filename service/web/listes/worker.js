// SPDX-License-Identifier: EUPL-1.2
//
// Holds the file. Its answer's content security policy forbids it every connection: what it knows can
// only go to the page, which asks it for questions and for what is to be shown.
import kColumnWords from '../../../data/lexicon/columns.tsv';
import { kAnswers } from './answer.js';
import { read_column_words } from './column_words.js';
import { can_ask, kSampleRows, recognise } from './columns.js';
import { open_file } from './open_file.js';
import { folded_words } from './folded.js';
import { Groups } from './groups.js';
import { Job } from './job.js';
import { as_csv } from './output.js';
import { as_workbook } from './workbook_output.js';
import { find_earlier } from './placement.js';
import { columns_by_role, question_of } from './question.js';
import { read_review, write_review } from './review_file.js';
import { serve_calls } from './rpc.js';
import { by_answer, count_up } from './totals.js';

const words = read_column_words(kColumnWords);
const kShownRows = 3;
const kPieceRows = 5000;

let known = { postcodes: new Set(), citycodes: new Set(), communes: new Set() };
let source = null;
let columns = null;
let first = 0; // the first row that is not blank: where a header would be
let job = null;
let groups = null;
let choices = new Map(); // of group → id: those of a review file and those made by hand, for the next search too
let opened = 0; // how many files: of two in quick succession, only the last is taken

const pause = () => new Promise((resolve) => { setTimeout(resolve); });

const is_blank = (cells) => cells.every((text) => text.trim() === '');

// The list begins at `first`: a person may say by a line's number that it does further down.
function look(header_choice, header_line = 1) {
  first = 0;
  while (first < source.row_count - 1 && source.row_number(first) < header_line) first++;
  while (first < source.row_count - 1 && is_blank(source.cells(first))) first++;
  const rows = [];
  for (let i = first; i < Math.min(source.row_count, first + kSampleRows); i++) rows.push(source.cells(i));
  const found = recognise(rows, known, words, header_choice ?? 'look');
  const names = Array.from({ length: Math.max(source.columns, found.names.length) }, (_, i) => found.names[i] ?? '');
  // What is no address leaves only when a person says so: a column of days is named, not taken.
  const own_day = found.roles.indexOf('date');
  const roles = names.map((_, i) => (i === own_day ? null : found.roles[i] ?? null));
  columns = { names, roles, header: found.header, own_day };
}

const header_at = () => (columns.header ? first : first - 1);

function body_rows(most) {
  const rows = [];
  for (let i = header_at() + 1; i < source.row_count && rows.length < most; i++) {
    if (!is_blank(source.cells(i))) rows.push(i);
  }
  return rows;
}

// What will be asked of the first rows, with the columns as they are now.
function samples() {
  const places = columns_by_role(columns.roles);
  return body_rows(kShownRows).map((i) => {
    const { question, wrong_date } = question_of(source, i, places);
    return { row: source.row_number(i), question, wrong_date };
  });
}

function preview() {
  const rows = body_rows(kShownRows).map((i) => source.cells(i));
  const { kind, encoding, delimiter, sheets, sheet } = source;
  return {
    kind, encoding, delimiter, sheets, sheet,
    rows: source.row_count - header_at() - 1,
    header: columns.header,
    header_line: source.row_count ? source.row_number(first) : 1,
    columns: columns.names.map((name, i) => ({
      name, role: columns.roles[i], examples: rows.map((cells) => cells[i] ?? ''),
    })),
    samples: samples(),
    can_ask: can_ask(columns.roles),
    own_day: columns.own_day,
    answered_before: find_earlier(columns) !== null,
  };
}

const handlers = {
  // The worker that sends asks for batches itself: the page would only pass them on.
  connect({ port }) {
    serve_calls({ next_batch: handlers.next_batch, give_back: handlers.give_back, take: handlers.take }, port);
    return {};
  },

  places({ postcodes, citycodes, communes }) {
    known = { postcodes: new Set(postcodes), citycodes: new Set(citycodes), communes: new Set(communes.map(folded_words)) };
    return {};
  },

  async open({ file, known: said }, progress) {
    opened++;
    const mine = opened;
    [job, groups] = [null, null];
    const found = await open_file(file, said, progress);
    if (mine !== opened) return { result: null };
    source = found;
    look(said.header, said.header_line);
    return { result: preview() };
  },

  roles({ roles }) {
    columns.roles = roles;
    return { result: { samples: samples(), can_ask: can_ask(roles) } };
  },

  async start({ generations, dataset }, progress) {
    groups = null;
    job = new Job(source, { header: header_at(), roles: columns.roles, generations, dataset, earlier: find_earlier(columns) });
    for (let i = 0; i < source.row_count; i += kPieceRows) {
      job.read_rows(i, i + kPieceRows);
      progress(i / source.row_count);
      await pause();
    }
    return { result: { questions: job.questions.length, zeros: job.zeros } };
  },

  next_batch({ most }) { return { result: job.next_batch(most) }; },
  give_back({ places }) {
    job.give_back(places);
    return {};
  },

  take({ places, bytes, last }) {
    const failed = job.take(places, JSON.parse(new TextDecoder().decode(bytes)), last);
    return { result: { failed, answered: job.answered, questions: job.questions.length, done: job.done, dataset: job.dataset } };
  },

  // After the first answers: the doubtful ones, and what is to be known of their candidates.
  group() {
    groups = new Groups(job, choices);
    return { result: { questions: groups.ask_candidates() } };
  },
  apply() {
    groups.apply_choices();
    return {};
  },

  summary() {
    const counts = by_answer(job);
    return { result: {
      counts: kAnswers.map((name, i) => ({ name, count: counts[i] })),
      rows: job.rows, asked: job.asked, zeros: job.zeros, unchosen: groups.unchosen,
    } };
  },

  groups({ from, count }) {
    const shown = groups.list.slice(from, from + count).map((group) => groups.view(group));
    return { result: { groups: shown, total: groups.list.length, open: groups.open } };
  },
  choose({ key, id }) {
    groups.choose(key, id);
    if (id === null) choices.delete(key);
    else choices.set(key, id);
    return { result: { group: groups.view(groups.by_key.get(key)), open: groups.open } };
  },
  // The first group from `from` on that waits for a choice; -1: none.
  next_open({ from }) {
    const behind = groups.list.findIndex((group, i) => i >= from && groups.waits(group));
    return { result: behind >= 0 ? behind : groups.list.findIndex((group) => groups.waits(group)) };
  },
  review_file() { return { result: { blob: write_review(groups) } }; },
  async read_review({ file }) {
    const read = await read_review(file);
    // What is already chosen on the page stays so where the file does not say otherwise.
    choices = groups ? new Map([...choices, ...read]) : read;
    if (groups) groups.choices = choices;
    groups?.apply_choices();
    return { result: { choices: read.size, applied: groups !== null } };
  },

  totals({ perimeters, column }) { return { result: count_up(job, perimeters, column) }; },

  async csv(_, progress) { return { result: as_csv(job, progress) }; },
  async workbook(terms, progress) { return { result: as_workbook(job, terms, progress) }; },
};

serve_calls(handlers);
