import { html, nothing } from 'lit';
import { amounts, money, number } from '../format.js';
import { card } from './card.js';
import './ago.js';

const SHOWN_MAX = 5;

/** What was ordered, the newest first. */
export function orders({ orders: told }, changed) {
  const newest = told?.newest ?? [];
  return card({
    title: 'Orders',
    icon: 'box',
    changed,
    aside: html`<strong>${amounts(told?.value, '')}</strong>`,
    body: newest.length === 0
      ? html`<p class="muted">None yet.</p>`
      : html`<ul class="lines">${newest.slice(0, SHOWN_MAX).map((order) => html`<li>
          <span title=${order.orderId ?? ''}>${order.products} ${order.products === 1 ? 'product' : 'products'} <small><lp-ago .at=${order.at}></lp-ago></small></span>
          <span class="figure">${order.value ? money(order.value) : '–'}</span></li>`)}</ul>
        <p class="muted small">${number(told.count)} in all${told.refunds ? `, ${told.refunds} paid back` : ''}${told.cancelled ? `, ${told.cancelled} cancelled` : ''}${usual(told)}</p>`,
  });
}

function usual({ usual: means = [] }) {
  return means.length === 0 ? nothing : `; usually ${money(means[0].mean)}`;
}
