import { html, nothing } from 'lit';
import { Part } from '../element.js';
import { exactly, number, words } from '../format.js';
import { ask } from '../http.js';
import { icon } from '../icons.js';
import { Polling } from '../polling.js';
import { failure, loading } from './states.js';

const EVERY_MILLIS = 1_000;

/** The receipt of an erasure, filling as it goes on. */
class Erasure extends Part {
  static properties = { path: {} };

  constructor() {
    super();
    this.polling = new Polling(this, { everyMillis: EVERY_MILLIS, ask: () => this.#ask() });
  }

  /** A complete receipt doesn't change any more. */
  #ask() {
    return this.polling?.value?.complete ? this.polling.value : ask(this.path);
  }

  #afterwards(tombstones) {
    const since = tombstones.find((each) => each.reopenedAt)?.reopenedAt;
    return since
      ? html`What happens from <time datetime=${since}>${exactly(since)}</time> on is taken in again, as of somebody new.`
      : 'Whatever still arrives about them is left out.';
  }

  render() {
    const { value, problem } = this.polling;
    if (!value) {
      return problem ? failure(problem, () => this.polling.now()) : loading('Erasing');
    }
    return html`<section class="card narrow" aria-labelledby="receipt-title">
      <header>${icon(value.complete ? 'check' : 'clock')}<h1 id="receipt-title">${value.complete ? 'Erased' : 'Erasing'}</h1>
        <span class="aside"><code>${value.requestId}</code></span></header>
      <p role="status">${value.complete ? 'Nobody can read what was held about this customer.' : `${words(value.step)}${value.waitingFor ? `; waiting for ${value.waitingFor}` : ''} …`}</p>
      ${value.complete ? html`<p class="muted">${this.#afterwards(value.tombstones)}</p>` : nothing}
      <ul class="lines">${Object.entries(value.steps ?? {}).map(([step, at]) => html`<li><span>${icon('check')}${words(step)}</span>
        <time class="muted" datetime=${at}>${exactly(at)}</time></li>`)}</ul>
      ${value.rows ? html`<h2>Gone</h2><ul class="lines">${Object.entries(value.rows).map(([table, rows]) => html`<li><code>${table}</code><span>${number(rows)}</span></li>`)}</ul>` : nothing}
    </section>`;
  }
}

customElements.define('lp-erasure', Erasure);
