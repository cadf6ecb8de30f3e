import { html, nothing } from 'lit';
import { amounts, money, words } from '../format.js';
import { card } from './card.js';

const ROWS_MAX = 14;

/** Follow from the others, or tell nobody anything. */
const UNTOLD = new RegExp(
  '^/(stateHash|traitSources|eventTime|lastSeen|judgedAt|ruleVersion|timeline|days|session|sessions|interests|bought|identifiers' +
    '|truncated|sequence|orders/(gross|refunded|usual|last)|cart/since)(/|$)',
);

/** By what an entry of a list is known to people, the best first. */
const NAMES = ['product', 'orderId', 'ticketId', 'country', 'id', 'code', 'to'];

/** Between then and now, field by field. */
export function differences({ diff }) {
  const told = paired(diff.changes.filter((change) => !UNTOLD.test(change.path)))
    .map((change) => ({ label: label(change.path), then: text(change.before), now: text(change.after) }))
    .filter(({ then, now }) => then !== now);
  const newer = diff.to - diff.from;
  return card({
    title: 'What differs from now',
    icon: 'repeat',
    kind: 'differences',
    aside: html`<span class="muted">${newer} ${newer === 1 ? 'entry' : 'entries'} since</span>`,
    body: told.length === 0
      ? html`<p class="muted">Nothing but what was done meanwhile.</p>`
      : html`<table class="rows"><thead><tr><th>What</th><th>Then</th><th>Now</th></tr></thead>
          <tbody>${told.slice(0, ROWS_MAX).map(({ label: what, then, now }) => html`<tr><td>${what}</td><td>${then}</td><td>${now}</td></tr>`)}</tbody></table>
        ${told.length > ROWS_MAX ? html`<p class="muted">and ${told.length - ROWS_MAX} more</p>` : nothing}`,
  });
}

/** An entry that left a list and one of its name that came are one that changed. */
function paired(changes) {
  const came = new Map(changes.filter((change) => change.before === undefined).map((change) => [identity(change, change.after), change]));
  const left = changes
    .filter((change) => change.before !== undefined)
    .map((change) => {
      const same = change.after === undefined ? came.get(identity(change, change.before)) : undefined;
      came.delete(same && identity(same, same.after));
      return same ? { ...change, after: same.after } : change;
    });
  return [...left, ...came.values()].sort((one, other) => label(one.path).localeCompare(label(other.path)));
}

function identity({ path }, entry) {
  return `${path.replace(/\/\d+$/, '')} ${name(entry) ?? JSON.stringify(entry)}`;
}

/** `/orders/newest/0` as `Orders, newest`. */
function label(path) {
  const [first, ...rest] = path
    .split('/')
    .slice(1)
    .filter((step) => !/^\d+$/.test(step))
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  return first === 'counts' && rest.length > 0 ? rest.join(' ') : words([first, ...rest].map(spaced).join(', '));
}

function spaced(word) {
  return word.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}

function name(entry) {
  const by = NAMES.find((each) => entry?.[each] !== undefined);
  return by ? entry[by] : entry?.name && words(entry.name);
}

function text(told) {
  if (told === undefined) {
    return '–';
  }
  if (isMoney(told)) {
    return money(told);
  }
  if (Array.isArray(told)) {
    return told.length > 0 && told.every(isMoney) ? amounts(told) : String(told.length);
  }
  return typeof told === 'object' ? entry(told) : String(told);
}

function entry(told) {
  const { quantity, points, kind, outcome, open } = told;
  const amount = [told.price, told.value, told.amount].find(isMoney);
  return [
    quantity > 1 ? `${quantity} ×` : '',
    name(told) ?? (kind ? words(kind) : `${Object.keys(told).length} fields`),
    points === undefined ? '' : `${points > 0 ? '+' : ''}${points}`,
    amount ? money(amount) : '',
    outcome ?? '',
    open === undefined ? '' : open ? 'open' : 'solved',
  ].filter(Boolean).join(' ');
}

function isMoney(told) {
  return told?.currency !== undefined && told.cents !== undefined;
}
