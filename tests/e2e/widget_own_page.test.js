// SPDX-License-Identifier: EUPL-1.2
//
// The widget in its own page: suggestions, keyboard, languages, no script, bad networks, hostile text,
// weight.
import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { answer_of, kSource, open_page, start_proxy, wait_for_answer } from './support.js';
import { check, kOutcomes, serve_beside_a_site } from './widget_support.js';

const stage = serve_beside_a_site();
const kAddress = kOutcomes.oui[0];
const plain = (text) => text.replace(/[\u00A0\u202F]/g, ' ');

test('suggestions: from three characters on, after a pause, and never late ones', async () => {
  let release;
  const held = new Promise((resolve) => { release = resolve; });
  const asked = [];
  const { page, close } = await stage.open('', { init: (opened) => opened.route('**/v1/suggest', async (route) => {
    const { q } = route.request().postDataJSON();
    asked.push(q);
    if (q === '6 rue d') await held;
    await route.continue().catch(() => {}); // given up by the page
  }) });
  await page.type('#q', 'len');
  await page.waitForSelector('[role=option]');
  await page.fill('#q', 'le');
  assert.equal(await page.locator('[role=option]').count(), 0);
  assert.ok(!asked.includes('le'));
  await page.fill('#q', '6 rue d');
  while (!asked.includes('6 rue d')) await page.evaluate(() => new Promise(requestAnimationFrame));
  await page.fill('#q', '6 rue descartes lens');
  await page.waitForSelector('[role=option] >> text=62300 Lens');
  release();
  await page.waitForLoadState('networkidle');
  const shown = await page.locator('[role=option]').allTextContents();
  assert.ok(shown[0].includes('Rue Descartes 62300 Lens'), shown.join());
  await page.fill('#q', '');
  await page.keyboard.type('5 bou', { delay: 20 });
  await page.waitForSelector('[role=option]');
  assert.deepEqual(asked.filter((text) => text.startsWith('5')), ['5 bou'], 'one question for what is typed at once');
  await close();
});

test('keyboard alone: a suggestion, the answer, the whole label kept', async () => {
  const { page, close } = await stage.open();
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'q');
  await page.keyboard.type('6 rue descartes');
  await page.waitForSelector('[role=option]');
  assert.equal(await page.getAttribute('#q', 'aria-expanded'), 'true');
  assert.equal(await page.getAttribute('#q', 'aria-activedescendant'), null, 'nothing is selected by itself');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const active = await page.getAttribute('#q', 'aria-activedescendant');
  const label = await page.textContent(`#${active}`);
  assert.equal(await page.getAttribute(`#${active}`, 'aria-selected'), 'true');
  assert.equal(await page.inputValue('#q'), '6 rue descartes', 'what was typed stays until a choice');
  await page.keyboard.press('Enter');
  assert.equal(await page.inputValue('#q'), label);
  assert.match(label, / \d{5} /);
  assert.equal(await page.getAttribute('#q', 'aria-expanded'), 'false');
  await page.keyboard.press('Enter');
  await wait_for_answer(page);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'reponse');
  assert.ok((await answer_of(page)).includes(label));
  // Escape closes the list and leaves the text.
  await page.focus('#q');
  await page.fill('#q', 'rue jean');
  await page.waitForSelector('[role=option]');
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('[role=option]').count(), 0);
  assert.equal(await page.inputValue('#q'), 'rue jean');
  await page.fill('#q', 'rue jean j');
  await page.waitForSelector('[role=option]');
  await page.keyboard.press('Tab');
  assert.equal(await page.locator('[role=option]').count(), 0);
  await close();
});

test('on a phone: type, tap a suggestion, tap the button', async () => {
  const { page, close } = await stage.open('', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await page.tap('#q'); // 1
  await page.keyboard.type('6 rue desc'); // 2
  await page.waitForSelector('[role=option]');
  await page.tap('[role=option] >> text=62300 Lens'); // 3
  await page.tap('.submit'); // 4
  assert.equal(await wait_for_answer(page), 'oui');
  await page.tap('#q');
  await page.fill('#q', kOutcomes.non[0]);
  await page.waitForSelector('[role=option]');
  await page.tap('.submit'); // with the list open above it
  await page.waitForSelector('[data-outcome=non]');
  await close();
});

for (const [outcome, [address, parts]] of Object.entries(kOutcomes)) {
  test(`without a script, the same answer: ${outcome}`, async () => {
    const scripted = await stage.open();
    await check(scripted.page, address);
    const expected = await answer_of(scripted.page);
    await scripted.close();
    const { page, close } = await stage.open('', { javaScriptEnabled: false });
    await page.fill('#q', address);
    await page.click('.submit');
    await page.waitForSelector('#reponse[data-outcome]');
    await page.waitForLoadState(); // the text is laid out by the style
    assert.equal(await answer_of(page), expected);
    for (const part of parts) assert.ok(expected.includes(part), part);
    assert.equal(await page.inputValue('#q'), address);
    assert.equal(await page.isVisible('#localiser'), false);
    await close();
  });
}

test('of several addresses, one is chosen, with and without a script, in a site’s colours and language', async () => {
  for (const javaScriptEnabled of [true, false]) {
    const { page, close } = await stage.open('?lang=pl&accent=ffcc00', { javaScriptEnabled });
    await page.fill('#q', '6 rue Descartes');
    await page.click('.submit');
    await page.click('.choices button >> text=62300 Lens');
    await page.waitForSelector('[data-outcome=oui]');
    assert.equal(await page.textContent('.word'), 'Tak');
    assert.equal(await page.locator('.submit').evaluate((e) => getComputedStyle(e).backgroundColor), 'rgb(255, 204, 0)');
    await close();
  }
});

for (const javaScriptEnabled of [true, false]) {
  test(`below a proxy’s path, ${javaScriptEnabled ? 'with' : 'without'} a script`, async () => {
    const proxy = await start_proxy(stage.service.address, '/outils/qpv');
    try {
      const { page, close } = await open_page(stage.browser, `${proxy.url}widget?ground=ffffff`, { javaScriptEnabled, search: true });
      await page.fill('#q', kAddress);
      await page.click('.submit');
      await page.waitForSelector('[data-outcome=oui]');
      await page.click('.languages >> text=English');
      assert.equal(await page.getAttribute('html', 'lang'), 'en');
      await close();
    } finally {
      await proxy.stop();
    }
  });
}

// ---- Languages

const kFrench = /\b(quartier prioritaire|cette|réponse|dans|votre|vérifi|numéro|données)\b/i;
for (const [lang, dir, word] of [['en', 'ltr', 'Yes'], ['pl', 'ltr', 'Tak'], ['ar', 'rtl', 'نعم']]) {
  test(`in ${lang}: every sentence, its direction, and that nobody has read it again`, async () => {
    const { page, close } = await stage.open(`?lang=${lang}`, { viewport: { width: 390, height: 844 } });
    assert.deepEqual([await page.getAttribute('html', 'lang'), await page.getAttribute('html', 'dir')], [lang, dir]);
    assert.ok((await page.innerText('.unreviewed')).includes('traduction non relue'));
    for (const [outcome, [address]] of Object.entries(kOutcomes)) {
      assert.equal(await check(page, address), outcome);
      for (const summary of await page.locator('#reponse summary').all()) await summary.click();
      // Names, sources and what is asked stay as they are written: they are isolated.
      const ours = await page.$eval('#qpv', (element) => {
        const copy = element.cloneNode(true);
        for (const other of copy.querySelectorAll('bdi, template, [lang="fr"], .languages, a[href^="mailto"]')) other.remove();
        return copy.textContent;
      });
      assert.doesNotMatch(ours, kFrench, address);
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(wider, 0);
    }
    await check(page, kAddress);
    assert.equal(await page.textContent('.word'), word);
    if (dir === 'rtl') {
      const box = await page.$eval('.answer', (element) => getComputedStyle(element));
      assert.equal(box.borderRightWidth, '8px', 'the bar stands where reading begins');
    }
    await close();
  });
}

test('a language nobody knows is French', async () => {
  const { page, close } = await stage.open('?lang=xx');
  assert.equal(await page.getAttribute('html', 'lang'), 'fr');
  assert.equal(await page.locator('.unreviewed').count(), 0);
  await close();
});

// ---- Networks

test('slow network: the answer soon after the button, at 400 kbit/s and 400 ms', async () => {
  const { page, context, close } = await stage.open();
  const session = await context.newCDPSession(page);
  await session.send('Network.emulateNetworkConditions', { offline: false, latency: 400, downloadThroughput: 50000, uploadThroughput: 50000 });
  await page.fill('#q', kAddress);
  const began = Date.now();
  await page.click('.submit');
  assert.equal(await page.getAttribute('#reponse', 'aria-busy'), 'true', 'that an answer is awaited is shown at once');
  assert.equal(await wait_for_answer(page), 'oui');
  const took = Date.now() - began;
  console.log(`# answer after ${took} ms, wanted within 2,000`);
  assert.ok(took < 8000, `${took} ms: more than a busy machine explains`);
  await close();
});

const kHtml = { 'Content-Type': 'text/html' };
const kFailures = {
  'no network': (route) => route.abort('internetdisconnected'),
  'a proxy’s error page': (route) => route.fulfill({ status: 502, headers: kHtml, body: '<h1>Bad Gateway</h1>' }),
  'a portal’s login page': (route) => route.fulfill({ status: 200, headers: kHtml, body: '<form>Wi-Fi</form>' }),
  'an error that looks like an answer': (route) => route.fulfill({ status: 500, headers: kHtml,
    body: '<div id="resultat"><section id="reponse" data-outcome="non"><h2>Non</h2></section></div>' }),
  'a truncated page': (route) => route.fulfill({ status: 200, headers: kHtml, body: '<!DOCTYPE' }),
};
for (const [name, fail] of Object.entries(kFailures)) {
  test(`${name}: no answer, never “non”, and the next question works`, async () => {
    const { page, close } = await stage.open();
    assert.equal(await check(page, kOutcomes.non[0]), 'non');
    await page.route('**/widget', (route) => (route.request().method() === 'POST' ? fail(route) : route.continue()));
    await page.fill('#q', kAddress);
    await page.click('.submit');
    await page.waitForSelector('#reponse[data-outcome="echec"]');
    assert.match(plain(await page.innerText('#resultat')), /Pas de réponse[^]*ni oui ni non/);
    assert.equal(await page.locator('.answer-non, .answer-oui, .near').count(), 0);
    await page.unroute('**/widget');
    assert.equal(await check(page, kAddress), 'oui');
    await close();
  });
}

test('without suggestions the address is still answered', async () => {
  const { page, close } = await stage.open('', { init: (opened) => opened.route('**/v1/suggest', (route) => route.abort()) });
  await page.type('#q', kAddress);
  await page.click('.submit');
  assert.equal(await wait_for_answer(page), 'oui');
  await close();
});

// ---- Hostile text

export const kStrings = [
  '<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '"><svg onload=alert(1)>',
  '\' autofocus onfocus=alert(1) x=\'', '</title><script>alert(1)</script>', '</svg><style>*{display:none}</style>',
  '<!-- <![CDATA[ {{contact}} [[Oui]]', '&lt;script&gt;alert(1)&lt;/script&gt;', 'javascript:alert(1)',
  '\u202Eetirp\u202C\u2066x', '${alert(1)}`x`\\u003cscript\\u003e', '<iframe srcdoc="<script>alert(1)</script>">',
  '<a href="javascript:alert(1)">x</a>', '<template id="sans-reponse"><img src=x onerror=alert(1)></template>',
  '<math><mtext></table><mglyph><style><img src=x onerror=alert(1)>', '{}{0}%s%n',
];
const foreign = (page) => page.evaluate(() => ({
  scripts: document.querySelectorAll('script').length,
  strangers: document.querySelectorAll('img, style, iframe, object, math, script:not([src])').length,
  handlers: [...document.querySelectorAll('*')].flatMap((element) => [...element.attributes])
    .filter(({ name, value }) => name.startsWith('on') || (name !== 'value' && /^javascript:/i.test(value))).length,
}));

for (const javaScriptEnabled of [true, false]) {
  test(`hostile addresses stay text, ${javaScriptEnabled ? 'with' : 'without'} a script`, async () => {
    const { page, close } = await stage.open('', { javaScriptEnabled });
    for (const text of kStrings) {
      await page.fill('#q', text);
      await page.click('.submit');
      if (javaScriptEnabled) await wait_for_answer(page);
      assert.notEqual(await page.getAttribute('#reponse', 'data-outcome'), '');
      assert.equal(await page.inputValue('#q'), text.trim());
      assert.deepEqual(await foreign(page), { scripts: 1, strangers: 0, handlers: 0 }, text);
    }
    await close();
  });
}

test('hostile parameters are refused or ignored', async () => {
  for (const text of kStrings) {
    for (const name of ['lang', 'accent', 'ground', 'x']) {
      const response = await fetch(`${stage.service.url}widget?${new URLSearchParams({ [name]: text })}`);
      assert.equal(response.status, name === 'lang' ? 200 : 400, name);
      assert.doesNotMatch(await response.text(), /<script>alert|<img src=x|<svg onload|<iframe|<math/);
    }
  }
});

test('hostile attributes of the line and of the element reach nothing', async () => {
  const quoted = (text) => text.replace(/&/g, '&amp;').replace(/"/g, '&quot;');
  for (const text of kStrings) {
    const attributes = ['lang', 'accent', 'ground', 'title'].map((name) => `data-${name}="${quoted(text)}"`).join(' ');
    const { page, close } = await stage.visit(stage.line(attributes) + stage.line('data-inline') + `<qpv-check ${attributes}></qpv-check>`);
    await page.waitForSelector('iframe');
    await page.waitForSelector('qpv-check #q[role=combobox]');
    assert.equal(await page.getAttribute('iframe', 'src'), `${stage.service.url}widget`);
    assert.equal(await page.getAttribute('iframe', 'title'), text);
    await close();
  }
});

// ---- Weight, and what stays

const gzipped = (bytes) => gzipSync(bytes, { level: 9 }).length;

test('weight: script and style at most 6 kB, a visit with an answer and its plan at most 14 kB', async () => {
  const bodies = new Map();
  const { page, close } = await stage.visit('', { init: async (opened) => {
    opened.on('response', async (response) => {
      if (response.url().startsWith(stage.service.url)) bodies.set(`${response.request().method()} ${response.url()}`, response.body().catch(() => Buffer.alloc(0)));
    });
  } });
  stage.site.pages['/visite'] = `<!DOCTYPE html><html lang="fr"><title>x</title><body>${stage.line()}`;
  await page.goto(`${stage.site.url}visite`);
  const frame = await (await page.waitForSelector('iframe')).contentFrame();
  await frame.waitForSelector('#q[role=combobox]');
  await frame.type('#q', '6 rue desc', { delay: 1 });
  await frame.click('[role=option] >> text=62300 Lens');
  await frame.click('.submit');
  await frame.waitForSelector('[data-outcome=oui]');
  assert.equal(await frame.locator('.near .named').count(), 1);
  let code = 0;
  let visit = 0;
  for (const [name, body] of bodies) {
    const bytes = gzipped(await body);
    console.log(`# ${name.replace(stage.service.url, '/')}: ${bytes} bytes gzipped`);
    visit += bytes;
    if (/\.(js|css)$/.test(name)) code += bytes;
  }
  console.log(`# script and style ${code}, visit ${visit} bytes`);
  assert.ok(code <= 6000, `${code} bytes of script and style`);
  assert.ok(visit <= 14000, `${visit} bytes in all`);
  await close();
});

test('the log holds nothing of what was asked', () => {
  assert.ok(stage.service.log.some((line) => line.includes('"route":"widget"')));
  for (const line of stage.service.log) assert.doesNotMatch(line, /descartes|2[.,]8435|jaur|alert/i);
});

test('pictures of each outcome', { skip: process.env.QPV_PICTURES !== '1' }, async () => {
  for (const [outcome, [address]] of Object.entries(kOutcomes)) {
    const { page, close } = await stage.open('', { viewport: { width: 390, height: 844 } });
    await check(page, address);
    await page.mouse.move(0, 0); // nothing is pointed at
    await page.evaluate(() => { document.activeElement.blur(); scrollTo(0, 0); });
    await page.screenshot({ path: path.join(kSource, `docs/pictures/widget-${outcome}.png`), fullPage: true });
    await close();
  }
});
