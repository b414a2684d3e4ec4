// SPDX-License-Identifier: EUPL-1.2
//
// The page of lists in a browser: files made, chosen, searched, downloaded.
import { readFileSync } from 'node:fs';
import http from 'node:http';
import { open_page } from './support.js';

export const kNames = ['Martin Léa', 'Dubois Karim', 'Lefèvre Inès'];
// Each occurs in some file's column of no address: none may ever leave.
export const kMarkers = /Martin|Dubois|Lefèvre|Lef%C3%A8vre|1990|SECRET|0321/;

// As staff have them: persons beside their addresses; answers of each kind.
export const kRows = [
  ['Nom', 'Né(e) le', 'Dossier', 'Adresse', 'CP', 'Ville', 'Téléphone'],
  ['Martin Léa', '01/02/1990', 'SECRET-1', '6 rue Descartes', '62300', 'Lens', '0321000001'],
  ['Dubois Karim', '03/04/1990', 'SECRET-2', '5 boulevard Descartes', '62153', 'Ablain-Saint-Nazaire', '0321000002'],
  ['Lefèvre Inès', '05/06/1990', '=1+1', '12 rue inexistante', '62300', 'Lens', '0321000003'],
  ['', '', '', '', '', '', ''],
  ['Martin Zoé', '07/08/1990', 'SECRET-4', '6 r. descartes', '62300', 'LENS', '0321000004'],
  ['Dubois Noé', '09/10/1990', 'SECRET-5', 'rue Jean Jaurès', '62300', 'Lens', '0321000005'],
  ['Lefèvre Ugo', '11/12/1990', 'SECRET-6', '6 rue Descartes', '', '', '+33 321000006'],
];

export const csv_text = (rows, delimiter = ';') => rows.map((cells) => cells.join(delimiter)).join('\r\n') + '\r\n';
export const csv_file = (rows, name = 'liste.csv') => ({ name, mimeType: 'text/csv', buffer: Buffer.from(csv_text(rows)) });

// Stands between the browser and the service and keeps every byte that the browser sends: {target,
// headers, body}. `answer(request, response)`, when set, may answer in the service's place (true).
export async function start_recorder(service) {
  const { hostname: host, port } = new URL(service.url);
  const recorder = { sent: [], answer: null };
  const proxy = http.createServer((request, response) => {
    const pieces = [];
    request.on('data', (piece) => pieces.push(piece));
    request.on('end', () => {
      const body = Buffer.concat(pieces);
      recorder.sent.push({ target: request.url, method: request.method, headers: request.rawHeaders.join('\n'), body: body.toString('utf8') });
      if (recorder.answer?.(request, response)) return;
      const onward = http.request({ host, port, method: request.method, path: request.url, headers: request.headers }, (answer) => {
        response.writeHead(answer.statusCode, answer.rawHeaders);
        answer.pipe(response);
      });
      onward.end(body);
    });
  });
  await new Promise((resolve) => { proxy.listen(0, '127.0.0.1', resolve); });
  recorder.url = `http://127.0.0.1:${proxy.address().port}/`;
  recorder.batches = () => recorder.sent.filter(({ target }) => target.startsWith('/v1/batch'));
  recorder.stop = () => new Promise((resolve) => {
    proxy.close(resolve);
    proxy.closeAllConnections();
  });
  return recorder;
}

export async function open_lists(stage, { url = stage.service.url, ...options } = {}) {
  const opened = await open_page(stage.browser, new URL('listes', url).href, options);
  opened.page.setDefaultTimeout(20000);
  await opened.page.waitForSelector('#application:not([hidden])');
  return opened;
}

export async function choose(page, file) {
  await page.setInputFiles('#choix-fichier', file);
  await page.waitForSelector('#colonnes:not([hidden]), #erreur:not([hidden])');
}

export async function search(page, timeout = 30000) {
  await page.click('#lancer');
  await page.waitForSelector('#resultat:not([hidden])', { timeout });
  await page.waitForSelector('#totaux:not([hidden])', { timeout });
}

export async function download(page, button, timeout = 60000) {
  const [got] = await Promise.all([page.waitForEvent('download', { timeout }), page.click(button)]);
  return { name: got.suggestedFilename(), bytes: readFileSync(await got.path()) };
}

// Semicolons and quotes as our CSV has them.
export function read_csv(bytes) {
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  const rows = [[]];
  const cell = /("(?:[^"]|"")*"|[^;\r\n]*)(;|\r\n|$)/gy;
  for (let match = cell.exec(text); match && cell.lastIndex <= text.length; match = cell.exec(text)) {
    const [, value, end] = match;
    rows.at(-1).push(value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value);
    if (end === '\r\n') rows.push([]);
    if (cell.lastIndex === text.length) break;
  }
  return rows.at(-1).length === 0 ? rows.slice(0, -1) : rows;
}

export const plain = (text) => text.replace(/[\u00A0\u202F]/g, ' ');
