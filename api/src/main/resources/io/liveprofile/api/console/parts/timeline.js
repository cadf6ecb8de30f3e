import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Part } from '../element.js';
import { profilePath } from '../customers.js';
import { atClock, dayOf, exactly, number } from '../format.js';
import { ask } from '../http.js';
import { icon } from '../icons.js';
import { KINDS, look } from '../interactions.js';
import { card } from './card.js';
import { empty, failure } from './states.js';

const PAGE_ENTRIES = 50;
const MINUTES_BEFORE = 30;

/**
 * What a customer did, the newest first. The newest come with the profile and so are live; what is older, what led to a
 * ticket and a search by name are asked for.
 */
class Timeline extends Part {
  static properties = {
    profile: {},
    past: { type: Boolean },
    ticket: {},
    changed: { type: Boolean },
    kind: { state: true },
    name: { state: true },
    asked: { state: true },
    problem: { state: true },
    busy: { state: true },
  };

  constructor() {
    super();
    this.#forget();
  }

  #forget() {
    this.arrived = new Set();
    Object.assign(this, { kind: null, name: '', asked: null, problem: null, busy: false });
  }

  willUpdate(changed) {
    const before = changed.get('profile');
    if (before && before.id !== this.profile.id) {
      this.#forget();
    } else if (before) {
      const known = new Set(before.timeline.map((entry) => entry.messageId));
      this.arrived = new Set(this.profile.timeline.map((entry) => entry.messageId).filter((id) => !known.has(id)));
    }
    if (changed.has('ticket') && this.ticket) {
      this.name = '';
      this.#ask({ before_ticket: this.ticket, minutes: MINUTES_BEFORE });
    } else if (changed.has('ticket') && changed.get('ticket')) {
      this.asked = null;
    }
  }

  /** @param query instead of what came with the profile */
  async #ask(query, more = false) {
    const before = more ? (this.asked?.entries ?? []) : [];
    const cursor = more ? this.asked?.next : undefined;
    this.busy = true;
    this.problem = null;
    try {
      const page = await ask(`${profilePath(this.profile.id)}/timeline?${new URLSearchParams({
        ...query, limit: PAGE_ENTRIES, ...(cursor ? { cursor } : {}) })}`);
      this.asked = { query, entries: [...before, ...page.timeline], next: page.next };
    } catch (problem) {
      this.problem = problem;
    }
    this.busy = false;
  }

  /** What came with the profile first: it goes on while older pages stand below it. */
  get #entries() {
    const live = this.profile.timeline;
    if (this.asked && (this.ticket || this.asked.query.name)) {
      return this.asked.entries;
    }
    const known = new Set(live.map((entry) => entry.messageId));
    const all = [...live, ...(this.asked?.entries ?? []).filter((entry) => !known.has(entry.messageId))];
    return this.kind ? all.filter((entry) => look(entry.name).kind === this.kind) : all;
  }

  render() {
    return card({
      title: this.ticket ? `Before ticket ${this.ticket}` : 'Timeline',
      icon: 'clock',
      changed: this.changed && !this.ticket,
      aside: this.ticket
        ? html`<button class="link" @click=${() => this.tell('ticket', null)}>${icon('cross')}Whole timeline</button>`
        : this.#names(),
      body: html`${this.ticket ? html`<p class="muted">The ${MINUTES_BEFORE} minutes that led to it.</p>` : this.#kinds()}${this.#body()}`,
    });
  }

  #kinds() {
    return this.name ? nothing : html`<div class="chips" role="group" aria-label="Which interactions">
      ${[{ kind: null, title: 'All' }, ...KINDS].map(({ kind, title }) => html`<button class="chip" aria-pressed=${kind === this.kind}
        @click=${() => (this.kind = kind)}>${title}</button>`)}
    </div>`;
  }

  #names() {
    const counts = Object.entries(this.profile.counts ?? {});
    return this.past ? nothing : html`<select aria-label="Only one kind of interaction" @change=${(event) => this.#only(event.target.value)}>
      <option value="">Everything</option>
      ${counts.map(([name, times]) => html`<option value=${name} ?selected=${name === this.name}>${name} (${number(times)})</option>`)}
    </select>`;
  }

  #only(name) {
    this.name = name;
    this.kind = null;
    this.asked = null;
    if (name) {
      this.#ask({ name });
    }
  }

  #body() {
    if (this.problem) {
      return failure(this.problem, () => this.#ask(this.asked?.query ?? this.#older()));
    }
    const entries = this.#entries;
    if (entries.length === 0) {
      return this.busy ? nothing : empty('Nothing here', this.kind ? 'Nothing of this kind among the newest.' : 'Nothing happened then.', 'clock');
    }
    return html`<ol class="timeline">${repeat(entries, (entry) => entry.messageId, (entry, index) => this.#entry(entry, entries[index - 1]))}</ol>
      ${this.#more(entries)}`;
  }

  #entry(entry, newer) {
    const { kind, icon: name, bad } = look(entry.name);
    const day = dayOf(entry.at);
    return html`<li class="${kind} ${bad ? 'bad' : ''} ${this.arrived.has(entry.messageId) ? 'arrived' : ''}" title="${entry.name}, ${exactly(entry.at)}">
      ${!newer || dayOf(newer.at) !== day ? html`<span class="day">${day}</span>` : nothing}
      <span class="what">${icon(name)}<span>${entry.sentence}</span><time datetime=${entry.at}>${atClock(entry.at)}</time></span>
    </li>`;
  }

  #more(entries) {
    const mayBeMore = this.asked ? this.asked.next : this.profile.timeline.length < sum(this.profile.counts);
    if (!mayBeMore || this.past) {
      return nothing;
    }
    return html`<p class="center"><button ?disabled=${this.busy} @click=${() => this.#ask(this.asked?.query ?? this.#older(entries), Boolean(this.asked))}>
      ${this.busy ? 'Reading the journal …' : 'Show older'}</button></p>`;
  }

  /** Up to the oldest that came with the profile, that one again: others may have its time. */
  #older() {
    return { to: new Date(Date.parse(this.profile.timeline.at(-1).at) + 1).toISOString() };
  }
}

function sum(counts = {}) {
  return Object.values(counts).reduce((all, times) => all + times, 0);
}

customElements.define('lp-timeline', Timeline);
