import { html } from 'lit';
import { words } from '../format.js';

/** A churn or fraud level as a coloured word. */
export function level(grade, label) {
  if (!grade) {
    return html`<span class="muted">–</span>`;
  }
  return html`<span class="level ${grade.level}" title="${label} ${grade.score} of 100">${words(grade.level)}<small>${grade.score}</small></span>`;
}
