import { html, nothing } from 'lit';
import { Part } from '../element.js';
import { icon } from '../icons.js';

/** Asks for the reader's key. */
class SignIn extends Part {
  static properties = { refused: {} };

  render() {
    return html`<main class="sign-in">
      <form class="card" @submit=${this.#given}>
        <img src="icon.svg" alt="" width="44" height="44">
        <h1>Live Profile</h1>
        <p class="muted">What you may see follows from your key.</p>
        ${this.refused ? html`<p class="alert bad" role="alert">${icon('warning')}${this.refused}</p>` : nothing}
        <label for="key">API key</label>
        <input id="key" name="key" type="password" autocomplete="off" spellcheck="false" required placeholder="lp_…">
        <button class="primary">Sign in</button>
        <p class="hint">On a laptop <code>./run</code> prints a link that signs in by itself. Elsewhere an admin makes a key:
          <code>./live-profile keys create "me" --role support</code>. It is kept in this tab and nowhere else.</p>
      </form>
    </main>`;
  }

  firstUpdated() {
    document.title = 'Sign in – Live Profile';
    this.querySelector('input').focus();
  }

  #given(event) {
    event.preventDefault();
    this.tell('key', new FormData(event.target).get('key').trim());
  }
}

customElements.define('lp-sign-in', SignIn);
