import { html } from 'lit';
import { Part } from '../element.js';
import { ago, exactly } from '../format.js';

const shown = new Set();
setInterval(() => shown.forEach((each) => each.requestUpdate()), 1_000);

/** How long ago something was: it goes on while one looks at it. */
class Ago extends Part {
  static properties = { at: {} };

  connectedCallback() {
    super.connectedCallback();
    shown.add(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    shown.delete(this);
  }

  render() {
    return html`<time datetime=${this.at} title=${exactly(this.at)}>${ago(this.at)}</time>`;
  }
}

customElements.define('lp-ago', Ago);
