import { html } from 'lit';
import { Part } from '../element.js';

/** Whether what one sees is what is: live, on the way, or not any more. */
class LiveState extends Part {
  static properties = { state: {}, past: { type: Boolean } };

  connectedCallback() {
    super.connectedCallback();
    this.timer = setInterval(() => this.state?.name === 'waiting' && this.requestUpdate(), 1_000);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  render() {
    const [kind, text, title] = this.#told();
    return html`<span class="live ${kind}" role="status" title=${title}><span class="lamp" aria-hidden="true"></span>${text}
      ${kind === 'waiting' ? html`<button class="link" @click=${() => this.tell('retry')}>Now</button>` : ''}</span>`;
  }

  #told() {
    if (this.past) {
      return ['past', 'In the past', 'What you see is how it was.'];
    }
    switch (this.state?.name) {
      case 'live':
        return ['on', 'Live', 'Every change shows here at once.'];
      case 'waiting':
        return ['waiting', `Reconnecting in ${this.#seconds()} s`, `${this.state.why}. What you see may be old.`];
      case 'failed':
        return ['off', 'Not live', this.state.problem.title];
      default:
        return ['connecting', 'Connecting', 'What you see may be old.'];
    }
  }

  #seconds() {
    return Math.max(1, Math.ceil((this.state.until - Date.now()) / 1000));
  }
}

customElements.define('lp-live-state', LiveState);
