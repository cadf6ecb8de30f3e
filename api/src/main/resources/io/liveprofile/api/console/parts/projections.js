import { html, nothing } from 'lit';
import { duration, number } from '../format.js';
import { card } from './card.js';

const BAD_STATES = ['failing', 'parked'];

/** What follows the journal, and how far behind. */
export function projections({ projections: all }) {
  return card({
    title: 'Projections',
    icon: 'table',
    kind: 'flush-table',
    body: html`<table class="rows"><thead><tr><th>Name</th><th>State</th><th class="figure">Behind</th><th class="figure">Lag</th><th class="figure">Parked</th></tr></thead>
      <tbody>${all.map((each) => html`<tr>
        <td>${each.name}${each.rebuilding ? html`<small>rebuilding, ${number(each.rebuilding.missing)} entries to go</small>` : nothing}${failing(each)}</td>
        <td><span class="level ${look(each.state)}">${each.state}</span></td>
        <td class="figure">${number(each.lagEntries)}${each.truncated ? '+' : nothing}</td>
        <td class="figure">${duration(each.lagSeconds)}</td>
        <td class="figure ${each.parked ? 'bad' : ''}">${number(each.parked)}</td></tr>`)}</tbody></table>`,
  });
}

function look(state) {
  return state === 'running' ? 'on' : BAD_STATES.includes(state) ? 'high' : 'medium';
}

function failing({ ranges }) {
  const broken = ranges.find((range) => range.error);
  return broken ? html`<small class="bad">${broken.error}</small>` : nothing;
}
