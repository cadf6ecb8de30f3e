import { html, nothing } from 'lit';
import { words } from '../format.js';
import { card } from './card.js';
import './ago.js';

const LINKS_MAX = 6;

/** What they told of themselves, and the ids they are known under. */
export function person({ traits = {}, traitSources = {}, identifiers = [], consents = [] }, changed) {
  const known = Object.keys(traitSources);
  return card({
    title: 'Person',
    icon: 'person',
    changed,
    body: html`${known.length === 0
        ? html`<p class="muted">Nothing is known of them.</p>`
        : html`<dl class="pairs">${known.map((name) => html`<dt>${words(name)}</dt>
            <dd>${name in traits ? String(traits[name]) : html`<span class="muted" title="Your role doesn’t see it">known, not shown</span>`}</dd>`)}</dl>`}
      ${consents.length === 0 ? nothing : html`<p class="tags">${consents.map((consent) => html`<span class="tag ${consent.given ? '' : 'quiet'}">${consent.given ? 'wants' : 'no'} ${consent.to}</span>`)}</p>`}
      ${identifiers.length < 2 ? nothing : html`<h3>Known as</h3><ul class="lines">${identifiers.slice(0, LINKS_MAX).map((id) => html`<li>
        <code>${id.id}</code><lp-ago .at=${id.lastSeen}></lp-ago></li>`)}</ul>`}`,
  });
}
