// SPDX-License-Identifier: EUPL-1.2
//
// The search under way: how far it is, how fast, how long still; pause, cancel, and what went wrong.
import { by_id, go_to, show, tell_error } from './dom.js';
import { DatasetChanged, Sender, Stopped } from './sender.js';
import { Refusal, number_text } from './refusal.js';

const kAnnounceMs = 10000;

function duration_text(seconds) {
  if (seconds < 60) return `${Math.max(1, Math.round(seconds))}\u00A0s`;
  return `${Math.round(seconds / 60)}\u00A0min`;
}

export class Search {
  constructor({ call, ask_about, restart, finished }) {
    Object.assign(this, { call, ask_about, restart, finished, sender: null });
    by_id('pause').addEventListener('click', () => this.toggle_pause());
    by_id('annuler').addEventListener('click', () => this.cancel());
  }

  get running() { return this.sender !== null; }

  async start(day) {
    if (this.running) return;
    for (const id of ['resultat', 'relecture', 'totaux']) show(id, false);
    tell_error('');
    show('envoi');
    go_to('envoi');
    this.reset();
    by_id('lancer').disabled = true;
    this.sender = new Sender({ call: this.call, url: 'v1/batch', date: day, tell: (event) => this.tell(event) });
    try {
      const about = await this.ask_about(day).catch(() => { throw new Error('Le service n’a pas pu être joint. Vérifiez votre connexion, puis recommencez.'); });
      const { questions } = await this.call('start', { generations: about.generations }, {
        progress: (part) => { by_id('etat-envoi').textContent = `Préparation\u00A0: ${Math.round(part * 100)}\u00A0%`; },
      });
      this.total = questions;
      await this.go_on();
    } catch (error) {
      this.end(error);
    }
  }

  reset() {
    Object.assign(this, { began: performance.now(), idle_ms: 0, idle_since: 0, announced: 0, total: 0, answered: 0 });
    by_id('avancement').value = 0;
    by_id('etat-envoi').textContent = '';
    by_id('incident').textContent = '';
    by_id('pause').textContent = 'Suspendre';
    show('pause', true);
    show('annuler', true);
  }

  async go_on() {
    this.began = performance.now();
    await this.sender.run();
    const { questions } = await this.call('group');
    if (questions > 0) {
      by_id('incident').textContent = `${number_text(questions)} adresses possibles sont demandées pour les lignes à vérifier.`;
      await this.sender.run();
    }
    await this.call('apply');
    this.end(null);
  }

  end(error) {
    this.sender = null;
    by_id('lancer').disabled = false;
    by_id('incident').textContent = '';
    show('pause', false);
    show('annuler', false);
    if (error instanceof Stopped) {
      by_id('etat-envoi').textContent = 'La recherche est annulée. Rien n’est gardé.';
      by_id('annonce').textContent = 'La recherche est annulée.';
      go_to('colonnes');
    } else if (error instanceof DatasetChanged) {
      by_id('annonce').textContent = 'Les données du service ont changé\u00A0: tout est demandé à nouveau.';
      this.restart();
    } else if (error) {
      by_id('etat-envoi').textContent = 'La recherche n’est pas finie.';
      tell_error(error instanceof Refusal || /[.…]$/.test(error.message) ? error.message : 'La page a rencontré une erreur et s’est arrêtée. Rechargez-la, puis recommencez\u00A0; le fichier n’a pas été changé.');
    } else {
      by_id('avancement').value = 1;
      by_id('etat-envoi').textContent = `${number_text(this.total)} adresses demandées en ${duration_text(this.seconds())}.`;
      by_id('annonce').textContent = 'La recherche est finie.';
      this.finished();
    }
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

  toggle_pause() {
    if (!this.sender) return;
    const paused = this.sender.state !== 'paused';
    if (paused) this.sender.pause();
    else this.sender.resume();
    this.set_idle(paused);
    by_id('pause').textContent = paused ? 'Reprendre' : 'Suspendre';
    by_id('annonce').textContent = paused ? 'La recherche est suspendue.' : 'La recherche reprend.';
    by_id('incident').textContent = paused ? 'La recherche est suspendue.' : '';
  }

  cancel() { this.sender?.stop(); }

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
