import { html } from 'lit';
import { number } from '../format.js';
import { card } from './card.js';

/** The nodes, as the one that answers sees them. */
export function cluster({ node, members }) {
  return card({
    title: 'Cluster',
    icon: 'node',
    aside: html`<span class="muted">${members.length} ${members.length === 1 ? 'node' : 'nodes'}</span>`,
    body: html`<ul class="lines">${members.map((member) => html`<li>
      <span><code>${member.address}</code>${member.address === node ? html` <small>answers you</small>` : ''}</span>
      <span class="level ${member.reachable && member.status === 'up' ? 'on' : 'high'}">${member.reachable ? member.status : 'unreachable'}</span></li>`)}</ul>`,
  });
}

/** How far the rules of today have got. */
export function rules({ version, customers, judged, segments }) {
  const share = customers === 0 ? 1 : judged / customers;
  return card({
    title: 'Rules',
    icon: 'shield',
    aside: html`<code>${version}</code>`,
    body: html`<p>${number(judged)} of ${number(customers)} customers judged by them</p>
      <div class="progress" role="progressbar" aria-label="Customers judged" aria-valuemin="0" aria-valuemax="100" aria-valuenow=${Math.round(share * 100)}>
        <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect width=${share * 100} height="6"></rect></svg></div>
      <p class="muted small">${segments.length} ${segments.length === 1 ? 'segment' : 'segments'}</p>`,
  });
}
