// SPDX-License-Identifier: EUPL-1.2
//
// The widget in pages of another site, for the tests of it.
import { after, before } from 'node:test';
import {
  kFramed, open_page, start_browser, start_service, start_site, wait_for_answer,
} from './support.js';

export const origin_of = (url) => new URL(url).origin;

// From the embedded, made-up addresses: each outcome and what it must say.
export const kOutcomes = {
  oui: ['6 rue Descartes, Lens', ['Oui', 'QN06226M', 'La limite du quartier est à', 'À quoi cela peut donner droit']],
  non: ['5 boulevard Descartes, Ablain-Saint-Nazaire', ['Non', 'le plus proche est']],
  'a-verifier': ['rue Jean Jaurès, Lens',
    ['dépend du numéro', 'Dedans', 'impairs', 'Le plus probable', 'Pour en être sûr', '03 21 79 05 30']],
  introuvable: ['12 rue inexistante, 62300 Lens',
    ['ni oui ni non', 'Montrez l’endroit sur le plan', 'voisin', 'Base Adresse Nationale', '03 21 79 05 30']],
};

// The service, another site and a browser, for all tests of a file: they are there while tests run.
export function serve_beside_a_site() {
  const stage = {};
  before(async () => {
    stage.service = await start_service({ options: kFramed });
    stage.site = await start_site({});
    stage.browser = await start_browser();
  });
  after(async () => {
    await stage.browser?.close();
    await stage.site?.stop();
    await stage.service?.stop();
  });

  // The line that a site pastes.
  stage.line = (attributes = '') => `<script src="${stage.service.url}widget.js" ${attributes} async></script>`;
  // The site's page that holds `body`; `csp` is its policy.
  stage.visit = async (body, { csp, head = '', ...options } = {}) => {
    stage.site.pages['/'] = {
      body: `<!DOCTYPE html><html lang="fr"><head><title>Une commune</title>${head}</head><body><main>${body}</main></body></html>`,
      headers: csp ? { 'Content-Security-Policy': csp } : {},
    };
    return open_page(stage.browser, stage.site.url, { origins: [origin_of(stage.service.url)], ...options });
  };
  // The check in its own page.
  stage.open = (query = '', options = {}) =>
    open_page(stage.browser, `${stage.service.url}widget${query}`, { search: true, ...options });
  return stage;
}

export async function frame_of(page, at = 0) {
  const handle = await page.locator('iframe').nth(at).elementHandle();
  const frame = await handle.contentFrame();
  await frame.waitForSelector('#q[role="combobox"]');
  return { handle, frame };
}

// Types an address into the check, which a page or a frame holds, and presses the button.
export async function check(where, address) {
  await where.fill('#q', address);
  await where.press('#q', 'Escape'); // no suggestions that come between the look and the click
  await where.click('#demande .submit');
  return wait_for_answer(where);
}

// Waits until the frame is as high as what is in it, and gives that height.
export async function fitting_height({ page, handle, frame }) {
  let height = 0;
  for (let i = 0; i < 100; i++) {
    height = await frame.evaluate(() => Math.ceil(document.documentElement.getBoundingClientRect().height));
    const shown = await handle.evaluate((element) => element.getBoundingClientRect().height);
    if (Math.abs(shown - height) <= 1) return height;
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  throw new Error(`the frame does not fit ${height} px`);
}
