import { html, nothing, svg } from 'lit';

const WIDTH = 600;
const HEIGHT = 120;

/**
 * Rates over the last minutes, the newest at the right.
 *
 * @param rates the oldest first
 * @param max how many there may be
 */
export function rateChart(rates, max) {
  const top = nice(Math.max(...rates.map((rate) => rate.consumed), 1));
  const x = (index) => WIDTH - ((rates.length - 1 - index) * WIDTH) / (max - 1);
  const y = (rate) => HEIGHT - (rate * (HEIGHT - 6)) / top;
  const points = rates.map((rate, index) => `${x(index).toFixed(1)},${y(rate.consumed).toFixed(1)}`);
  return html`<div class="chart">
    <span class="top">${top}/s</span>
    <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="Records read a second, the last two minutes">
      ${[0.25, 0.5, 0.75].map((share) => svg`<line x1="0" x2=${WIDTH} y1=${HEIGHT * share} y2=${HEIGHT * share}></line>`)}
      ${points.length < 2 ? nothing : svg`
        <path class="area" d="M${x(0)},${HEIGHT} L${points.join(' ')} L${WIDTH},${HEIGHT}Z"></path>
        <polyline points=${points.join(' ')}></polyline>`}
    </svg>
  </div>`;
}

/** The next of 1, 2, 5, 10, 20 … */
function nice(rate) {
  const power = 10 ** Math.floor(Math.log10(rate));
  return [1, 2, 5, 10].find((step) => step * power >= rate) * power;
}
