import { html } from 'lit';
import { icon } from '../icons.js';
import { toCustomer } from '../route.js';

/** Several customers have that address: which of them? */
export function candidates(asked, ids) {
  return html`<section class="card narrow">
    <header>${icon('person')}<h1>Who is meant?</h1></header>
    <p>${ids.length} customers are known by <code>${asked}</code>.</p>
    <ul class="links">${ids.map((id) => html`<li><a href=${toCustomer(id)}>${id}</a></li>`)}</ul>
  </section>`;
}
