// SPDX-License-Identifier: EUPL-1.2
//
// The search under way: how far it is, how fast, how long still; pause, cancel, and what went wrong.
import { by_id, go_to, show, tell_error } from './dom.js';
import { Refusal, number_text } from './refusal.js';

const kAnnounceMs = 10000;

function duration_text(seconds) {
  if (seconds < 60) return `${Math.max(1, Math.round(seconds))}\u00A0s`;
  return `${Math.round(seconds / 60)}\u00A0min`;
}

const kUnreachable = 'Le service n’a pas pu être joint. Vérifiez votre connexion, puis recommencez.';

export class Search {
  // `call`: the file's worker; `send`: the one that sends.
  constructor({ call, send, ask_about, restart, finished, mistaken }) {
    Object.assign(this, { call, send, ask_about, restart, finished, mistaken, running: false, paused: false, stopped_short: false });
    by_id('pause').addEventListener('click', () => this.toggle_pause());
    by_id('annuler').addEventListener('click', () => this.cancel());
  }

  async start(day) {
    if (this.running) return;
    for (const id of ['resultat', 'relecture', 'totaux']) show(id, false);
    tell_error('');
    show('envoi');
    go_to('envoi');
    this.reset();
    this.set_running(true);
    await this.send('prepare', { url: new URL('v1/batch', document.baseURI).href, date: day });
    await this.end_with(this.prepare(day).then((failure) => failure ?? this.ask()));
  }

  // Whatever comes of it; a mistake of ours is told as one.
  async end_with(search) {
    try {
      this.end(await search);
    } catch (error) {
      this.end({ outcome: 'failed' });
      this.mistaken(error);
    }
  }

  // Null, or why it cannot begin.
  async prepare(day) {
    let about;
    try {
      about = await this.ask_about(day);
    } catch (error) {
      return { outcome: 'failed', nothing_asked: true, message: error instanceof Refusal ? error.message : kUnreachable };
    }
    const { questions } = await this.call('start', { generations: about.generations, dataset: about.dataset }, {
      progress: (part) => { by_id('etat-envoi').textContent = `Préparation\u00A0: ${Math.round(part * 100)}\u00A0%`; },
    });
    this.total = questions;
    this.began = performance.now();
    return null;
  }

  // {outcome, message} as the worker that sends has it.
  async ask() {
    const tell = { progress: (event) => this.tell(event) };
    const first = await this.send('run', {}, tell);
    if (first.outcome !== 'done') return first;
    const besides = await this.call('group');
    if (besides.questions > 0) {
      by_id('incident').textContent = `${number_text(besides.questions)} adresses possibles sont demandées pour les lignes à vérifier.`;
      const second = await this.send('run', {}, tell);
      if (second.outcome !== 'done') return second;
    }
    await this.call('apply');
    return { outcome: 'done' };
  }

  reset() {
    Object.assign(this, { began: performance.now(), idle_ms: 0, idle_since: 0, announced: 0, total: 0, paused: false, stopped_short: false });
    by_id('avancement').value = 0;
    by_id('etat-envoi').textContent = '';
    by_id('incident').textContent = '';
    by_id('pause').textContent = 'Suspendre';
    show('pause', true);
    show('annuler', true);
  }

  end({ outcome, message, nothing_asked = false }) {
    this.set_running(false);
    by_id('incident').textContent = '';
    show('pause', false);
    show('annuler', false);
    if (outcome === 'stopped') {
      by_id('etat-envoi').textContent = 'La recherche est annulée. Rien n’est gardé.';
      by_id('annonce').textContent = 'La recherche est annulée.';
      go_to('colonnes');
    } else if (outcome === 'changed') {
      by_id('annonce').textContent = 'Les données du service ont changé\u00A0: tout est demandé à nouveau.';
      this.restart();
    } else if (outcome === 'failed') {
      by_id('etat-envoi').textContent = 'La recherche n’est pas finie.';
      if (!message) return;
      tell_error(message);
      this.stopped_short = !nothing_asked;
      by_id('pause').textContent = 'Reprendre là où elle s’est arrêtée';
      show('pause', this.stopped_short);
    } else {
      by_id('avancement').value = 1;
      by_id('etat-envoi').textContent = `${number_text(this.total)} adresses demandées en ${duration_text(this.seconds())}.`;
      by_id('annonce').textContent = 'La recherche est finie.';
      this.finished();
    }
  }

  // Meanwhile the file is the one that is asked about, read as it was.
  set_running(on) {
    this.running = on;
    for (const control of [by_id('lancer'), by_id('choix-fichier'), ...by_id('lecture').querySelectorAll('select')]) control.disabled = on;
  }

  seconds() {
    const idle = this.idle_ms + (this.idle_since ? performance.now() - this.idle_since : 0);
    return (performance.now() - this.began - idle) / 1000;
  }

  set_idle(on) {
    if (on && !this.idle_since) this.idle_since = performance.now();
    if (!on && this.idle_since) {
      this.idle_ms += performance.now() - this.idle_since;
      this.idle_since = 0;
    }
  }

  // After what a wait did not mend.
  go_on() {
    tell_error('');
    this.stopped_short = false;
    this.set_running(true);
    by_id('pause').textContent = 'Suspendre';
    show('annuler', true);
    return this.end_with(this.ask());
  }

  toggle_pause() {
    if (this.stopped_short) {
      this.go_on();
      return;
    }
    if (!this.running) return;
    this.paused = !this.paused;
    this.send(this.paused ? 'pause' : 'resume');
    this.set_idle(this.paused);
    by_id('pause').textContent = this.paused ? 'Reprendre' : 'Suspendre';
    by_id('annonce').textContent = this.paused ? 'La recherche est suspendue.' : 'La recherche reprend.';
    by_id('incident').textContent = this.paused ? 'La recherche est suspendue.' : '';
  }

  cancel() { if (this.running) this.send('stop'); }

  tell(event) {
    if (event.kind === 'waiting') {
      this.set_idle(true);
      by_id('incident').textContent = `${event.why}. Nouvel essai dans ${event.seconds}\u00A0s\u00A0; rien n’est perdu.`;
    } else if (event.kind === 'back') {
      this.set_idle(false);
      by_id('incident').textContent = '';
    } else {
      this.progress(event);
    }
  }

  progress({ answered, questions }) {
    const rate = answered / Math.max(this.seconds(), 0.001);
    const text = `${number_text(answered)} adresses sur ${number_text(questions)}, ${number_text(Math.round(rate))} par seconde, encore ${duration_text((questions - answered) / rate)}.`;
    by_id('avancement').value = questions ? answered / questions : 1;
    by_id('etat-envoi').textContent = text;
    // Heard now and then, not thousand by thousand.
    if (performance.now() - this.announced > kAnnounceMs) {
      this.announced = performance.now();
      by_id('annonce').textContent = text;
    }
  }
}
