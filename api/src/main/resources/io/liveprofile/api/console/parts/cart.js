import { html, nothing } from 'lit';
import { amounts, money } from '../format.js';
import { card } from './card.js';
import './ago.js';

/** What lies in the cart, and since when. */
export function cart({ cart: held }, changed) {
  const items = held?.items ?? [];
  return card({
    title: 'Cart',
    icon: 'cart',
    changed,
    aside: items.length > 0 ? html`<strong>${amounts(held.value)}</strong>` : nothing,
    body: items.length === 0
      ? html`<p class="muted">Empty.</p>`
      : html`<ul class="lines">${items.map((item) => html`<li>
          <span>${item.quantity === 1 ? '' : html`<b>${item.quantity} ×</b> `}${item.product}${item.category ? html` <small>${item.category}</small>` : nothing}</span>
          <span class="figure">${item.price ? money(item.price) : '–'}</span></li>`)}</ul>
        <p class="muted small">Left there <lp-ago .at=${held.since}></lp-ago></p>`,
  });
}
