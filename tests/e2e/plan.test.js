// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open_page, serve_embedded_data, wait_for_answer } from './support.js';

const stage = serve_embedded_data();

const kPoint = { lon: 2.84358, lat: 50.43465 };

// Where a position is on the screen, from what the plan says of itself.
const pixel_of = (page, point) => page.evaluate(({ lon, lat }) => {
  const plan = document.getElementById('plan');
  const { west, north, metresPerLon, metresPerLat } = plan.dataset;
  const at = new DOMPoint((lon - west) * metresPerLon, (north - lat) * metresPerLat)
    .matrixTransform(plan.getScreenCTM());
  return { x: at.x, y: at.y };
}, point);

const asked = async (page) => {
  const number = async (field) => Number((await page.inputValue(field)).replace(',', '.'));
  return { lon: await number('#lon'), lat: await number('#lat') };
};

const metres_between = (a, b) => Math.hypot((a.lon - b.lon) * 71000, (a.lat - b.lat) * 111200);

test('a click on the plan asks there, and the closer the plan the finer', async () => {
  const { page, close } = await open_page(stage.browser, stage.service.url, { viewport: { width: 1280, height: 1000 } });
  const click = async () => {
    const { x, y } = await pixel_of(page, kPoint);
    await page.mouse.click(x, y);
    const outcome = await wait_for_answer(page);
    return { outcome, error: metres_between(await asked(page), kPoint) };
  };
  const far = await click();
  assert.equal(far.outcome, 'oui');
  assert.ok(far.error < 40, `${far.error} m`);
  for (let i = 0; i < 4; i++) await page.click('#zoom-plus');
  const close_up = await click();
  assert.equal(close_up.outcome, 'oui');
  assert.ok(close_up.error < 4, `${close_up.error} m`);
  assert.match(await page.textContent('.scale text'), /^(100|200|500)\u00A0m$/);
  await close();
});

test('a shape leads to its quartier: without a script by itself, with one by the answer', async () => {
  const viewport = { width: 1280, height: 1000 };
  const leads = (page) => page.waitForURL('**/quartiers/QN06226M');
  const bare = await open_page(stage.browser, stage.service.url, { viewport, javaScriptEnabled: false });
  const inside = await pixel_of(bare.page, kPoint);
  await bare.page.mouse.click(inside.x, inside.y);
  await leads(bare.page);
  await bare.page.goto(stage.service.url);
  await bare.page.focus('#plan a[href="quartiers/QN06226M"]');
  await bare.page.keyboard.press('Enter');
  await leads(bare.page);
  await bare.close();

  const { page, close } = await open_page(stage.browser, stage.service.url, { viewport });
  assert.equal(await page.locator('#plan a[href]').count(), 0, 'nothing between the plan and what is after it');
  const { x, y } = await pixel_of(page, kPoint);
  await page.mouse.click(x, y);
  assert.equal(await wait_for_answer(page), 'oui');
  await page.click('#reponse .place a');
  await leads(page);
  assert.match(await page.textContent('.facts'), /Lens/);
  await close();
});

test('a drag moves the closer plan and asks nothing', async () => {
  const { page, close } = await open_page(stage.browser, stage.service.url,
    { viewport: { width: 1280, height: 1000 } });
  await page.click('#zoom-plus');
  await page.click('#zoom-plus');
  const box = await page.locator('#plan').boundingBox();
  const before_drag = await page.getAttribute('#plan', 'viewBox');
  await page.mouse.move(box.x + 300, box.y + 300);
  await page.mouse.down();
  await page.mouse.move(box.x + 200, box.y + 250, { steps: 5 });
  await page.mouse.up();
  assert.notEqual(await page.getAttribute('#plan', 'viewBox'), before_drag);
  assert.equal(await page.inputValue('#lon'), '');
  for (let i = 0; i < 2; i++) await page.click('#zoom-moins');
  assert.match(await page.getAttribute('#plan', 'viewBox'), /^0 0 /);
  await close();
});

test('arrows move the cross-hair and Enter asks, without leaving the plan', async () => {
  const { page, close } = await open_page(stage.browser, stage.service.url);
  await page.focus('#planche');
  const outcomes = new Set();
  await page.keyboard.press('Enter');
  outcomes.add(await wait_for_answer(page));
  const first = await asked(page);
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Shift+ArrowUp');
  await page.keyboard.press('Enter');
  await page.waitForFunction((lon) => document.getElementById('lon').value !== lon,
    String(first.lon).replace('.', ','));
  await wait_for_answer(page);
  const second = await asked(page);
  assert.ok(second.lon > first.lon && second.lat > first.lat);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'planche');
  assert.match(await page.textContent('#etat'), /^(Oui|Non|À vérifier)/, 'announced');
  await page.keyboard.press('+');
  assert.ok(await page.locator('.board[data-zoomed]').count());
  await close();
});

test('on a phone, a tap asks', async () => {
  const { page, close } = await open_page(stage.browser, stage.service.url,
    { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await page.locator('#plan').scrollIntoViewIfNeeded();
  const { x, y } = await pixel_of(page, kPoint);
  await page.touchscreen.tap(x, y);
  await wait_for_answer(page);
  assert.ok(metres_between(await asked(page), kPoint) < 80);
  await close();
});
