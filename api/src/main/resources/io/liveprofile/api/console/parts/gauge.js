import { html, nothing } from 'lit';
import { words } from '../format.js';
import { card } from './card.js';
import './ago.js';

/**
 * A score on its dial, and the reasons that sum to it.
 *
 * @param sentenceOf of an interaction, by its message id, where it is known
 */
export function gauge({ title, icon, score, sentenceOf, changed }) {
  return card({
    title,
    icon,
    changed,
    kind: `gauge ${score?.level ?? ''} ${score?.reasons.length === 0 ? 'calm' : ''}`,
    body: score ? html`${dial(title, score)}${reasons(score, sentenceOf)}` : html`<p class="muted">Not judged yet.</p>`,
  });
}

function dial(title, { score, level }) {
  return html`<div class="dial" role="meter" aria-label=${title} aria-valuemin="0" aria-valuemax="100" aria-valuenow=${score}
      aria-valuetext="${score} of 100, ${level}">
    <svg viewBox="0 0 100 56" aria-hidden="true">
      <path class="track" d="M10 50a40 40 0 0 1 80 0" pathLength="100"></path>
      <path class="value" d="M10 50a40 40 0 0 1 80 0" pathLength="100" stroke-dasharray="${score} 200"
        visibility=${score === 0 ? 'hidden' : 'visible'}></path>
    </svg>
    <span class="score">${score}</span><span class="level ${level}">${words(level)}</span>
  </div>`;
}

function reasons({ reasons: all }, sentenceOf) {
  if (all.length === 0) {
    return html`<p class="muted">No reason to worry.</p>`;
  }
  return html`<ul class="reasons">${all.map((reason) => {
    const sentence = sentenceOf(reason.messageId);
    return html`<li>
      <span class="points ${reason.points < 0 ? 'good' : ''}">${reason.points > 0 ? '+' : '−'}${Math.abs(reason.points)}</span>
      <span><strong>${words(reason.name)}</strong>${sentence ? html`<small>${sentence}</small>` : nothing}</span>
      <lp-ago .at=${reason.at}></lp-ago>
    </li>`;
  })}</ul>`;
}
