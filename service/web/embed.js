// SPDX-License-Identifier: EUPL-1.2
//
// /integrer with a script: the lines and the preview follow the choices at once.
{
  const by_id = (id) => document.getElementById(id);
  const form = by_id('choix');
  const frame = by_id('apercu');
  const kOwn = { accent: form.elements.accent.defaultValue, ground: form.elements.ground.defaultValue };
  const base = new URL('.', document.baseURI);

  // Only what was chosen: the rest stays the widget's own.
  const chosen = new URL(location.href).searchParams;
  function choices() {
    const found = [];
    const [language] = form.elements.lang.selectedOptions;
    if (language.value !== 'fr') found.push(['lang', language.value], ['title', language.dataset.title]);
    for (const name of ['accent', 'ground']) {
      const value = form.elements[name].value;
      if (value !== kOwn[name] || chosen.has(name)) found.push([name, value.slice(1)]);
    }
    return found;
  }

  function show() {
    const found = choices();
    const query = new URLSearchParams(found.filter(([name]) => name !== 'title')).toString();
    const address = base.href.replace(/\/$/, '');
    const page = `widget${query ? `?${query}` : ''}`;
    const attributes = found.map(([name, value]) => ` data-${name}="${value}"`).join('');
    by_id('ligne').textContent = `<script src="${address}/widget.js"${attributes} async></script>`;
    by_id('lien').textContent = `<a href="${address}/${page}">Suis-je dans un quartier prioritaire\u00A0?</a>`;
    by_id('element').textContent = `<script src="${address}/widget.js" data-inline async></script>\n<qpv-check${attributes}></qpv-check>`;
    frame.src = page;
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    show();
  });
  form.addEventListener('change', show);
  window.addEventListener('message', ({ origin, source, data }) => {
    const height = data?.qpv_height;
    if (origin === location.origin && source === frame.contentWindow && height > 0) frame.style.height = `${height}px`;
  });
}
