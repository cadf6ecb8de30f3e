import { html, nothing } from 'lit';
import { card } from './card.js';
import './ago.js';

const SHOWN_MAX = 4;

/** What they asked us for; and for each, what led to it. */
export function tickets({ support }, { changed, onTicket, past }) {
  const list = support?.tickets ?? [];
  if (list.length === 0) {
    return nothing;
  }
  return card({
    title: 'Tickets',
    icon: 'life',
    changed,
    aside: support.openTickets ? html`<span class="level medium">${support.openTickets} open</span>` : nothing,
    body: html`<ul class="lines">${list.slice(0, SHOWN_MAX).map((ticket) => html`<li>
      <span>${ticket.ticketId} <small>${ticket.open ? 'open' : 'solved'}, <lp-ago .at=${ticket.opened ?? ticket.at}></lp-ago></small></span>
      ${past ? nothing : html`<button class="link" @click=${() => onTicket(ticket.ticketId)}>What led to it</button>`}</li>`)}</ul>`,
  });
}
