import { html, nothing } from 'lit';
import { Part } from '../element.js';
import { percentile, rates, totals } from '../figures.js';
import { duration, number } from '../format.js';
import { ask } from '../http.js';
import { Polling } from '../polling.js';
import { card } from '../parts/card.js';
import { cluster, rules } from '../parts/cluster.js';
import { projections } from '../parts/projections.js';
import { rateChart } from '../parts/rate-chart.js';
import { failure, loading } from '../parts/states.js';
import '../parts/quarantine.js';

const EVERY_MILLIS = 2_000;

/** Two minutes of them. */
const LOOKS_MAX = 60;

/** How the service does: in, through, out. */
class Pipeline extends Part {
  constructor() {
    super();
    this.looks = [];
    this.rates = [];
    this.polling = new Polling(this, { everyMillis: EVERY_MILLIS, ask: look, took: (newest) => this.#took(newest) });
  }

  connectedCallback() {
    super.connectedCallback();
    document.title = 'Pipeline – Live Profile';
  }

  #took(newest) {
    const before = this.looks.at(-1);
    if (before && before.pipeline.node !== newest.pipeline.node) {
      this.looks = [];
      this.rates = [];
    } else if (before) {
      this.rates = [...this.rates, rates(before.totals, newest.totals, (newest.at - before.at) / 1000)].slice(-LOOKS_MAX);
    }
    this.looks = [...this.looks, newest].slice(-LOOKS_MAX);
  }

  render() {
    const { value, problem } = this.polling;
    if (!value) {
      return html`<div class="page"><h1>Pipeline</h1>${problem ? failure(problem, () => this.polling.now()) : loading('Asking the service')}</div>`;
    }
    return html`<div class="page pipeline">
      <div class="title"><h1>Pipeline</h1>${problem
          ? html`<span class="live waiting" role="status"><span class="lamp"></span>${problem.title}: what you see is old</span>`
          : html`<span class="live on"><span class="lamp"></span>Live</span>`}
        <span class="muted">as <code>${value.pipeline.node}</code> sees it</span></div>
      ${this.#tiles(value)}
      <div class="halves">
        <div>${this.#chart()}<lp-quarantine></lp-quarantine></div>
        <div>${projections(value.projections)}${cluster(value.pipeline)}${rules(value.rules)}</div>
      </div>
    </div>`;
  }

  #tiles({ ingest, totals: now, pipeline }) {
    const newest = this.rates.at(-1);
    const oldest = this.looks[0] === this.looks.at(-1) ? null : this.looks[0].pipeline.freshness;
    const fresh = (share) => percentile(oldest, pipeline.freshness, share);
    return html`<dl class="tiles">
      ${tile('Records a second', newest ? number(Math.round(newest.consumed)) : '–', `${number(now.inFlight)} in flight`)}
      ${tile('Lag', number(ingest.lagRecords), `records, the oldest ${duration(now.lagSeconds)} old`, ingest.lagRecords > 10_000)}
      ${tile('Freshness', within(fresh(0.5)), `half of them; 99 % ${within(fresh(0.99))}`)}
      ${tile('Applied', number(now.applied), `${number(now.duplicate)} duplicates, ${number(now.skipped)} skipped`)}
      ${tile('Quarantined', number(now.quarantined), 'since the node started', now.quarantined > now.applied / 100)}
    </dl>`;
  }

  #chart() {
    return card({
      title: 'Records a second',
      icon: 'flow',
      aside: html`<span class="muted">the last two minutes</span>`,
      body: this.rates.length < 2 ? loading('Counting') : rateChart(this.rates, LOOKS_MAX),
    });
  }
}

async function look() {
  const [pipeline, ingest, told, judged] = await Promise.all(
    ['pipeline', 'ingest', 'projections', 'rules'].map((path) => ask(`/v1/${path}`)),
  );
  return { at: Date.now(), pipeline, ingest, totals: totals(ingest), projections: told, rules: judged };
}

function tile(name, figure, more, bad = false) {
  return html`<div class="card ${bad ? 'worrying' : ''}"><dt>${name}</dt><dd><strong>${figure}</strong>${more ? html`<small>${more}</small>` : nothing}</dd></div>`;
}

function within(millis) {
  return millis === undefined ? '–' : `≤ ${duration(millis / 1000)}`;
}

customElements.define('lp-pipeline', Pipeline);
