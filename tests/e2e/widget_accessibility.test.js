// SPDX-License-Identifier: EUPL-1.2
//
// axe-core and html-validate on the widget and the pages, in every state, size and mode.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { HtmlValidate } from 'html-validate';
import { kPerimeters, sideways, too_small, violations } from './support.js';
import { check, frame_of, kOutcomes, serve_beside_a_site } from './widget_support.js';

const stage = serve_beside_a_site();

const kModes = {
  '320 px': { viewport: { width: 320, height: 640 } },
  '390 px': { viewport: { width: 390, height: 844 } },
  '1280 px': { viewport: { width: 1280, height: 900 } },
  '200 % zoom': { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 },
  'forced colours': { viewport: { width: 1280, height: 900 }, forcedColors: 'active' },
  'forced colours, dark': { viewport: { width: 390, height: 844 }, forcedColors: 'active', colorScheme: 'dark' },
  'motion': { viewport: { width: 390, height: 844 }, reducedMotion: 'no-preference' },
};

// From an empty check to each state: calls `look` with its name.
async function each_state(page, look) {
  await look('empty');
  await page.fill('#q', '6 rue d');
  await page.waitForSelector('[role=option]');
  await page.press('#q', 'ArrowDown');
  await look('suggestions');
  for (const [outcome, [address]] of Object.entries(kOutcomes)) {
    assert.equal(await check(page, address), outcome);
    for (const summary of await page.locator('#reponse summary').all()) await summary.click();
    await look(outcome);
  }
  await check(page, '6 rue Descartes');
  await look('several addresses');
  assert.equal(await check(page, ' '), 'probleme');
  await look('probleme');
  await page.route('**/widget*', (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()));
  assert.equal(await check(page, 'Lens'), 'echec');
  await look('echec');
  await page.unroute('**/widget*');
}

for (const [mode, options] of Object.entries(kModes)) {
  test(`axe finds nothing in any state of the widget, ${mode}`, async () => {
    const { page, close } = await stage.open('', options);
    await each_state(page, async (state) => {
      assert.deepEqual(await violations(page), [], state);
      assert.equal(await sideways(page), 0, `${state}: nothing to scroll sideways`);
    });
    await close();
  });
}

for (const query of ['?lang=ar', '?lang=pl&accent=ffcc00&ground=203040', '?accent=ff8080&ground=808080']) {
  test(`axe finds nothing in another language and colours: ${query}`, async () => {
    const { page, close } = await stage.open(query, kModes['390 px']);
    await each_state(page, async (state) => {
      assert.deepEqual(await violations(page), [], state);
      assert.equal(await sideways(page), 0, state);
    });
    await close();
  });
}

const kPages = ['', 'widget', 'quartiers/QN06226M', 'quartiers/QN06243M', 'integrer', 'integrer?lang=ar&accent=ffcc00', 'confidentialite',
  'accessibilite'];

test('axe finds nothing on the pages, in every mode', async () => {
  for (const [mode, options] of Object.entries(kModes)) {
    const { page, close } = await stage.open('', options);
    for (const path of kPages) {
      await page.goto(stage.service.url + path);
      for (const summary of await page.locator('summary').all()) await summary.click();
      assert.deepEqual(await violations(page), [], `${path}, ${mode}`);
      assert.equal(await sideways(page), 0, `${path}, ${mode}`);
    }
    await close();
  }
});

test('axe finds nothing on the pages where no script runs', async () => {
  // The pages' scripts do not come; axe itself needs one, and would wait for ever where none may run.
  const { page, close } = await stage.open('', { ...kModes['390 px'], init: (opened) => opened.route(/\.js$/, (route) => route.abort()) });
  for (const path of kPages) {
    await page.goto(stage.service.url + path);
    assert.equal(await page.locator('[role=combobox], [role=application]').count(), 0);
    assert.deepEqual(await violations(page), [], path);
  }
  await close();
});

test('axe finds nothing in a host’s page, nor in the element', async () => {
  const { page, close } = await stage.visit(`<h1>Une commune</h1>${stage.line()}`);
  await check((await frame_of(page)).frame, kOutcomes.oui[0]);
  assert.deepEqual(await violations(page), []);
  await close();
  const other = await stage.visit(`${stage.line('data-inline')}<qpv-check></qpv-check>`);
  await other.page.waitForSelector('qpv-check #q[role=combobox]');
  await other.page.fill('#q', '6 rue d');
  await other.page.waitForSelector('qpv-check [role=option]');
  // The element's landmark is within the host's own.
  assert.deepEqual((await violations(other.page)).filter((found) => !/^landmark-|^page-has-heading/.test(found)), []);
  await other.close();
});

test('what is touched is at least 44 px high', async () => {
  const { page, close } = await stage.open('', kModes['320 px']);
  await page.fill('#q', '6 rue d');
  await page.waitForSelector('[role=option]');
  assert.deepEqual(await too_small(page, 'button, input, [role=option]'), []);
  await close();
});

test('nothing moves where reduced motion is asked for', async () => {
  const { page, close } = await stage.open('', { ...kModes['390 px'], reducedMotion: 'reduce' });
  await check(page, kOutcomes.oui[0]);
  assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
  await close();
});

// ---- The accessibility tree: what a screen reader is given

const has = (tree, parts) => {
  const plain = tree.replace(/[\u00A0\u202F]/g, ' ');
  for (const part of parts) assert.ok(plain.includes(part), `${part} in\n${plain}`);
};
const kFirst = { oui: 'Oui : cette adresse est dans un', non: 'Non : cette adresse n’est pas dans un',
  'a-verifier': 'À vérifier : dans cette rue, la réponse dépend du numéro.',
  introuvable: 'Introuvable : cette adresse n’est pas dans la base', echec: 'Pas de réponse : le service n’a pas pu être joint.' };

test('a screen reader is given names, roles, what is chosen, and the answer first of all', async () => {
  const { page, close } = await stage.open('', kModes['320 px']);
  const tree = () => page.locator('body').ariaSnapshot();
  has(await tree(), ['main', 'heading "Suis-je dans un quartier prioritaire ?" [level=1]', 'combobox "Numéro, rue et commune',
    'button "Vérifier cette adresse"', 'button "Me localiser"', 'region "La réponse"', 'navigation "Langues"']);
  await page.fill('#q', '6 rue d');
  await page.waitForSelector('[role=option]');
  await page.press('#q', 'ArrowDown');
  has(await tree(), ['[expanded]', 'listbox "Numéro, rue et commune"', '[selected]', 'status: 6 propositions']);
  const region = async (outcome) => {
    has(await page.locator('#resultat').ariaSnapshot(), [`region "${kFirst[outcome]}`, `heading "${kFirst[outcome]}`]);
    assert.equal(await page.evaluate(() => document.activeElement.id), 'reponse', 'the answer is read when it comes');
  };
  for (const [outcome, [address]] of Object.entries(kOutcomes)) {
    await check(page, address);
    await region(outcome);
    const plan = await page.locator('.near').count();
    if (plan) has(await page.locator('#resultat').ariaSnapshot(), ['img "Plan : le lieu et les quartiers autour"']);
  }
  let fail;
  const held = new Promise((resolve) => { fail = resolve; });
  await page.route('**/widget*', async (route) => {
    await held;
    await route.abort();
  });
  await page.fill('#q', 'Lens');
  await page.click('.submit');
  has(await tree(), ['status: Recherche en cours…']);
  fail();
  await page.waitForSelector('[data-outcome=echec]');
  await region('echec');
  await page.unroute('**/widget*');
  await close();
});

test('the plan is a picture with a script, and links of their quartiers’ names without one', async () => {
  for (const javaScriptEnabled of [true, false]) {
    const { page, close } = await stage.open('', { javaScriptEnabled });
    await page.goto(stage.service.url);
    const tree = await page.locator('.map').ariaSnapshot();
    has(tree, javaScriptEnabled
      ? ['application "Plan des quartiers, à parcourir"', 'img "Plan de 22 périmètres"', 'button "Agrandir le plan"']
      : ['group "Plan de 22 périmètres"', 'link "Camus (Angres)"']);
    assert.equal(/link "Camus/.test(tree), !javaScriptEnabled);
    await close();
  }
});

// ---- html-validate

// What the server writes: every rule of both presets.
const kPresets = ['html-validate:recommended', 'html-validate:document'];
const kOneOrigin = { 'require-sri': ['error', { target: 'crossorigin' }] }; // what is ours comes with the page
const written = new HtmlValidate({ extends: kPresets, rules: kOneOrigin });
// What the scripts make of it, as the browser spells it: a preset leaves that spelling alone.
const shown = new HtmlValidate({
  extends: [...kPresets, 'html-validate:browser'],
  rules: {
    ...kOneOrigin,
    'prefer-native-element': ['error', { exclude: ['listbox'] }], // no <select> suggests while one types (ARIA combobox)
  },
});

async function findings(validator, text) {
  const report = await validator.validateString(text);
  return report.results.flatMap(({ messages }) => messages.map(({ ruleId, message, line }) => `${line}: ${ruleId}: ${message}`));
}

const kWritten = [...kPages, 'widget?lang=ar', 'listes', 'docs', 'problems', 'problems/invalid-body'];

test('html-validate finds nothing in any page', async () => {
  const { features } = JSON.parse(readFileSync(kPerimeters, 'utf8'));
  const quartiers = features.map(({ properties }) => `quartiers/${properties.code_qp}`);
  for (const path of [...kWritten, ...quartiers]) {
    const response = await fetch(stage.service.url + path);
    assert.equal(response.status, 200);
    assert.deepEqual(await findings(written, await response.text()), [], path);
  }
});

test('html-validate finds nothing in any answer', async () => {
  const questions = [...Object.values(kOutcomes).map(([address]) => ({ q: address })), { q: '6 rue Descartes' }, { q: ' ' },
    { lon: '2,84358', lat: '50,43465', accuracy: '200' }, { lon: '3,06', lat: '50,63' }];
  for (const target of ['', 'widget', 'widget?lang=ar', 'fiche', 'fiche?lang=pl']) {
    for (const question of questions) {
      const response = await fetch(stage.service.url + target, { method: 'POST', body: new URLSearchParams(question) });
      assert.deepEqual(await findings(written, await response.text()), [], `${target} ${JSON.stringify(question)}`);
    }
  }
});

test('html-validate finds nothing in any state that the scripts make', async () => {
  const { page, close } = await stage.open();
  await each_state(page, async (state) => assert.deepEqual(await findings(shown, await page.content()), [], state));
  await page.goto(stage.service.url);
  assert.deepEqual(await findings(shown, await page.content()), []);
  await close();
});
