import { html, nothing } from 'lit';
import { amounts, number } from '../format.js';
import { icon } from '../icons.js';
import './ago.js';

const SESSION_GAP_MILLIS = 30 * 60 * 1_000;
const SEES_PEOPLE = ['support', 'admin', 'fraud'];

/** Who this is, in one look. */
export function headline(profile, { live, role, past }) {
  const { name, email, phone, tier, region } = profile.traits ?? {};
  const told = SEES_PEOPLE.includes(role) ? [email, phone].filter(Boolean) : [];
  return html`<section class="headline" aria-label="Headline">
    <span class="face" aria-hidden="true">${initials(name ?? profile.id.replace(/^\w+:/, ''))}</span>
    <div class="identity">
      <h1 tabindex="-1">${name ?? profile.id}</h1>
      <p class="muted"><code>${profile.id}</code>${copy(profile.id)}${told.map((each) => html`<span>${each}</span>`)}</p>
      <p class="tags">${profile.requestedId !== profile.id ? html`<span class="tag" title="What was asked for belongs to this customer">${icon('link')}${profile.requestedId}</span>` : nothing}
        ${[tier, region].filter(Boolean).map((each) => html`<span class="tag quiet">${each}</span>`)}
        ${(profile.segments ?? []).map((segment) => html`<span class="tag">${icon('tag')}${segment}</span>`)}</p>
    </div>
    <dl class="figures">
      <div><dt>Value</dt><dd>${amounts(profile.orders?.value)}</dd></div>
      <div><dt>Orders</dt><dd>${number(profile.orders?.count ?? 0)}</dd></div>
      <div><dt>Last seen</dt><dd><lp-ago .at=${profile.lastSeen}></lp-ago></dd></div>
      <div><dt>Known for</dt><dd>${days(profile)}</dd></div>
    </dl>
    <div class="liveness">${live}${past ? nothing : session(profile)}</div>
  </section>`;
}

function initials(name) {
  const words = name.split(/[\s_.-]+/).filter(Boolean);
  return (words.length > 1 ? words[0][0] + words.at(-1)[0] : name.slice(0, 2)).toUpperCase();
}

function copy(id) {
  return html`<button class="plain small" aria-label="Copy the id" title="Copy the id"
    @click=${() => navigator.clipboard.writeText(id)}>${icon('copy')}</button>`;
}

function days({ firstSeen }) {
  const count = Math.floor((Date.now() - Date.parse(firstSeen)) / 86_400_000);
  return count === 0 ? 'today' : `${number(count)} ${count === 1 ? 'day' : 'days'}`;
}

/** Whether they are here just now, and doing what. */
function session({ session: newest }) {
  if (!newest || Date.now() - Date.parse(newest.end) > SESSION_GAP_MILLIS) {
    return html`<span class="muted">Not here now</span>`;
  }
  return html`<span class="here">Here now · ${newest.interactions} ${newest.interactions === 1 ? 'step' : 'steps'} in this session</span>`;
}
