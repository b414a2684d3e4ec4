// SPDX-License-Identifier: EUPL-1.2
//
// Asks the service, batch after batch: what is sent is what the worker gave, nothing else. Goes on after
// a lost connection, waits when asked to, and stops when told to.

const kTimeoutMs = 60000;
const kFirstWaitMs = 1000;
const kLongestWaitMs = 30000;
const kMostRefusals = 6; // of one batch, of a kind that a wait does not mend
const kMostFailures = 3; // then single questions that the service fails to answer hold up no other
const kLeastItems = 50;

export class Stopped extends Error {}
export class DatasetChanged extends Error {}

export class Sender {
  // `call`: the worker's. `tell(event)`: {kind: 'progress' | 'waiting' | 'back' …}.
  constructor({ call, url, date, tell }) {
    Object.assign(this, { call, url, date, tell, most: 1000, dataset: '', state: 'running', wake: null });
  }

  pause() { if (this.state === 'running') this.state = 'paused'; }
  resume() {
    if (this.state === 'paused') this.state = 'running';
    this.wake?.();
  }
  stop() {
    this.state = 'stopped';
    this.controller?.abort();
    this.wake?.();
  }

  // Until everything is answered. Throws Stopped, DatasetChanged, or an Error with a French sentence.
  async run() {
    for (;;) {
      await this.wait_while_paused();
      const batch = await this.call('next_batch', { most: this.most });
      if (!batch) return;
      const taken = await this.settle(batch);
      this.dataset ||= taken.dataset;
      this.tell({ kind: 'progress', ...taken });
    }
  }

  // What could not be answered is asked again by the next run.
  async settle(batch) {
    try {
      const taken = await this.take(batch, await this.answers_to(batch));
      if (batch.attempts) this.tell({ kind: 'back' });
      return taken;
    } catch (error) {
      if (!(error instanceof Stopped)) await this.call('give_back', { places: batch.places });
      throw error;
    }
  }

  async take(batch, bytes) {
    const last = (batch.refusals ?? 0) >= kMostFailures;
    const taken = await this.call('take', { places: batch.places, bytes, last }, { transfer: [bytes] }).catch(() => null);
    if (taken && !taken.failed) return taken;
    // What is not an answer of ours: a proxy's error page, a portal's login page.
    const why = taken ? 'Le service a rencontré une erreur' : 'Le service a répondu autre chose que des réponses';
    return this.take(batch, await this.again(batch, why));
  }

  // Asks again after a wait; gives up when that does not help.
  async again(batch, why) {
    batch.refusals = (batch.refusals ?? 0) + 1;
    if (batch.refusals > kMostRefusals) {
      throw new Error(`${why}\u00A0: la recherche s’est arrêtée. Ce qui est déjà répondu est gardé.`);
    }
    await this.wait_before_retry(batch, why);
    return this.answers_to(batch);
  }

  async answers_to(batch) {
    for (;;) {
      await this.wait_while_paused();
      const response = await this.ask(batch);
      if (!response) {
        await this.wait_before_retry(batch, 'La connexion est interrompue');
      } else if (response.status === 200) {
        try {
          const bytes = await response.arrayBuffer();
          clearTimeout(this.timer);
          return bytes;
        } catch {
          this.check_stopped();
          await this.wait_before_retry(batch, 'La connexion est interrompue');
        }
      } else {
        await this.mend(batch, response);
      }
    }
  }

  async ask(batch) {
    const query = new URLSearchParams();
    if (this.date) query.set('date', this.date);
    if (this.dataset) query.set('dataset', this.dataset);
    this.controller = new AbortController();
    this.timer = setTimeout((controller) => controller.abort(), kTimeoutMs, this.controller);
    try {
      return await fetch([this.url, `${query}`].filter(Boolean).join('?'), {
        method: 'POST', body: batch.text, headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
        credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store', redirect: 'error',
        signal: this.controller.signal,
      });
    } catch {
      clearTimeout(this.timer);
      this.check_stopped();
      return null;
    }
  }

  check_stopped() { if (this.state === 'stopped') throw new Stopped(); }

  async mend(batch, response) {
    clearTimeout(this.timer);
    const { status } = response;
    const problem = await response.json().catch(() => ({}));
    if (status === 409) throw new DatasetChanged();
    if (String(problem.type).endsWith('/no-addresses')) throw new Error(problem.detail);
    const busy = [408, 425, 429, 502, 503, 504].includes(status);
    if (busy) {
      await this.wait_before_retry(batch, 'Le service est occupé', Number(response.headers.get('Retry-After')) * 1000);
    } else if (status === 413 && this.most > kLeastItems) {
      this.most = Math.floor(this.most / 2);
      await this.call('give_back', { places: batch.places });
      Object.assign(batch, await this.call('next_batch', { most: this.most }));
    } else if (status >= 500) {
      batch.refusals = (batch.refusals ?? 0) + 1;
      if (batch.refusals > kMostRefusals) throw new Error(`Le service ne répond plus (erreur ${status}). Recommencez plus tard.`);
      await this.wait_before_retry(batch, 'Le service a rencontré une erreur');
    } else {
      throw new Error(problem.detail ? `Le service refuse la demande\u00A0: ${problem.detail}` : `Le service refuse la demande (erreur ${status}).`);
    }
  }

  // Longer each time; at once when the connection is back or the person says so.
  async wait_before_retry(batch, why, asked_ms = 0) {
    batch.attempts = (batch.attempts ?? 0) + 1;
    const wait = Math.max(asked_ms || 0, Math.min(kLongestWaitMs, kFirstWaitMs * 2 ** (batch.attempts - 1)));
    this.tell({ kind: 'waiting', why, seconds: Math.round(wait / 1000) });
    await new Promise((resolve) => {
      const timer = setTimeout(done, wait);
      function done() {
        clearTimeout(timer);
        removeEventListener('online', done);
        resolve();
      }
      addEventListener('online', done);
      this.wake = done;
    });
    this.wake = null;
    this.check_stopped();
  }

  async wait_while_paused() {
    this.check_stopped();
    while (this.state === 'paused') await new Promise((resolve) => { this.wake = resolve; });
    this.wake = null;
    this.check_stopped();
  }
}
