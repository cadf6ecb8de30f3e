import { html, nothing } from 'lit';
import { Part } from './element.js';
import { KEY_REFUSED, Problem, ask } from './http.js';
import { icon } from './icons.js';
import { go, route, toFind, toPipeline } from './route.js';
import { forget, keep, key, takeKeyFromAddress } from './session.js';
import { empty, failure, loading } from './parts/states.js';
import './parts/shortcuts.js';
import './pages/sign-in.js';
import './pages/find.js';
import './pages/customer.js';
import './pages/pipeline.js';

const TYPING = 'input, textarea, select, [contenteditable]';

/** The frame around all pages: who asks, where we are, and the one box that finds customers. */
class App extends Part {
  static properties = {
    caller: { state: true },
    problem: { state: true },
    where: { state: true },
    refused: { state: true },
  };

  constructor() {
    super();
    takeKeyFromAddress();
    this.where = route();
    window.addEventListener('hashchange', () => this.#moved());
    window.addEventListener(KEY_REFUSED, () => this.#leave('The service doesn’t take this key any more.'));
    document.addEventListener('keydown', (event) => this.#pressed(event));
    if (key()) {
      this.#enter();
    }
  }

  render() {
    if (!key()) {
      return html`<lp-sign-in .refused=${this.refused} @key=${(given) => this.#signIn(given.detail)}></lp-sign-in>`;
    }
    return html`
      <a class="skip" href="#main" @click=${this.#skip}>Skip to the content</a>
      ${this.#header()}
      <main id="main" tabindex="-1">${this.#page()}</main>
      <lp-shortcuts></lp-shortcuts>
    `;
  }

  #header() {
    const { page, query } = this.where;
    return html`<header class="bar">
      <a class="brand" href=${toFind()}><img src="icon.svg" alt="" width="24" height="24">Live Profile</a>
      <nav aria-label="Pages">
        <a href=${toFind()} aria-current=${page === 'customers' ? 'page' : nothing}>Customers</a>
        ${this.#isAdmin() ? html`<a href=${toPipeline} aria-current=${page === 'pipeline' ? 'page' : nothing}>Pipeline</a>` : nothing}
      </nav>
      <form class="find" role="search" @submit=${this.#search}>
        ${icon('search')}
        <input type="search" name="q" aria-label="Find a customer" autocomplete="off" spellcheck="false"
          placeholder="Find by id, e-mail, phone or name" .value=${query.get('q') ?? ''}>
        <kbd aria-hidden="true">/</kbd>
      </form>
      ${this.caller ? html`<span class="who" title="The key “${this.caller.name}”">${icon('key')}${this.caller.role}</span>` : nothing}
      <button class="plain" @click=${() => this.#leave()} aria-label="Sign out" title="Sign out">${icon('leave')}</button>
    </header>`;
  }

  #page() {
    if (this.problem) {
      return failure(this.problem, () => this.#enter());
    }
    if (!this.caller) {
      return loading('Signing in');
    }
    if (this.caller.role === 'write') {
      return empty('This key may tell, and see nothing', 'Sign in with a key of another role.', 'key');
    }
    const { page, id, query } = this.where;
    if (page === 'pipeline' && this.#isAdmin()) {
      return html`<lp-pipeline></lp-pipeline>`;
    }
    return id
      ? html`<lp-customer .caller=${this.caller} .asked=${id} .at=${query.get('at')}></lp-customer>`
      : html`<lp-find .caller=${this.caller} .query=${query}></lp-find>`;
  }

  #isAdmin() {
    return this.caller?.role === 'admin';
  }

  #signIn(given) {
    keep(given);
    this.refused = null;
    this.#enter();
  }

  async #enter() {
    this.problem = null;
    this.requestUpdate();
    try {
      this.caller = await ask('/v1/caller');
    } catch (problem) {
      if (!(problem instanceof Problem) || problem.status !== 401) {
        this.problem = problem;
      }
    }
  }

  #leave(refused = null) {
    forget();
    this.caller = null;
    this.refused = refused;
    this.requestUpdate();
  }

  /** To another page, and not only to another time of it: whoever reads or types goes on there. */
  async #moved() {
    const before = this.where;
    this.where = route();
    if (sameBut(before, this.where)) {
      return;
    }
    window.scrollTo(0, 0);
    await this.updateComplete;
    this.querySelector('main')?.focus({ preventScroll: true });
  }

  #search(event) {
    event.preventDefault();
    const asked = new FormData(event.target).get('q').trim();
    go(toFind({ q: asked }));
  }

  #skip(event) {
    event.preventDefault();
    this.querySelector('main').focus();
  }

  #pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.(TYPING)) {
      return;
    }
    if (event.key === '/') {
      event.preventDefault();
      this.querySelector('.find input')?.select();
    } else if (event.key === '?') {
      this.querySelector('lp-shortcuts')?.show();
    }
  }
}

function sameBut(before, after) {
  return before.page === after.page && before.id === after.id && before.query.get('q') === after.query.get('q');
}

customElements.define('lp-app', App);
