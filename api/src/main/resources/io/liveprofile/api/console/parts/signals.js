import { html, nothing } from 'lit';
import { Part } from '../element.js';
import { profilePath } from '../customers.js';
import { ask } from '../http.js';
import { words } from '../format.js';
import { icon } from '../icons.js';
import { card } from './card.js';
import { failure } from './states.js';
import './ago.js';

const REVIEWERS = ['support', 'fraud', 'admin'];
const SHOWN_MAX = 6;

/** What was noticed, and what people say to it. A dismissed one stops counting for good. */
class Signals extends Part {
  static properties = {
    caller: {},
    profile: {},
    sentenceOf: {},
    signals: { state: true },
    problem: { state: true },
    asked: { state: true },
  };

  willUpdate(changed) {
    const before = changed.get('profile');
    if (changed.has('profile') && (before?.id !== this.profile.id || before?.sequence !== this.profile.sequence)) {
      if (before && before.id !== this.profile.id) {
        this.signals = null;
      }
      this.#load();
    }
  }

  async #load() {
    const { id } = this.profile;
    try {
      const { signals } = await ask(`${profilePath(id)}/signals`);
      if (id === this.profile.id) {
        this.signals = signals;
        this.problem = null;
      }
    } catch (problem) {
      this.problem = problem;
    }
  }

  async #review(signal, verdict) {
    this.asked = signal.id;
    try {
      await ask(`${profilePath(this.profile.id)}/signals/${signal.id}:${verdict}`, { method: 'POST' });
      await this.#load();
    } catch (problem) {
      this.problem = problem;
    }
    this.asked = null;
  }

  render() {
    if (this.problem) {
      return card({ title: 'Signals', icon: 'bell', body: failure(this.problem, () => this.#load()) });
    }
    const signals = this.signals ?? [];
    if (signals.length === 0) {
      return nothing;
    }
    const open = signals.filter((signal) => signal.suspicion && !signal.review).length;
    return card({
      title: 'Signals',
      icon: 'bell',
      aside: open ? html`<span class="level high">${open} to review</span>` : nothing,
      body: html`<ul class="signals">${signals.slice(0, SHOWN_MAX).map((signal) => this.#signal(signal))}</ul>`,
    });
  }

  #signal(signal) {
    const evidence = signal.evidence.map((id) => this.sentenceOf(id)).filter(Boolean);
    return html`<li class=${signal.review?.verdict ?? ''}>
      <div><strong>${words(signal.kind)}${signal.segment ? `: ${signal.segment}` : ''}</strong><lp-ago .at=${signal.at}></lp-ago></div>
      ${signal.suspicion?.detail ? html`<p>${signal.suspicion.detail}</p>` : evidence.slice(-2).map((sentence) => html`<p>${sentence}</p>`)}
      ${this.#verdict(signal)}
    </li>`;
  }

  #verdict(signal) {
    if (signal.review) {
      const { verdict, by } = signal.review;
      return html`<p class="verdict">${icon(verdict === 'confirmed' ? 'check' : 'cross')}${words(verdict)}${by ? ` by ${by}` : ''}</p>`;
    }
    if (!signal.suspicion || !REVIEWERS.includes(this.caller.role)) {
      return nothing;
    }
    const busy = this.asked === signal.id;
    return html`<p class="actions">
      <button ?disabled=${busy} @click=${() => this.#review(signal, 'dismiss')} title="It was the customer: it stops counting">${icon('cross')}Dismiss</button>
      <button ?disabled=${busy} @click=${() => this.#review(signal, 'confirm')} title="It was fraud">${icon('check')}Confirm</button>
    </p>`;
  }
}

customElements.define('lp-signals', Signals);
