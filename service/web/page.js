// SPDX-License-Identifier: EUPL-1.2
//
// What the page can do more with a script: ask without loading the page again, from the plan or
// from the device's position. The server writes every answer; this only puts it in its place.
import { asker, failed, question_of, suggest } from './ask.js';

{
  const kDecimals = 5; // about a metre
  const kTimeoutMs = 15000;
  const kDeepestZoom = 32;
  const kDragPixels = 6; // less is a tap with an unsteady finger
  const kSvg = 'http://www.w3.org/2000/svg';

  const by_id = (id) => document.getElementById(id);
  const form = by_id('formulaire'); // of a point; that of an address is there when the data have any
  const fields = form.elements;
  const state = by_id('etat');
  const board = by_id('planche');
  const plan = by_id('plan'); // none when the data have no perimeter to show

  // ---- Asking

  const { begin, ask: ask_server } = asker();

  function show(region, marks, by_keyboard_on_plan) {
    by_id('reponse').replaceWith(region);
    const old_marks = by_id('plan-reponse');
    if (old_marks && marks) old_marks.replaceWith(marks);
    else old_marks?.replaceChildren();
    for (const name of ['q', 'lon', 'lat', 'accuracy', 'date']) {
      const wrong = region.dataset.field === name;
      for (const [key, value] of [['aria-invalid', 'true'], ['aria-describedby', 'reponse']]) {
        if (wrong) by_id(name)?.setAttribute(key, value);
        else by_id(name)?.removeAttribute(key);
      }
    }
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    region.scrollIntoView({ block: 'nearest', behavior: calm ? 'auto' : 'smooth' });
    if (by_keyboard_on_plan) {
      // Who looks around with the arrow keys stays on the plan and hears the answer.
      state.textContent = region.querySelector('h2').textContent;
    } else {
      state.textContent = '';
      region.focus({ preventScroll: true });
    }
  }

  function show_template(id, by_keyboard_on_plan = false) {
    show(failed(by_id('reponse'), by_id(id)), null, by_keyboard_on_plan);
  }

  function wait(sentence) {
    by_id('reponse').setAttribute('aria-busy', 'true');
    state.textContent = sentence;
  }

  async function ask(question, by_keyboard_on_plan = false) {
    wait('Recherche en cours…');
    const page = await ask_server(form.getAttribute('action'), question);
    if (page === null) show_template('sans-reponse', by_keyboard_on_plan);
    if (!page) return;
    const marks = page.getElementById('plan-reponse');
    show(document.adoptNode(page.getElementById('reponse')), marks && document.adoptNode(marks),
      by_keyboard_on_plan);
  }

  const typed = (number, decimals) => number.toFixed(decimals).replace('.', ',');

  function ask_at(lon, lat, accuracy, by_keyboard_on_plan) {
    fields.lon.value = typed(lon, kDecimals);
    fields.lat.value = typed(lat, kDecimals);
    fields.accuracy.value = accuracy ? typed(accuracy, 0) : '';
    ask(question_of(form), by_keyboard_on_plan);
  }

  document.addEventListener('submit', (event) => {
    if (event.target.classList.contains('sheet')) return; // a page of its own
    event.preventDefault();
    const question = question_of(event.target, event.submitter);
    if (question.has('q')) by_id('q').value = question.get('q');
    ask(question);
  });
  // A device's accuracy belongs to the position that came with it.
  for (const name of ['lon', 'lat']) {
    fields[name].addEventListener('input', () => { fields.accuracy.value = ''; });
  }

  // ---- The device's position

  function locate() {
    const current = begin();
    wait('Recherche de votre position…');
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        if (current()) ask_at(coords.longitude, coords.latitude, Math.ceil(coords.accuracy));
      },
      () => { if (current()) show_template('sans-position'); },
      { enableHighAccuracy: true, timeout: kTimeoutMs, maximumAge: 0 },
    );
  }

  // ---- The plan

  function start_plan() {
    const whole = { ...view_box() };
    const view = view_box();
    const sight = document.createElementNS(kSvg, 'path');
    let aim = null; // where the cross-hair is, in metres of the plan

    function view_box() {
      const { x, y, width, height } = plan.viewBox.baseVal;
      return { x, y, width, height };
    }

    const clamp = (value, least, most) => Math.min(Math.max(value, least), most);

    function draw_sight() {
      if (!aim) return;
      const { x, y, width, height } = view;
      sight.setAttribute('d', `M${aim.x} ${y}v${height}M${x} ${aim.y}h${width}`);
    }

    function draw_scale() {
      const em = view.width / 100;
      const most = view.width / 5;
      const decade = 10 ** Math.floor(Math.log10(most));
      const metres = [5, 2, 1].map((step) => step * decade).find((length) => length <= most);
      const [bar, text] = plan.querySelector('.scale').children;
      const left = view.x + 2 * em;
      const bottom = view.y + view.height;
      bar.setAttribute('d', `M${left} ${bottom - 3 * em}v${em}h${metres}v${-em}`);
      text.setAttribute('x', left + metres / 2);
      text.setAttribute('y', bottom - 3.4 * em);
      text.textContent = metres < 1000 ? `${metres}\u00A0m` : `${metres / 1000}\u00A0km`;
    }

    function draw_view() {
      view.x = clamp(view.x, 0, whole.width - view.width);
      view.y = clamp(view.y, 0, whole.height - view.height);
      plan.setAttribute('viewBox', `${view.x} ${view.y} ${view.width} ${view.height}`);
      plan.setAttribute('font-size', view.width / 100);
      board.toggleAttribute('data-zoomed', view.width < whole.width);
      by_id('zoom-moins').setAttribute('aria-disabled', String(view.width >= whole.width));
      by_id('zoom-plus').setAttribute('aria-disabled',
        String(view.width * kDeepestZoom <= whole.width * 1.01));
      draw_scale();
      draw_sight();
    }

    function zoom(factor) {
      const share = clamp(view.width / factor, whole.width / kDeepestZoom, whole.width) / whole.width;
      const centre = aim ?? { x: view.x + view.width / 2, y: view.y + view.height / 2 };
      view.width = whole.width * share;
      view.height = whole.height * share;
      view.x = centre.x - view.width / 2;
      view.y = centre.y - view.height / 2;
      draw_view();
    }

    function aim_at(x, y) {
      aim = { x: clamp(x, 0, whole.width), y: clamp(y, 0, whole.height) };
      const out = aim.x < view.x || aim.x > view.x + view.width ||
        aim.y < view.y || aim.y > view.y + view.height;
      if (out) {
        view.x = aim.x - view.width / 2;
        view.y = aim.y - view.height / 2;
        draw_view();
      }
      draw_sight();
    }

    function ask_here(by_keyboard) {
      const data = plan.dataset;
      ask_at(Number(data.west) + aim.x / Number(data.metresPerLon),
        Number(data.north) - aim.y / Number(data.metresPerLat), 0, by_keyboard);
    }

    function start_keys() {
      const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
      const middle = () => ({ x: view.x + view.width / 2, y: view.y + view.height / 2 });
      board.addEventListener('keydown', (event) => {
        if (event.target !== board || event.ctrlKey || event.metaKey || event.altKey) return;
        const move = moves[event.key];
        if (move) {
          const step = view.width / (event.shiftKey ? 400 : 40);
          const from = aim ?? middle();
          aim_at(from.x + move[0] * step, from.y + move[1] * step);
        } else if (event.key === 'Enter') {
          aim ??= middle();
          draw_sight();
          ask_here(true);
        } else if (event.key === '+') zoom(2);
        else if (event.key === '-') zoom(0.5);
        else return;
        event.preventDefault();
      });
    }

    function start_pointer() {
      let press = null;
      plan.addEventListener('pointerdown', (event) => {
        press = { id: event.pointerId, x: event.clientX, y: event.clientY, dragged: false,
          view_x: view.x, view_y: view.y };
      });
      plan.addEventListener('pointermove', (event) => {
        if (!press || event.pointerId !== press.id) return;
        const dx = event.clientX - press.x;
        const dy = event.clientY - press.y;
        if (!press.dragged && Math.hypot(dx, dy) < kDragPixels) return;
        press.dragged = true;
        plan.setPointerCapture(press.id);
        const metres_per_pixel = 1 / plan.getScreenCTM().a;
        view.x = press.view_x - dx * metres_per_pixel;
        view.y = press.view_y - dy * metres_per_pixel;
        draw_view();
      });
      plan.addEventListener('pointercancel', () => { press = null; });
      plan.addEventListener('click', (event) => {
        const dragged = press?.dragged;
        press = null;
        if (dragged) return;
        const at = new DOMPoint(event.clientX, event.clientY)
          .matrixTransform(plan.getScreenCTM().inverse());
        aim_at(at.x, at.y);
        ask_here(false);
      });
    }

    // Its shapes are links for who has no script; here a click asks where it is.
    for (const link of plan.querySelectorAll('a')) link.removeAttribute('href');
    plan.setAttribute('role', 'img');
    sight.setAttribute('class', 'sight');
    by_id('plan-reponse').before(sight);
    board.tabIndex = 0;
    board.setAttribute('role', 'application');
    board.setAttribute('aria-label', 'Plan des quartiers, à parcourir');
    board.setAttribute('aria-describedby', 'plan-aide');
    by_id('zoom-plus').addEventListener('click', () => zoom(2));
    by_id('zoom-moins').addEventListener('click', () => zoom(0.5));
    start_keys();
    start_pointer();
    draw_view();
  }

  for (const element of document.querySelectorAll('.script-only')) {
    const on_plan = element.closest('.map');
    element.hidden = Boolean(on_plan && !plan);
  }
  const can_locate = window.isSecureContext && 'geolocation' in navigator;
  if (can_locate) by_id('localiser').addEventListener('click', locate);
  else by_id('localiser').parentElement.hidden = true;
  if (plan) start_plan();
  if (by_id('q')) suggest(by_id('q'), 'v1/suggest');
}
