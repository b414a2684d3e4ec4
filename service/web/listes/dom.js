// SPDX-License-Identifier: EUPL-1.2
//
// Elements by name, and made from texts: nothing of a file ever becomes markup.

export const by_id = (id) => document.getElementById(id);

export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else if (value !== undefined && value !== null && value !== false) made.setAttribute(key, value === true ? '' : value);
  }
  made.append(...children);
  return made;
}

export function show(id, visible = true) {
  by_id(id).hidden = !visible;
}

// Takes who works with a screen reader or the keyboard along.
export function go_to(id) {
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  by_id(id).focus({ preventScroll: true });
  by_id(id).scrollIntoView({ block: 'start', behavior: calm ? 'auto' : 'smooth' });
}

export function tell_error(message) {
  const box = by_id('erreur');
  box.textContent = message;
  box.hidden = message === '';
  if (message) {
    box.focus({ preventScroll: true });
    box.scrollIntoView({ block: 'nearest' });
  }
}

export function download(blob, name) {
  const url = URL.createObjectURL(blob);
  const link = element('a', { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
}
