import { html, nothing } from 'lit';
import { Part } from '../element.js';
import { difference, profileAt } from '../customers.js';
import { ProfileStream } from '../profile-stream.js';
import { go, toCustomer } from '../route.js';
import { changedParts } from '../changes.js';
import { candidates } from '../parts/candidates.js';
import { cart } from '../parts/cart.js';
import { differences } from '../parts/differences.js';
import { gauge } from '../parts/gauge.js';
import { headline } from '../parts/headline.js';
import { orders } from '../parts/orders.js';
import { person } from '../parts/person.js';
import { signIns } from '../parts/sign-ins.js';
import { failure, loading } from '../parts/states.js';
import { tickets } from '../parts/tickets.js';
import '../parts/erasure.js';
import '../parts/live-state.js';
import '../parts/privacy.js';
import '../parts/signals.js';
import '../parts/time-travel.js';
import '../parts/timeline.js';

const CHANGED_MILLIS = 1_600;
const TYPING = 'input:not([type=range]), textarea, select';

/** One customer: as they are, changing before one's eyes, or as they were. */
class Customer extends Part {
  static properties = {
    caller: {},
    asked: {},
    at: {},
    now: { state: true },
    state: { state: true },
    past: { state: true },
    problem: { state: true },
    changed: { state: true },
    ticket: { state: true },
    receipt: { state: true },
  };

  constructor() {
    super();
    this.changed = new Set();
    this.pressed = this.#pressed.bind(this);
  }

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener('keydown', this.pressed);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.pressed);
    this.stream?.stop();
    this.travel?.abort();
  }

  willUpdate(changed) {
    if (changed.has('asked')) {
      this.#open();
    }
    if (changed.has('asked') || changed.has('at')) {
      this.#travel();
    }
  }

  #open() {
    this.stream?.stop();
    Object.assign(this, { now: null, past: null, ticket: null, receipt: null, state: { name: 'connecting' } });
    const asked = this.asked;
    document.title = `${asked} – Live Profile`;
    this.stream = new ProfileStream(asked, {
      onProfile: (profile) => asked === this.asked && this.#arrived(profile),
      onState: (state) => asked === this.asked && this.#turned(state),
    });
    this.stream.start();
  }

  #arrived(profile) {
    if (this.now) {
      this.changed = changedParts(this.now, profile);
      clearTimeout(this.calm);
      this.calm = setTimeout(() => (this.changed = new Set()), CHANGED_MILLIS);
    } else {
      document.title = `${profile.traits?.name ?? profile.id} – Live Profile`;
    }
    this.now = profile;
  }

  /** Of whom was erased nothing stays on the page. */
  #turned(state) {
    this.state = state;
    if (state.name === 'failed' && state.problem.code === 'erased') {
      Object.assign(this, { now: null, past: null });
    }
  }

  /** The past and what differs from it; asked for anew each time, so that the difference is up to now. */
  async #travel() {
    this.travel?.abort();
    this.problem = null;
    if (!this.at) {
      this.past = null;
      return;
    }
    const travel = new AbortController();
    this.travel = travel;
    try {
      const [profile, diff] = await Promise.all([
        profileAt(this.asked, this.at, travel.signal),
        difference(this.asked, this.at, travel.signal),
      ]);
      this.past = { profile, diff };
    } catch (problem) {
      if (!travel.signal.aborted) {
        this.problem = problem;
      }
    }
  }

  render() {
    if (this.receipt) {
      return html`<div class="page"><lp-erasure .path=${this.receipt}></lp-erasure></div>`;
    }
    if (this.state?.name === 'failed' && !this.now) {
      return this.#refused(this.state.problem);
    }
    if (!this.now) {
      return html`<div class="page">${loading('Reading the profile')}
        <p class="center"><lp-live-state .state=${this.state} @retry=${() => this.stream.retry()}></lp-live-state></p></div>`;
    }
    const shown = this.past?.profile ?? this.now;
    return html`<div class="page customer ${this.past ? 'past' : ''}" data-sequence=${shown.sequence}>
      ${headline(shown, {
        live: html`<lp-live-state .state=${this.state} .past=${Boolean(this.past)} @retry=${() => this.stream.retry()}></lp-live-state>`,
        role: this.caller.role,
        past: Boolean(this.past),
      })}
      <lp-time-travel .now=${this.now} .shown=${shown} .at=${this.at} .busy=${Boolean(this.at) && !this.past && !this.problem}
        @travel=${(to) => this.#to(to.detail)}></lp-time-travel>
      ${this.problem ? failure(this.problem, () => this.#travel()) : this.#columns(shown)}
    </div>`;
  }

  #columns(shown) {
    const sentences = new Map(shown.timeline.map((entry) => [entry.messageId, entry.sentence]));
    const sentenceOf = (messageId) => sentences.get(messageId);
    return html`<div class="columns">
      <div>
        ${gauge({ title: 'Churn', icon: 'trend', score: shown.churn, sentenceOf, changed: this.changed.has('churn') })}
        ${gauge({ title: 'Fraud', icon: 'shield', score: shown.fraud, sentenceOf, changed: this.changed.has('fraud') })}
        ${this.past ? nothing : html`<lp-signals .caller=${this.caller} .profile=${this.now} .sentenceOf=${sentenceOf}></lp-signals>`}
      </div>
      <div>
        ${this.past ? differences(this.past) : nothing}
        <lp-timeline .profile=${shown} .past=${Boolean(this.past)} .ticket=${this.ticket} .changed=${this.changed.has('timeline')}
          @ticket=${(event) => (this.ticket = event.detail)}></lp-timeline>
      </div>
      <div>
        ${tickets(shown, { changed: this.changed.has('support'), onTicket: (id) => (this.ticket = id), past: this.past })}
        ${cart(shown, this.changed.has('cart'))}
        ${orders(shown, this.changed.has('orders'))}
        ${signIns(shown, this.changed.has('signIns') || this.changed.has('devices'))}
        ${person(shown, this.changed.has('traits'))}
        ${this.past || this.caller.role !== 'admin' ? nothing : html`<lp-privacy .profile=${shown}
          @erasing=${(event) => (this.receipt = event.detail)}></lp-privacy>`}
      </div>
    </div>`;
  }

  #refused(problem) {
    return html`<div class="page">${problem.candidates.length > 0 ? candidates(this.asked, problem.candidates) : failure(problem)}</div>`;
  }

  #to(at) {
    go(toCustomer(this.asked, { at }));
  }

  #pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !this.now || event.target.closest?.(TYPING)) {
      return;
    }
    const sequence = (this.past?.profile ?? this.now).sequence;
    if (event.key === '[' && sequence > 1) {
      this.#to(sequence - 1);
    } else if (event.key === ']' && this.at) {
      this.#to(sequence + 1 < this.now.sequence ? sequence + 1 : undefined);
    } else if (event.key === 'Escape' && this.at) {
      this.#to(undefined);
    }
  }
}

customElements.define('lp-customer', Customer);
