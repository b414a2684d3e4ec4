// SPDX-License-Identifier: EUPL-1.2
//
// The page: from a file to the same file with answers. A worker holds the file, another one sends; this
// shows what they tell.
import { by_id, download, element, go_to, show, tell_error } from './dom.js';
import { data_text, day_text } from './notes.js';
import { caller } from './rpc.js';
import { Refusal, number_text, size_text } from './refusal.js';
import { Columns } from './view_columns.js';
import { Review } from './view_review.js';
import { Totals } from './view_totals.js';
import { Search } from './view_search.js';

const page = by_id('liste');

const assets = document.querySelector('script[src$="listes.js"]').src;
const policy = globalThis.trustedTypes?.createPolicy('qpv-listes', { createScriptURL: (url) => url });

function start_worker(name) {
  const script = new URL(name, assets).href;
  const worker = new Worker(policy ? policy.createScriptURL(script) : script);
  worker.onerror = () => tell_mistake(new Error());
  return worker;
}

// One holds the file and may not connect to anything; the other sends, and never sees the file.
const call = caller(start_worker('listes-worker.js'));
const send = caller(start_worker('listes-sender.js'));
const channel = new MessageChannel();
call('connect', { port: channel.port1 }, { transfer: [channel.port1] });
send('connect', { port: channel.port2 }, { transfer: [channel.port2] });

let file = null;
let about = null; // what the service says of its data
let turn = 0; // goes up with each file and each search: what an earlier one still tells is not shown

function tell_mistake(error) {
  if (error instanceof Refusal) tell_error(`«\u00A0${file?.name ?? 'Le fichier'}\u00A0»\u00A0: ${error.message}`);
  else tell_error('La page a rencontré une erreur et s’est arrêtée. Rechargez-la, puis recommencez\u00A0; le fichier n’a pas été changé.');
}

function send_places() {
  const communes = JSON.parse(page.dataset.places || '[]');
  return call('places', {
    postcodes: communes.flatMap(({ postcodes }) => postcodes),
    citycodes: communes.map(({ code }) => code),
    communes: communes.map(({ name }) => name),
  });
}

async function get_json(path) {
  const response = await fetch(path, { credentials: 'omit', referrerPolicy: 'no-referrer', redirect: 'error' });
  const body = await response.json();
  if (!response.ok) throw new Refusal(body.detail ?? `Le service a répondu par une erreur (${response.status}).`);
  return body;
}

// The generations and perimeters that answers are told with, of the day that is asked about.
async function ask_about(day) {
  const [{ dataset }, { features }] = await Promise.all([get_json('v1/about'), get_json(`v1/perimeters${day ? `?date=${day}` : ''}`)]);
  about = {
    date: day_text(day), // the one that is asked about, whatever is typed since
    dataset: dataset.id,
    data: data_text(dataset),
    generations: dataset.generations.map(({ generation, valid_from, valid_to }) => ({ generation, valid_from, valid_to })),
    perimeters: features.map(({ properties: { code, name, quartier, communes }, geometry }) => ({
      code, name: quartier ?? name, quartier, communes: communes.map((commune) => commune.name).join(', '), geometry,
    })),
  };
  return about;
}

const columns = new Columns({ call, reopen, start: start_search });
const search = new Search({ call, send, ask_about, restart: start_search, finished, mistaken: tell_mistake });
const review = new Review({ call, changed: refresh_result });
const totals = new Totals({ call });

function start_search() {
  turn++;
  return search.start(columns.day);
}

async function open(chosen, known = {}) {
  const state = by_id('etat-fichier');
  if (search.running) {
    state.textContent = 'Une recherche est en cours\u00A0: annulez-la avant de choisir un autre fichier.';
    return;
  }
  turn++;
  const mine = turn;
  file = chosen;
  tell_error('');
  for (const id of ['colonnes', 'envoi', 'resultat', 'relecture', 'totaux']) show(id, false);
  state.textContent = `Lecture de «\u00A0${file.name}\u00A0» (${size_text(file.size)})…`;
  try {
    const preview = await call('open', { file, known });
    if (mine !== turn) return;
    state.textContent = `«\u00A0${file.name}\u00A0» est lu.`;
    columns.show(preview, known);
    if (!known.again) go_to('colonnes');
  } catch (error) {
    if (mine !== turn) return;
    state.textContent = '';
    tell_mistake(error);
  }
}

function reopen(known) { return open(file, { ...known, again: true }); }

async function finished() {
  const mine = turn;
  try {
    await show_result();
    if (mine !== turn) return;
    show('resultat');
    await review.show();
    if (mine !== turn) return;
    show('relecture', review.total > 0);
    await totals.show(about.perimeters, columns.names);
    if (mine === turn) go_to('resultat');
  } catch (error) {
    if (mine === turn) tell_mistake(error);
  }
}

async function show_result() {
  const { counts, rows, asked, zeros, unchosen } = await call('summary');
  by_id('compte').replaceChildren(...counts.map(({ name, count }) => element('div', { 'data-answer': name },
    element('dt', {}, name), element('dd', {}, number_text(count)))));
  const remarks = [`${number_text(rows)} lignes, dont ${number_text(asked)} adresses différentes demandées.`];
  if (zeros > 0) remarks.push(`${number_text(zeros)} codes ont retrouvé leur zéro (01000 et non 1000).`);
  if (unchosen > 0) remarks.push(`${number_text(unchosen)} choix de la relecture ne sont plus possibles\u00A0: leurs lignes restent à vérifier.`);
  by_id('remarques').textContent = remarks.join(' ');
  show('retour-ods', columns.preview.kind === 'ods');
}

// After a choice; not of a file or a search that another one has followed since.
async function refresh_result() {
  try {
    if (!by_id('resultat').hidden) await show_result();
    if (!by_id('totaux').hidden) await totals.refresh();
  } catch (error) {
    tell_mistake(error);
  }
}

function output_name({ name }, extension) {
  const dot = name.lastIndexOf('.');
  return `${dot > 0 ? name.slice(0, dot) : name}-qpv.${extension}`;
}

async function give(kind, usual) {
  const given = file;
  const state = by_id('etat-telechargement');
  state.textContent = 'Le fichier est en préparation…';
  const notes = {
    indicative: page.dataset.indicative, data: about.data, date: about.date,
    perimeters: about.perimeters.map(({ geometry, ...perimeter }) => perimeter),
  };
  try {
    const { blob, extension = usual, rows, neutralised = 0, cut = 0 } = await call(kind, { notes }, {
      progress: (part) => { state.textContent = `Le fichier est en préparation\u00A0: ${Math.round(part * 100)}\u00A0%`; },
    });
    download(blob, output_name(given, extension));
    const said = [`Le fichier est prêt\u00A0: ${number_text(rows)} lignes, autant que dans le vôtre.`];
    if (neutralised > 0) said.push(`${number_text(neutralised)} cellules commençaient comme une formule\u00A0: une apostrophe les précède, pour que le tableur ne les exécute pas.`);
    if (cut > 0) said.push(`${number_text(cut)} cellules étaient plus longues qu’un classeur ne le permet\u00A0: elles y sont coupées. Le CSV les garde entières.`);
    state.textContent = said.join(' ');
  } catch (error) {
    state.textContent = '';
    tell_mistake(error);
  }
}

function start_drop() {
  const place = by_id('depot');
  const over = (on) => place.toggleAttribute('data-over', on);
  for (const name of ['dragenter', 'dragover']) {
    addEventListener(name, (event) => { event.preventDefault(); over(true); });
  }
  addEventListener('dragleave', (event) => { if (!event.relatedTarget) over(false); });
  addEventListener('drop', (event) => {
    event.preventDefault();
    over(false);
    const dropped = event.dataTransfer.files[0];
    if (dropped && by_id('relecture').contains(event.target)) review.apply(dropped);
    else if (dropped) open(dropped);
  });
}

// The same file again, corrected since, is a choice as well: a browser tells of it only where none was chosen.
for (const id of ['choix-fichier', 'choix-relecture']) by_id(id).addEventListener('click', ({ target }) => { target.value = ''; });
by_id('choix-fichier').addEventListener('change', ({ target }) => { if (target.files[0]) open(target.files[0]); });
by_id('choix-relecture').addEventListener('change', ({ target }) => { if (target.files[0]) review.apply(target.files[0]); });
by_id('telecharger-csv').addEventListener('click', () => give('csv', 'csv'));
by_id('telecharger-xlsx').addEventListener('click', () => give('workbook', 'xlsx'));
by_id('telecharger-relecture').addEventListener('click', async () => {
  const name = output_name(file, 'relecture.csv');
  const { blob } = await call('review_file');
  download(blob, name);
});
start_drop();
send_places();
show('application');
