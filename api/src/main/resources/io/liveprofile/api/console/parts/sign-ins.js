import { html, nothing } from 'lit';
import { country, words } from '../format.js';
import { icon } from '../icons.js';
import { card } from './card.js';
import './ago.js';

const SHOWN_MAX = 6;
const PHONES = ['ios', 'android', 'mobile', 'phone'];

/** Where they signed in, when, and from which device. */
export function signIns({ signIns: told, devices = [], places = [] }, changed) {
  const newest = told?.newest ?? [];
  const typeOf = (id) => devices.find((device) => device.id === id)?.type;
  return card({
    title: 'Sign-ins and devices',
    icon: 'pin',
    changed,
    aside: told?.failed ? html`<span class="level medium">${told.failed} failed</span>` : nothing,
    body: newest.length === 0 && devices.length === 0
      ? html`<p class="muted">Never signed in.</p>`
      : html`<ul class="lines">${newest.slice(0, SHOWN_MAX).map((each) => signIn(each, typeOf))}</ul>
        ${seen('Devices', devices, (device) => html`${icon(PHONES.includes(device.type) ? 'phone' : 'device')}<span>${device.type ?? 'unknown'} <small>${device.id}</small></span>`)}
        ${seen('Places', places, (place) => html`${icon('pin')}<span>${country(place.country)}${place.latitude === undefined ? nothing : html` <small>${place.latitude}°, ${place.longitude}°</small>`}</span>`)}`,
  });
}

function signIn(each, typeOf) {
  const bad = each.kind === 'failed';
  return html`<li class=${bad ? 'bad' : ''}>
    <span class="twice">${icon(bad ? 'warning' : each.kind === 'password_changed' ? 'shield' : 'key')}${words(each.kind)}
      <small>${[each.country && country(each.country), each.device && (typeOf(each.device) ?? each.device), each.secondProof && 'second proof'].filter(Boolean).join(' · ')}</small></span>
    <lp-ago .at=${each.at}></lp-ago></li>`;
}

function seen(title, list, row) {
  return list.length === 0
    ? nothing
    : html`<h3>${title}</h3><ul class="lines">${list.slice(0, SHOWN_MAX).map((each) => html`<li><span>${row(each)}</span>
        <lp-ago .at=${each.lastSeen}></lp-ago></li>`)}</ul>`;
}
