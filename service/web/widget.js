// SPDX-License-Identifier: EUPL-1.2
//
// The line that another site's page has: <script src="https://…/widget.js" async></script> places the
// check in a frame after itself, as high as its content. With data-inline it places nothing and
// defines <qpv-check>, which has the same content in a shadow root of the page.
(() => {
  const script = document.currentScript;
  const base = new URL('.', script.src);
  const kTitle = 'Suis-je dans un quartier prioritaire\u00A0?';

  // The address of the check in the language and colours that an element's data-* name.
  function address({ lang, accent, ground }) {
    const url = new URL('widget', base);
    for (const [name, value] of Object.entries({ lang, accent, ground })) {
      if (/^#?[\da-z]{2,8}$/i.test(value ?? '')) url.searchParams.set(name, value.replace('#', ''));
    }
    return url;
  }

  function frame(options, parent, before) {
    const element = document.createElement('iframe');
    element.title = options.title || kTitle;
    element.referrerPolicy = 'no-referrer';
    element.allow = 'geolocation';
    element.setAttribute('sandbox', 'allow-scripts allow-forms allow-same-origin allow-popups allow-popups-to-escape-sandbox');
    // Set from here they hold against a page's reset, and need no style-src.
    const style = (name, value) => element.style.setProperty(name, value, 'important');
    const fixed = { display: 'block', width: '100%', 'max-width': '40rem', 'min-width': '0', 'max-height': 'none', border: '0', margin: '0', visibility: 'visible' };
    for (const [name, value] of Object.entries(fixed)) style(name, value);
    style('height', '26rem');
    window.addEventListener('message', ({ origin, source, data }) => {
      if (origin !== base.origin || source !== element.contentWindow) return;
      const height = data?.qpv_height;
      if (Number.isInteger(height) && height > 0 && height < 20000) style('height', `${height}px`);
    });
    element.src = address(options);
    parent.insertBefore(element, before);
  }

  class QpvCheck extends HTMLElement {
    connectedCallback() {
      if (this.shadowRoot) return;
      const root = this.attachShadow({ mode: 'open' });
      const logo = document.createElement('slot');
      logo.name = 'logo';
      root.append(logo);
      // Whatever the page's policy forbids, the frame may still work.
      this.fill(root).catch(() => frame(this.dataset, root, null));
    }

    async fill(root) {
      const { start, parse } = await import(new URL('assets/check.js', base));
      const url = address(this.dataset);
      const get = async (target) => {
        const response = await fetch(target, { credentials: 'omit', referrerPolicy: 'no-referrer' });
        if (!response.ok) throw new Error('not there');
        return response.text();
      };
      const [html, style] = await Promise.all([url, new URL('assets/check.css', base)].map(get));
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(style);
      root.adoptedStyleSheets = [sheet];
      root.append(document.adoptNode(parse(html).getElementById('qpv')));
      // Links of the check lead to the service, wherever they are clicked.
      root.addEventListener('click', (event) => {
        const link = event.target.closest('a');
        if (!link) return;
        link.href = new URL(link.getAttribute('href'), url);
        link.target = '_blank';
      }, true);
      start(root, url);
    }
  }

  if (!customElements.get('qpv-check')) customElements.define('qpv-check', QpvCheck);
  if (!('inline' in script.dataset)) frame(script.dataset, script.parentNode, script.nextSibling);
})();
