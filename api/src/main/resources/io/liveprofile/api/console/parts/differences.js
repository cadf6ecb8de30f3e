import { html, nothing } from 'lit';
import { amounts, money, words } from '../format.js';
import { card } from './card.js';

const ROWS_MAX = 14;

/** Follow from the others, or tell nobody anything. */
const UNTOLD = /^\/(stateHash|traitSources|eventTime|lastSeen|judgedAt|ruleVersion|timeline|days|session|sessions|interests|bought|identifiers|truncated|orders\/(gross|usual|last)|cart\/since|sequence)(\/|$)/;

/** Between then and now, field by field. */
export function differences({ profile, diff }) {
  const told = diff.changes.filter((change) => !UNTOLD.test(change.path));
  const newer = diff.to - diff.from;
  return card({
    title: 'What differs from now',
    icon: 'repeat',
    kind: 'differences',
    aside: html`<span class="muted">${newer} ${newer === 1 ? 'entry' : 'entries'} since</span>`,
    body: told.length === 0
      ? html`<p class="muted">Nothing but what was done meanwhile.</p>`
      : html`<table class="rows"><thead><tr><th>What</th><th>Then</th><th>Now</th></tr></thead>
          <tbody>${told.slice(0, ROWS_MAX).map((change) => html`<tr><td>${label(change.path)}</td><td>${value(change.before)}</td><td>${value(change.after)}</td></tr>`)}</tbody></table>
        ${told.length > ROWS_MAX ? html`<p class="muted">and ${told.length - ROWS_MAX} more</p>` : nothing}`,
  });
}

/** `/orders/newest/0` as `Orders, newest`. */
function label(path) {
  const steps = path.split('/').slice(1).filter((step) => !/^\d+$/.test(step)).map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const [first, ...rest] = steps;
  return first === 'counts' ? rest.join(' ') : words([spaced(first), ...rest.map(spaced)].join(', '));
}

function spaced(name) {
  return name.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}

function value(told) {
  if (told === undefined) {
    return html`<span class="muted">–</span>`;
  }
  if (Array.isArray(told)) {
    return told.length > 0 && told.every(isMoney) ? amounts(told) : `${told.length}`;
  }
  return typeof told === 'object' ? object(told) : String(told);
}

function isMoney(told) {
  return told?.currency !== undefined && told.cents !== undefined;
}

/** Of what has many fields, the ones by which people know it. */
function object(told) {
  if (isMoney(told)) {
    return money(told);
  }
  const name = told.product ?? told.orderId ?? told.ticketId ?? told.name ?? told.country ?? told.kind ?? told.id ?? told.code;
  const more = told.price ?? told.value ?? told.amount;
  const points = told.points === undefined ? '' : ` ${told.points > 0 ? '+' : ''}${told.points}`;
  return `${words(String(name ?? Object.keys(told).length))}${points}${isMoney(more) ? `, ${money(more)}` : ''}`;
}
