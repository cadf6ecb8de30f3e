import { html, nothing } from 'lit';
import { Part } from '../element.js';
import { bytes, number, words } from '../format.js';
import { ask } from '../http.js';
import { icon } from '../icons.js';
import { Polling } from '../polling.js';
import { card } from './card.js';
import { empty, failure, loading } from './states.js';
import './ago.js';

const EVERY_MILLIS = 5_000;
const SHOWN = 8;

/** What can't be applied: by reason, the newest of them opened at a wish, and sent again. */
class Quarantine extends Part {
  static properties = { reason: { state: true }, opened: { state: true }, told: { state: true }, busy: { state: true } };

  constructor() {
    super();
    this.reason = null;
    this.polling = new Polling(this, { everyMillis: EVERY_MILLIS, ask: () => this.#ask() });
  }

  #ask() {
    const reason = this.reason ? { reason: this.reason } : {};
    return ask(`/v1/quarantine?${new URLSearchParams({ limit: SHOWN, ...reason })}`);
  }

  render() {
    const { value, problem } = this.polling;
    return card({
      title: 'Quarantine',
      icon: 'inbox',
      aside: value ? html`<span class="muted">${number(sum(value.waiting))} waiting</span>` : nothing,
      body: problem ? failure(problem, () => this.polling.now()) : value ? this.#body(value) : loading('Looking'),
    });
  }

  #body({ waiting, records }) {
    if (sum(waiting) === 0) {
      return html`${this.#outcome()}${empty('Nothing waits', 'Every record that came could be applied.', 'check')}`;
    }
    return html`${this.#outcome()}
      <div class="chips" role="group" aria-label="Which reason">
        ${[[null, sum(waiting)], ...Object.entries(waiting)].map(([reason, count]) => html`<button class="chip" aria-pressed=${reason === this.reason}
          @click=${() => this.#only(reason)}>${reason ? words(reason) : 'All'} <b>${number(count)}</b></button>`)}
        <button class="again" ?disabled=${this.busy} @click=${() => this.#replayAll()}>${icon('repeat')}Replay ${this.reason ? words(this.reason).toLowerCase() : 'all'}</button>
      </div>
      <ul class="records">${records.map((record) => this.#record(record))}</ul>`;
  }

  #outcome() {
    return this.told ? html`<p class="alert ${this.told.good ? 'good' : 'bad'}" role="status">${this.told.text}</p>` : nothing;
  }

  #record(record) {
    const open = this.opened?.id === record.id;
    return html`<li>
      <div><strong>${words(record.reason)}</strong><span>${record.detail}</span>
        <small><code>${record.id}</code> · ${bytes(record.bytes)} · <lp-ago .at=${record.at}></lp-ago></small></div>
      <button aria-expanded=${open} @click=${() => this.#open(record)}>${icon('eye')}${open ? 'Close' : 'Open'}</button>
      <button ?disabled=${this.busy} @click=${() => this.#replay(record)}>${icon('repeat')}Replay</button>
      ${open ? html`<pre tabindex="0">${this.opened.value ?? this.opened.valueBase64 ?? 'Nobody can open it: the customer was erased.'}</pre>` : nothing}
    </li>`;
  }

  #only(reason) {
    this.reason = reason;
    this.polling.now();
  }

  async #open(record) {
    this.opened = this.opened?.id === record.id ? null : await this.#tried(() => ask(`/v1/quarantine/${encodeURIComponent(record.id)}`));
  }

  async #replay(record) {
    const done = await this.#tried(() => ask(`/v1/quarantine/${encodeURIComponent(record.id)}:replay`, { method: 'POST' }));
    if (done) {
      this.told = { good: true, text: `${record.id} was sent again. If it still can’t be applied, it comes back.` };
    }
  }

  async #replayAll() {
    const which = this.reason ? `reason=${this.reason}` : 'all=true';
    const done = await this.#tried(() => ask(`/v1/quarantine:replay?${which}`, { method: 'POST' }));
    if (done) {
      const failed = done.failed.length;
      this.told = { good: failed === 0, text: `${number(done.done)} were sent again${failed ? `, ${number(failed)} could not be` : ''}${done.more ? '; there are more' : ''}.` };
    }
  }

  async #tried(what) {
    this.busy = true;
    try {
      return await what();
    } catch (problem) {
      this.told = { good: false, text: `${problem.title}. ${problem.detail ?? ''}` };
      return null;
    } finally {
      this.busy = false;
      this.polling.now();
    }
  }
}

function sum(waiting) {
  return Object.values(waiting).reduce((all, count) => all + count, 0);
}

customElements.define('lp-quarantine', Quarantine);
