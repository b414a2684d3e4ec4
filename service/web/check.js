// SPDX-License-Identifier: EUPL-1.2
//
// The check of /widget with a script, in its own page or in the shadow root of an element on another
// site's page (widget.js).
import { asker, failed, question_of, suggest } from './ask.js';

export { parse } from './ask.js';

// `root` holds what /widget is made of, `base` is the service's address.
export function start(root, base) {
  const by_id = (id) => root.getElementById(id);
  const form = by_id('demande');
  const state = by_id('etat');
  const { begin, ask } = asker();

  function show(result) {
    by_id('resultat').replaceChildren(...result);
    const region = by_id('reponse');
    const field = by_id('q');
    const wrong = region.dataset.field === 'q';
    for (const [key, value] of [['aria-invalid', 'true'], ['aria-describedby', 'reponse']]) {
      if (wrong) field?.setAttribute(key, value);
      else field?.removeAttribute(key);
    }
    state.textContent = '';
    region.focus({ preventScroll: true });
    region.scrollIntoView({ block: 'nearest' });
  }
  const show_template = (id) => show([failed(by_id('reponse'), by_id(id))]);
  const wait = (sentence) => {
    by_id('reponse').setAttribute('aria-busy', 'true');
    state.textContent = sentence;
  };

  async function answer(question) {
    wait(state.dataset.busy);
    const page = await ask(new URL(form.getAttribute('action'), base), question);
    if (page) show([...document.adoptNode(page.getElementById('resultat')).childNodes]);
    else if (page === null) show_template('sans-reponse');
  }

  function locate() {
    const current = begin();
    wait(state.dataset.locating);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        if (!current()) return;
        const { longitude, latitude, accuracy } = coords;
        answer(new URLSearchParams({ lon: longitude.toFixed(5), lat: latitude.toFixed(5), accuracy: Math.ceil(accuracy) }));
      },
      () => { if (current()) show_template('sans-position'); },
      { enableHighAccuracy: true, timeout: 15000, maximumAge: 0 },
    );
  }

  by_id('qpv').addEventListener('submit', (event) => {
    if (event.target.classList.contains('sheet')) return; // a page of its own
    event.preventDefault();
    const question = question_of(event.target, event.submitter);
    if (question.has('q')) by_id('q').value = question.get('q');
    answer(question);
  });
  if (by_id('q')) suggest(by_id('q'), new URL('v1/suggest', base));
  if (window.isSecureContext && 'geolocation' in navigator) {
    by_id('localiser').addEventListener('click', locate);
    by_id('localiser').parentElement.hidden = false;
  }
}

// In its own page.
if (document.getElementById('qpv')) {
  start(document, document.baseURI);
  // A number and nothing else, for whoever frames the page; widget.js checks where it comes from.
  if (window.parent !== window) {
    const tell = () => window.parent.postMessage({ qpv_height: Math.ceil(document.documentElement.getBoundingClientRect().height) }, '*');
    new ResizeObserver(tell).observe(document.documentElement);
  }
}
