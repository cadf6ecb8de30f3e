import { html, nothing } from 'lit';
import { icon } from '../icons.js';

/** What stands where there is nothing to show: yet, at all, or because something went wrong. */

export function loading(what) {
  return html`<div class="state" role="status"><span class="spinner" aria-hidden="true"></span>${what} …</div>`;
}

export function empty(title, hint = '', name = 'inbox') {
  return html`<div class="state">${icon(name)}<strong>${title}</strong>${hint ? html`<p>${hint}</p>` : nothing}</div>`;
}

/** @param again asks again, where that may help */
export function failure(problem, again) {
  return html`<div class="state bad" role="alert">
    ${icon('warning')}<strong>${problem.title ?? 'Something went wrong'}</strong>
    <p>${problem.detail || problem.message}</p>
    ${again ? html`<button @click=${again}>Try again</button>` : nothing}
  </div>`;
}
