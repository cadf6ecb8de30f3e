import { html, nothing } from 'lit';
import { Part } from '../element.js';
import { find, page, rows } from '../customers.js';
import { amounts, number } from '../format.js';
import { ask } from '../http.js';
import { icon } from '../icons.js';
import { go, toCustomer, toFind } from '../route.js';
import { empty, failure, loading } from '../parts/states.js';
import { level } from '../parts/level.js';
import '../parts/ago.js';

const SEARCHERS = ['support', 'fraud', 'analyst', 'admin'];
const PAGE_ROWS = 12;
const SEGMENTS_SHOWN_MAX = 5;

/** The lists that one most often wants; the segments come after them. */
const LISTS = [
  { name: 'All', filter: { sort: '-lastSeen' } },
  { name: 'May leave', filter: { churn: 'high', sort: '-value' } },
  { name: 'May be fraud', filter: { fraud: 'high', sort: '-fraud' } },
  { name: 'Bought before', filter: { value_from: 1, sort: '-value' } },
];

/** Customers: those whom somebody asked for, or those who stand so and so. */
class Find extends Part {
  static properties = {
    caller: {},
    query: {},
    segments: { state: true },
    found: { state: true },
    next: { state: true },
    problem: { state: true },
    busy: { state: true },
  };

  constructor() {
    super();
    this.pages = [null];
    this.segments = [];
  }

  firstUpdated() {
    this.#loadSegments();
  }

  /** Without them the page does as well. */
  async #loadSegments() {
    const { segments } = await ask('/v1/rules').catch(() => ({ segments: [] }));
    this.segments = segments.slice(0, SEGMENTS_SHOWN_MAX).map(({ name, title }) => ({ name, title, filter: { segment: name, sort: '-value' } }));
  }

  willUpdate(changed) {
    if (changed.has('query')) {
      this.pages = [null];
      this.found = null;
      this.#load();
    }
  }

  get #text() {
    return this.query.get('q') ?? '';
  }

  get #list() {
    const asked = this.query.get('list');
    return LISTS.find((list) => list.name === asked) ?? (asked ? { name: asked, filter: { segment: asked, sort: '-value' } } : LISTS[0]);
  }

  async #load() {
    const query = this.query;
    this.busy = true;
    this.problem = null;
    document.title = 'Customers – Live Profile';
    try {
      const { found, next } = this.#text ? await this.#sought() : await this.#listed();
      if (query === this.query) {
        Object.assign(this, { found, next });
      }
    } catch (problem) {
      this.problem = problem;
    }
    this.busy = false;
  }

  async #sought() {
    const found = await find(this.#text, this.caller.role);
    if (found.length === 1) {
      go(toCustomer(found[0].id));
    }
    return { found, next: null };
  }

  async #listed() {
    if (!SEARCHERS.includes(this.caller.role)) {
      return { found: [], next: null };
    }
    const { profiles, next } = await page(this.#list.filter, this.pages.at(-1), PAGE_ROWS);
    return { found: await rows(profiles.map((profile) => profile.id)), next };
  }

  render() {
    return html`<div class="page">
      <div class="title">
        <h1>${this.#text ? html`Results for “${this.#text}”` : 'Customers'}</h1>
        ${this.#text || !SEARCHERS.includes(this.caller.role) ? nothing : this.#lists()}
      </div>
      ${this.#body()}
    </div>`;
  }

  #lists() {
    return html`<div class="chips" role="group" aria-label="Which customers">
      ${[...LISTS, ...this.segments].map((list) => html`<a class="chip" href=${toFind({ list: list.name })} title=${list.title ?? nothing}
        aria-current=${list.name === this.#list.name ? 'true' : nothing}>${list.title ? icon('tag') : nothing}${list.name}</a>`)}
    </div>`;
  }

  #body() {
    if (this.problem) {
      return failure(this.problem, () => this.#load());
    }
    if (!this.found) {
      return loading('Looking');
    }
    if (this.found.length === 0) {
      return this.#nobody();
    }
    return html`${this.#table()}${this.#paging()}`;
  }

  #nobody() {
    if (this.#text) {
      return empty(
        'Nobody was found',
        'Ids, e-mail addresses, phone numbers and names are compared whole: a part of one finds nobody. Who has just arrived is found within a second.',
        'search',
      );
    }
    return SEARCHERS.includes(this.caller.role)
      ? empty('Nobody here', 'No customer stands so just now.')
      : empty('Find a customer by id', 'A key of your role may look at profiles, and not search.', 'search');
  }

  #table() {
    return html`<div class="card flush"><table class="rows" aria-busy=${this.busy}>
      <thead><tr><th>Customer</th><th>Last seen</th><th class="figure">Orders</th><th class="figure">Value</th><th>Churn</th>
        <th>Fraud</th><th>Segments</th></tr></thead>
      <tbody>${this.found.map((row) => this.#row(row))}</tbody>
    </table></div>`;
  }

  #row(profile) {
    const { name, email } = profile.traits ?? {};
    return html`<tr @click=${(event) => event.target.closest('a') || go(toCustomer(profile.id))}>
      <td><a href=${toCustomer(profile.id)}>${name ?? profile.id.replace(/^\w+:/, '')}</a>
        ${name ? html`<small>${[profile.id, email].filter(Boolean).join(' · ')}</small>` : nothing}
        ${profile.id.startsWith('anonymous_id:') ? html`<span class="tag quiet">visitor</span>` : nothing}
        ${profile.support?.openTickets ? html`<span class="badge" title="Open tickets">${icon('life')}${profile.support.openTickets}</span>` : nothing}</td>
      <td><lp-ago .at=${profile.lastSeen}></lp-ago></td>
      <td class="figure">${number(profile.orders?.count ?? 0)}</td>
      <td class="figure">${amounts(profile.orders?.value)}</td>
      <td>${level(profile.churn, 'Churn')}</td>
      <td>${level(profile.fraud, 'Fraud')}</td>
      <td><span class="tags">${(profile.segments ?? []).map((segment) => html`<span class="tag">${segment}</span>`)}</span></td>
    </tr>`;
  }

  #paging() {
    if (this.pages.length === 1 && !this.next) {
      return nothing;
    }
    return html`<nav class="paging" aria-label="Pages of the list">
      <button ?disabled=${this.pages.length === 1 || this.busy} @click=${() => this.#turn(-1)}>${icon('left')}Previous</button>
      <span class="muted">Page ${this.pages.length}</span>
      <button ?disabled=${!this.next || this.busy} @click=${() => this.#turn(1)}>Next${icon('right')}</button>
    </nav>`;
  }

  #turn(by) {
    if (by > 0) {
      this.pages.push(this.next);
    } else {
      this.pages.pop();
    }
    this.#load();
  }
}

customElements.define('lp-find', Find);
