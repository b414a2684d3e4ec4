// SPDX-License-Identifier: EUPL-1.2
//
// What every page asks the server with a script: suggestions while an address is typed, and answers.
// The server writes every answer; this only fetches it.

const kTimeoutMs = 15000;
const kPauseMs = 150;
const kLeastTyped = 3;
const kMostShown = 6;

const kRequest = {
  method: 'POST', credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store', redirect: 'error',
};

// Markup goes into an inert document, where no script runs and nothing is loaded, and comes back as
// nodes: the policy is the page's only way from text to markup.
const policy = window.trustedTypes?.createPolicy('qpv-answer', { createHTML: (text) => text });
export const parse = (text) =>
  new DOMParser().parseFromString(policy ? policy.createHTML(text) : text, 'text/html');

// Makes an answer region say what failed, in the words of the template.
export function failed(region, template) {
  region.className = 'answer answer-probleme';
  region.removeAttribute('aria-busy');
  region.dataset.outcome = 'echec';
  region.dataset.field = '';
  region.replaceChildren(template.content.cloneNode(true));
  return region;
}

// The button that was pressed belongs to the question: it is an address to choose.
export function question_of(form, button) {
  const question = new URLSearchParams(new FormData(form));
  if (button?.name) question.set(button.name, button.value);
  return question;
}

// The page that holds the answer, or an error: anything that is not an answer of ours (a proxy's
// error page, a portal's login page) is a failure.
async function fetch_page(url, question, signal) {
  const response = await fetch(url, { ...kRequest, body: question, signal });
  const page = parse(await response.text());
  const outcome = page.getElementById('reponse')?.dataset.outcome;
  const wanted = response.ok ? ['oui', 'non', 'a-verifier', 'introuvable'] : ['probleme'];
  if (!wanted.includes(outcome)) throw new Error('not an answer');
  return page;
}

// One question at a time: the next one gives the last one up. Gives the page, null where there is
// no answer, and nothing at all where another question has taken its place.
export function asker() {
  let latest = 0;
  let running = null;
  // Gives up what is running; the returned function says whether nothing came after.
  const begin = () => {
    const mine = ++latest;
    running?.abort();
    running = new AbortController();
    return () => mine === latest;
  };
  const ask = async (url, question) => {
    const current = begin();
    const { signal } = running;
    const timer = setTimeout((controller) => controller.abort(), kTimeoutMs, running);
    const page = await fetch_page(url, question, signal).catch(() => null);
    clearTimeout(timer);
    return current() ? page : undefined;
  };
  return { begin, ask };
}

async function fetch_suggestions(url, text, signal) {
  const response = await fetch(url, { ...kRequest, signal,
    headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ q: text, limit: kMostShown }) });
  if (!response.ok) throw new Error('no suggestions');
  return (await response.json()).suggestions.map(({ label }) => label);
}

// Makes a field a combobox (ARIA authoring practices: list, manual selection). A failure only means
// that nothing is suggested.
export function suggest(input, url) {
  const list = document.createElement('ul');
  const status = document.createElement('span');
  let running = null;
  let timer = 0;
  let active = -1;

  const set = (element, attributes) => {
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  };
  function mark(at) {
    active = at;
    [...list.children].forEach((option, i) => option.setAttribute('aria-selected', String(i === at)));
    if (at < 0) input.removeAttribute('aria-activedescendant');
    else input.setAttribute('aria-activedescendant', list.children[at].id);
    list.children[at]?.scrollIntoView({ block: 'nearest' });
  }
  function show(labels) {
    list.replaceChildren(...labels.map((label, i) => {
      const option = document.createElement('li');
      set(option, { id: `${list.id}-${i}`, role: 'option', 'aria-selected': 'false' });
      option.textContent = label;
      return option;
    }));
    active = -1;
    input.removeAttribute('aria-activedescendant');
    list.hidden = !labels.length;
    input.setAttribute('aria-expanded', String(!list.hidden));
  }
  // What is still on its way is not shown any more.
  function cancel() {
    clearTimeout(timer);
    running?.abort();
  }
  function close() {
    cancel();
    status.textContent = '';
    show([]);
  }
  function pick(option) {
    input.value = option.textContent;
    close();
  }
  async function look(text) {
    running = new AbortController();
    const { signal } = running;
    try {
      const labels = await fetch_suggestions(url, text, signal);
      if (signal.aborted) return;
      show(labels);
      status.textContent = labels.length ? input.dataset.count.replace('{}', labels.length) : input.dataset.none;
    } catch {
      if (!signal.aborted) close();
    }
  }

  list.id = `${input.id}-liste`;
  list.className = 'suggestions';
  list.hidden = true;
  status.className = 'visually-hidden';
  set(list, { role: 'listbox', part: 'suggestions', 'aria-label': input.labels[0]?.firstChild.data.trim() ?? '' });
  set(status, { role: 'status' });
  set(input, { role: 'combobox', autocomplete: 'off', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id });
  input.after(list, status);

  input.addEventListener('input', () => {
    const text = input.value.trim();
    cancel();
    if (text.length < kLeastTyped) close();
    else timer = setTimeout(look, kPauseMs, text);
  });
  input.addEventListener('keydown', (event) => {
    const count = list.children.length;
    if (event.isComposing) return;
    if (list.hidden || event.key === 'Tab') {
      if (event.key === 'Tab' || event.key === 'Escape') close();
      return;
    }
    const moves = { ArrowDown: (active + 1) % count, ArrowUp: (active < 1 ? count : active) - 1 };
    if (event.key in moves) mark(moves[event.key]);
    else if (event.key === 'Enter' && active >= 0) pick(list.children[active]);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
  });
  // While something is pressed no list comes or goes: what stands below it must not move away from
  // under the finger.
  let pressed = false;
  window.addEventListener('pointerdown', () => {
    pressed = true;
    cancel();
  }, true);
  window.addEventListener('click', () => {
    pressed = false;
    if (!input.matches(':focus')) close();
  });
  input.addEventListener('blur', () => { if (!pressed) close(); });
  list.addEventListener('pointerdown', (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener('click', (event) => pick(event.target.closest('li')));
  input.form.addEventListener('submit', close);
}
