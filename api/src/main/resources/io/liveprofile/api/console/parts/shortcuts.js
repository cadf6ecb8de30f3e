import { html } from 'lit';
import { Part } from '../element.js';

const KEYS = [
  ['/', 'Find a customer'],
  ['[', 'One entry back in time'],
  [']', 'One entry forward'],
  ['Esc', 'Back to now'],
  ['?', 'This list'],
];

/** What the keyboard does. */
class Shortcuts extends Part {
  render() {
    return html`<dialog aria-labelledby="shortcuts-title">
      <h2 id="shortcuts-title">Keys</h2>
      <dl class="keys">${KEYS.map(([key, does]) => html`<dt><kbd>${key}</kbd></dt><dd>${does}</dd>`)}</dl>
      <form method="dialog"><button>Close</button></form>
    </dialog>`;
  }

  show() {
    this.querySelector('dialog').showModal();
  }
}

customElements.define('lp-shortcuts', Shortcuts);
