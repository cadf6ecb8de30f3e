import { html } from 'lit';
import { Part } from '../element.js';

class Pipeline extends Part {
  render() {
    return html`<div class="page"><h1>Pipeline</h1></div>`;
  }
}

customElements.define('lp-pipeline', Pipeline);
