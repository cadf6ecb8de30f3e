import { html, nothing } from 'lit';
import { icon } from '../icons.js';

/**
 * One part of a page under its heading.
 *
 * @param changed shows for a moment that something in it is new
 */
export function card({ title, icon: name, body, aside = nothing, changed = false, kind = '' }) {
  const id = `card-${title.toLowerCase().replaceAll(/[^a-z]+/g, '-')}`;
  return html`<section class="card ${kind} ${changed ? 'changed' : ''}" aria-labelledby=${id}>
    <header>${icon(name)}<h2 id=${id}>${title}</h2><span class="aside">${aside}</span></header>
    ${body}
  </section>`;
}
