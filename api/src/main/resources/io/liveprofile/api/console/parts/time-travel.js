import { html, nothing } from 'lit';
import { Part } from '../element.js';
import { exactly } from '../format.js';
import { icon } from '../icons.js';

/**
 * Through the journal of one customer, entry by entry or to a time. Tells `travel` with a sequence number, a time, or
 * nothing for now.
 */
class TimeTravel extends Part {
  static properties = { now: {}, shown: {}, at: {}, busy: { type: Boolean }, held: { state: true } };

  render() {
    const { sequence } = this.shown;
    const newest = this.now.sequence;
    return html`<section class="travel ${this.at ? 'past' : ''}" aria-label="Time travel">
      ${icon('clock')}
      <button class="plain" aria-label="One entry back" title="One entry back ( [ )" ?disabled=${sequence <= 1} @click=${() => this.#to(sequence - 1)}>${icon('left')}</button>
      <input type="range" aria-label="Entry of the journal" min="1" max=${newest} .value=${String(this.held ?? sequence)}
        aria-valuetext="entry ${this.held ?? sequence} of ${newest}"
        @input=${(event) => (this.held = Number(event.target.value))} @change=${(event) => this.#to(Number(event.target.value))}>
      <button class="plain" aria-label="One entry forward" title="One entry forward ( ] )" ?disabled=${sequence >= newest} @click=${() => this.#to(sequence + 1)}>${icon('right')}</button>
      <span class="where">${this.at ? html`<strong>As it was</strong> at entry ${this.held ?? sequence} of ${newest}, after ${exactly(this.shown.eventTime)}`
          : html`<strong>Now</strong> · entry ${this.held ?? newest} of ${newest}`}</span>
      ${this.busy ? html`<span class="spinner" role="status" aria-label="Reading the journal"></span>` : nothing}
      <form @submit=${this.#toTime}><label>As known on <input type="datetime-local" name="time" step="1" required></label><button>Go</button></form>
      ${this.at ? html`<button class="primary" @click=${() => this.#to(newest)}>Back to now</button>` : nothing}
    </section>`;
  }

  updated(changed) {
    if (changed.has('at') || changed.has('shown')) {
      this.held = null;
    }
  }

  #to(sequence) {
    this.tell('travel', sequence >= this.now.sequence ? undefined : sequence);
  }

  #toTime(event) {
    event.preventDefault();
    this.tell('travel', new Date(new FormData(event.target).get('time')).toISOString());
  }
}

customElements.define('lp-time-travel', TimeTravel);
