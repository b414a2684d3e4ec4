// SPDX-License-Identifier: EUPL-1.2
//
// The real programs and a real browser, for the tests of the pages.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { after, before } from 'node:test';
import { chromium } from 'playwright-core';

function folder(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run these tests through ctest, label e2e`);
  return value;
}

export const kSource = folder('QPV_SOURCE');
const kBin = folder('QPV_BIN');

export const kPerimeters = path.join(kSource, 'data/perimeters/qp2024_lens_lievin.geojson');
export const kTerritory = path.join(kSource, 'data/territory/territory.json');
const kAddresses = ['adresses.csv', 'lieux-dits.csv']
  .flatMap((file) => ['--addresses', path.join(kSource, 'data/demo', file), '--fictitious']);
const kCoverage = path.join(kSource, 'data/territory/coverage.geojson');

// Points of the embedded data, as a person types them.
export const kInside = { lon: '2,84358', lat: '50,43465', name: 'Cité 2 / Sellier - Cité 4' };
export const kOutside = { lon: '2,8', lat: '50,4' };
export const kElsewhere = { lon: '3,06', lat: '50,63' }; // Lille

// Imports and serves; stop() ends the server and removes its data.
export async function start_service({ perimeters = kPerimeters, territory = kTerritory,
  addresses = kAddresses, options = [] } = {}) {
  const home = mkdtempSync(path.join(tmpdir(), 'qpv-e2e-'));
  const dataset = path.join(home, 'dataset');
  execFileSync(path.join(kBin, 'qpv-import'), ['--perimeters', perimeters, '--coverage', kCoverage,
    '--epci', '246200364', '--territory', territory, ...addresses, '--out', dataset], { stdio: 'pipe' });
  const server = spawn(path.join(kBin, 'qpv-server'),
    ['--dataset', dataset, '--listen', '127.0.0.1:0', '--ops-listen', 'none', '--threads', '1', ...options],
    { stdio: ['ignore', 'ignore', 'pipe'] });
  const lines = createInterface({ input: server.stderr });
  const log = [];
  const address = await new Promise((resolve, reject) => {
    server.once('exit', () => reject(new Error(`the server ended early: ${log.join('\n')}`)));
    setTimeout(() => reject(new Error('the server does not say that it listens')), 30000).unref();
    lines.on('line', (line) => {
      log.push(line);
      const entry = JSON.parse(line);
      if (entry.event === 'listening') resolve(entry.address);
    });
  });
  const stop = async () => {
    server.removeAllListeners('exit');
    const ended = new Promise((resolve) => { server.once('exit', resolve); });
    server.kill('SIGTERM');
    await ended;
    rmSync(home, { recursive: true });
  };
  return { url: `http://${address}/`, address, dataset, log, stop };
}

// A reverse proxy that shows the service below a path of another server.
export async function start_proxy(address, prefix) {
  const [host, port] = address.split(':');
  const proxy = http.createServer((request, response) => {
    if (!request.url.startsWith(`${prefix}/`)) {
      response.writeHead(404).end('outside of the prefix');
      return;
    }
    const { method, headers } = request;
    const onward = http.request({ host, port, method, headers,
      path: request.url.slice(prefix.length) }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    request.pipe(onward);
  });
  await new Promise((resolve) => { proxy.listen(0, '127.0.0.1', resolve); });
  const stop = () => new Promise((resolve) => {
    proxy.close(resolve);
    proxy.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${proxy.address().port}${prefix}/`, stop };
}

// Sites of this machine that may frame the widget.
export const kFramed = ['--frame-ancestors', 'self,http://127.0.0.1:*'];

// Another site: each path's page, or its body and headers. `site.pages` may change while it runs.
export async function start_site(pages) {
  const site = { pages };
  const server = http.createServer((request, response) => {
    const page = site.pages[request.url.split('?')[0]];
    if (page === undefined) {
      response.writeHead(404).end();
      return;
    }
    const { body = page, headers = {} } = page;
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', ...headers }).end(body);
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  site.url = `http://127.0.0.1:${server.address().port}/`;
  site.stop = () => new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
  return site;
}

export function start_browser() {
  // Chromium's own sandbox does not start as root, which is what a container runs as.
  const as_root = process.getuid() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({
    executablePath: process.env.QPV_CHROMIUM ?? '/usr/bin/chromium-headless-shell',
    args: [...as_root, '--headless=new', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

// The service on the embedded data and a browser, for all tests of a file: the object's `service`
// and `browser` are there while the tests run.
export function serve_embedded_data() {
  const stage = {};
  before(async () => {
    stage.service = await start_service();
    stage.browser = await start_browser();
  });
  after(async () => {
    await stage.browser?.close();
    await stage.service?.stop();
  });
  return stage;
}

// `origins`: others that the page may ask; `search`: its address has a query of ours.
// A page that watches itself: check() fails on any broken rule of the content security policy, any
// script error, any request to another origin, and anything that was stored.
export async function open_page(browser, url, options = {}) {
  const { init, origins = [], search = false, ...context_options } = options;
  // Where nothing is scrolled to smoothly: what still moves is not clicked on, and so each answer would be waited for.
  const context = await browser.newContext({ locale: 'fr-FR', reducedMotion: 'reduce', ...context_options });
  const page = await context.newPage();
  const found = [];
  page.on('pageerror', (error) => found.push(`script error: ${error.message}`));
  page.on('console', (message) => {
    if (/Content Security Policy|TrustedHTML/i.test(message.text())) found.push(message.text());
  });
  page.on('dialog', (dialog) => {
    found.push('a dialog opened');
    dialog.dismiss();
  });
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol === 'data:' || protocol === 'about:') return;
    if (![new URL(url).origin, ...origins].includes(origin)) {
      found.push(`request to ${request.url()}`);
    }
  });
  if (init) await init(page);
  await page.goto(url);
  const check = async () => {
    assert.deepEqual(found, []);
    const { cookies, origins: stored } = await context.storageState();
    assert.deepEqual([cookies, stored], [[], []]);
    if (!search) assert.equal(new URL(page.url()).search, '', 'no position in the address bar');
  };
  const close = async () => {
    await check();
    await context.close();
  };
  return { page, context, check, close };
}

// What follows takes a page or a frame.
export const outcome_of = (page) => page.getAttribute('#reponse', 'data-outcome');
export const answer_of = async (page) =>
  (await page.innerText('#reponse')).replace(/[\u00A0\u202F]/g, ' ');

// Waits until the region holds the answer to what was just asked.
export async function wait_for_answer(page) {
  await page.waitForFunction(() => {
    const region = document.getElementById('reponse');
    return region.dataset.outcome && !region.hasAttribute('aria-busy');
  });
  return outcome_of(page);
}

// Types into the form and presses the button.
export async function ask(page, { lon, lat, accuracy, date }) {
  await page.fill('#lon', lon);
  await page.fill('#lat', lat);
  if (accuracy !== undefined || date !== undefined) {
    if (!(await page.isVisible('#accuracy'))) await page.click('summary:has-text("Précision")');
    await page.fill('#accuracy', accuracy ?? '');
    await page.fill('#date', date ?? '');
  }
  await page.click('#formulaire .submit');
  return wait_for_answer(page);
}

// The same with an address.
export async function ask_address(page, address) {
  await page.fill('#q', address);
  await page.press('#q', 'Escape'); // no suggestions that come between the look and the click
  await page.click('#formulaire-adresse .submit');
  return wait_for_answer(page);
}

const kAxe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

// What axe-core finds wrong.
export async function violations(page) {
  if (!await page.evaluate(() => 'axe' in globalThis)) await page.evaluate(kAxe);
  const { violations: found } = await page.evaluate(() => axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    resultTypes: ['violations'],
    preload: false, // no style or sound of another origin to wait for
  }));
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
}

// How many pixels there are to scroll sideways.
export const sideways = (page) => page.evaluate(() =>
  document.documentElement.scrollWidth - document.documentElement.clientWidth);

// What is touched and yet less than 44 px high or wide, by name.
export const too_small = (page, selector) => page.$$eval(selector, (elements) => elements
  .filter((element) => element.checkVisibility())
  .map((element) => [element.id || element.textContent, element.getBoundingClientRect()])
  .filter(([, { width, height }]) => width < 44 || height < 44)
  .map(([name, { width, height }]) => `${name}: ${width} × ${height}`));
