// SPDX-License-Identifier: EUPL-1.2
//
// The widget in pages of other sites: every outcome, the frame's height, the element, hostile hosts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answer_of, kInside, start_service, wait_for_answer } from './support.js';
import { check, fitting_height, frame_of, kOutcomes, origin_of, serve_beside_a_site } from './widget_support.js';

const stage = serve_beside_a_site();
const kAddress = kOutcomes.oui[0];

test('one line in another site’s page: a frame after it, and each outcome in it', async () => {
  const { page, close } = await stage.visit(`<p>avant</p>${stage.line()}<p>après</p>`);
  const { handle, frame } = await frame_of(page);
  assert.equal(await handle.getAttribute('title'), 'Suis-je dans un quartier prioritaire\u00A0?');
  assert.equal(await page.evaluate(() => document.querySelector('script').nextElementSibling.tagName), 'IFRAME');
  for (const [outcome, [address, parts]] of Object.entries(kOutcomes)) {
    assert.equal(await check(frame, address), outcome, address);
    const text = await answer_of(frame);
    for (const part of [...parts, 'Adresses de démonstration, fictives', 'seul le périmètre annexé']) {
      assert.ok(text.includes(part), `${address}: ${part} in ${text}`);
    }
  }
  await close();
});

test('a plan stands as far from its answer whatever ground it shows', async () => {
  const { page, close } = await stage.open();
  const gaps = [];
  for (const outcome of ['oui', 'non']) {
    await check(page, kOutcomes[outcome][0]);
    const [answer, plan] = [await page.locator('.answer').boundingBox(), await page.locator('.near').boundingBox()];
    gaps.push(Math.round(plan.y - answer.y - answer.height));
  }
  assert.deepEqual(gaps, [12, 12]);
  await close();
});

test('the frame grows and shrinks with its content', async () => {
  const { page, close } = await stage.visit(stage.line());
  const all = { page, ...await frame_of(page) };
  const empty = await fitting_height(all);
  await check(all.frame, kAddress);
  const full = await fitting_height(all);
  assert.ok(full > empty + 200, `${empty} to ${full}`);
  await check(all.frame, kOutcomes.non[0]);
  const shorter = await fitting_height(all);
  assert.ok(shorter < full, `${full} to ${shorter}`);
  await all.frame.fill('#q', '6 rue d');
  await all.frame.waitForSelector('[role=option]');
  const listing = await fitting_height(all);
  assert.ok(listing > shorter, 'with suggestions');
  await all.frame.press('#q', 'Escape');
  assert.equal(await fitting_height(all), shorter);
  await page.setViewportSize({ width: 320, height: 640 });
  assert.ok(await fitting_height(all) > shorter, 'narrower');
  await close();
});

test('only the frame itself may set its height', async () => {
  const { page, close } = await stage.visit(stage.line());
  const all = { page, ...await frame_of(page) };
  const height = await fitting_height(all);
  await page.evaluate(() => window.postMessage({ qpv_height: 5 }, '*'));
  await all.frame.evaluate(() => parent.postMessage({ qpv_height: 'calc(1px)' }, '*'));
  await all.frame.evaluate(() => parent.postMessage({ qpv_height: 1e9 }, '*'));
  await all.frame.evaluate(() => parent.postMessage(null, '*'));
  await page.evaluate(() => new Promise((resolve) => { setTimeout(resolve, 0); }));
  assert.equal(await fitting_height(all), height);
  await close();
});

test('a host’s strict policy that admits only the service in script-src and frame-src', async () => {
  const own = origin_of(stage.service.url);
  const { page, close } = await stage.visit(stage.line(), {
    csp: `default-src 'none'; script-src ${own}; frame-src ${own}; require-trusted-types-for 'script'; trusted-types 'none'`,
  });
  const all = { page, ...await frame_of(page) };
  assert.equal(await check(all.frame, kAddress), 'oui');
  await fitting_height(all);
  await close();
});

test('a site that is not admitted cannot frame it', async () => {
  const strict = await start_service();
  try {
    stage.site.pages['/'] = `<!DOCTYPE html><title>x</title><script src="${strict.url}widget.js"></script>`;
    const context = await stage.browser.newContext();
    const page = await context.newPage();
    const refused = page.waitForEvent('console', (message) => /frame-ancestors/.test(message.text()));
    await page.goto(stage.site.url);
    await refused;
    await context.close();
  } finally {
    await strict.stop();
  }
});

test('a host’s resets do not reach the frame', async () => {
  const { page, close } = await stage.visit(stage.line(), {
    head: `<style>html{font-size:62.5%}*{margin:0;padding:0;border:0;all:unset}iframe{display:none!important;height:0!important;
      width:1px!important;visibility:hidden!important}body{writing-mode:vertical-rl}</style>`,
  });
  const all = { page, ...await frame_of(page) };
  assert.ok(await all.handle.isVisible());
  assert.equal(await check(all.frame, kAddress), 'oui');
  await fitting_height(all);
  await close();
});

test('two widgets in one page, in two languages, do not disturb each other', async () => {
  const { page, close } = await stage.visit(stage.line() + stage.line('data-lang="pl" data-title="Po polsku"'));
  await page.locator('iframe').nth(1).waitFor();
  const first = { page, ...await frame_of(page, 0) };
  const second = { page, ...await frame_of(page, 1) };
  const langs = [await first.frame.getAttribute('html', 'lang'), await second.frame.getAttribute('html', 'lang')];
  assert.deepEqual(langs.sort(), ['fr', 'pl']);
  const before = await fitting_height(second);
  assert.equal(await check(first.frame, kAddress), 'oui');
  await fitting_height(first);
  assert.equal(await fitting_height(second), before);
  assert.equal(await check(second.frame, kOutcomes.non[0]), 'non');
  assert.equal(await first.frame.getAttribute('#reponse', 'data-outcome'), 'oui');
  await close();
});

// ---- The element

const kElement = (attributes = '', inside = '') =>
  `${stage.line('data-inline')}<qpv-check ${attributes}>${inside}</qpv-check>`;
// Playwright looks into open shadow roots by itself.
const outcome_in = async (page) => {
  await page.waitForSelector('qpv-check #reponse:not([aria-busy])[data-outcome]:not([data-outcome=""])');
  return page.locator('qpv-check #reponse').first().getAttribute('data-outcome');
};

test('the element: no frame, the same answers, a logo, custom properties and parts', async () => {
  const { page, close } = await stage.visit(kElement('', '<svg slot="logo" role="img" aria-label="Commune" width="40" height="40"></svg>'), {
    head: `<style>html{font-size:62.5%} *{margin:0} input{display:none} qpv-check{--qpv-accent:#703010;--qpv-link:#703010}
      qpv-check::part(answer){border-radius:0}</style>`,
  });
  await page.waitForSelector('qpv-check #q[role=combobox]');
  assert.equal(await page.locator('iframe').count(), 0);
  assert.ok(await page.isVisible('svg[slot=logo]'));
  await page.fill('qpv-check #q', '6 rue desc');
  await page.click('qpv-check [role=option] >> text=62300 Lens');
  assert.equal(await page.inputValue('qpv-check #q'), '6 Rue Descartes 62300 Lens');
  await page.click('qpv-check .submit');
  assert.equal(await outcome_in(page), 'oui');
  const style = (selector, name) => page.locator(selector).first()
    .evaluate((element, property) => getComputedStyle(element)[property], name);
  assert.equal(await style('qpv-check .submit', 'backgroundColor'), 'rgb(112, 48, 16)');
  assert.equal(await style('qpv-check .answer', 'borderTopLeftRadius'), '0px');
  assert.equal(await style('qpv-check #q', 'fontSize'), '16px');
  const link = page.locator('qpv-check .place a');
  await link.evaluate((element) => element.addEventListener('click', (event) => event.preventDefault()));
  await link.click();
  assert.equal(await link.getAttribute('href'), `${stage.service.url}quartiers/QN06226M`);
  await close();
});

test('the element in a host with a policy and trusted types of its own', async () => {
  const own = origin_of(stage.service.url);
  const { page, close } = await stage.visit(kElement(), {
    csp: `default-src 'none'; script-src ${own}; connect-src ${own}; require-trusted-types-for 'script'; trusted-types qpv-answer`,
  });
  await page.waitForSelector('qpv-check #q[role=combobox]');
  await page.fill('qpv-check #q', kAddress);
  await page.click('qpv-check .submit');
  assert.equal(await outcome_in(page), 'oui');
  await close();
});

test('where the host’s policy forbids the element, the frame takes its place', async () => {
  const own = origin_of(stage.service.url);
  stage.site.pages['/'] = { body: `<!DOCTYPE html><html lang="fr"><title>x</title>${kElement()}`,
    headers: { 'Content-Security-Policy': `default-src 'none'; script-src ${own}; frame-src ${own}` } };
  const context = await stage.browser.newContext();
  const page = await context.newPage();
  await page.goto(stage.site.url);
  const { frame } = await frame_of(page);
  assert.equal(await check(frame, kAddress), 'oui');
  await context.close();
});

test('the device’s position, with its accuracy, in the frame', async () => {
  const { page, context, close } = await stage.visit(stage.line(), {
    permissions: ['geolocation'], geolocation: { longitude: 2.84358, latitude: 50.43465, accuracy: 199.2 },
  });
  const { frame } = await frame_of(page);
  await frame.click('#localiser');
  assert.equal(await wait_for_answer(frame), 'a-verifier');
  assert.match(await answer_of(frame), /connue à 200 m près[^]*Le plus probable/);
  await context.setGeolocation({ longitude: 2.84358, latitude: 50.43465, accuracy: 12 });
  await frame.click('#localiser');
  await frame.waitForSelector('[data-outcome="oui"]');
  assert.match(await answer_of(frame), new RegExp(kInside.name));
  await close();
});
