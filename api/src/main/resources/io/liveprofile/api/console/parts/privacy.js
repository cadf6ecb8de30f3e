import { html, nothing } from 'lit';
import { Part } from '../element.js';
import { profilePath } from '../customers.js';
import { fetched } from '../http.js';
import { icon } from '../icons.js';
import { card } from './card.js';

/** What a customer may ask of us: all that is held about them, and that it be gone. Tells `erasing` with the receipt's path. */
class Privacy extends Part {
  static properties = { profile: {}, busy: { state: true }, problem: { state: true } };

  willUpdate(changed) {
    const before = changed.get('profile');
    if (before && before.id !== this.profile.id) {
      this.problem = null;
    }
  }

  render() {
    return card({
      title: 'Privacy',
      icon: 'shield',
      body: html`${this.problem ? html`<p class="alert bad" role="alert">${this.problem}</p>` : nothing}
        <p class="actions">
          <button ?disabled=${this.busy} @click=${() => this.#tried(() => this.#export())}>${icon('download')}Export</button>
          <button class="danger" ?disabled=${this.busy} @click=${() => this.querySelector('dialog').showModal()}>${icon('trash')}Erase …</button>
        </p>
        ${this.#dialog()}`,
    });
  }

  #dialog() {
    return html`<dialog aria-labelledby="erase-title" @close=${(event) => this.#answered(event.target)}>
      <form method="dialog" class="ask">
        <h2 id="erase-title">Erase this customer for good?</h2>
        <p>What is held about <code>${this.profile.id}</code> can be read by nobody any more, in no table, topic or backup. There is no
          way back.</p>
        <label for="reason">Reason</label>
        <input id="reason" name="reason" autocomplete="off" maxlength="500">
        <label for="sure">The customer’s id, to be sure</label>
        <input id="sure" name="sure" autocomplete="off" spellcheck="false">
        <p class="actions"><button value="keep">Keep</button><button class="danger" value="erase">Erase</button></p>
      </form>
    </dialog>`;
  }

  #answered(dialog) {
    const form = dialog.querySelector('form');
    const answers = new FormData(form);
    const reason = answers.get('reason').trim();
    const sure = answers.get('sure').trim() === this.profile.id;
    const meant = dialog.returnValue === 'erase';
    form.reset();
    dialog.returnValue = '';
    if (meant && !(sure && reason)) {
      this.problem = `Nothing was erased: ${sure ? 'a reason is needed' : 'that was another id'}.`;
    } else if (meant) {
      this.#tried(() => this.#erase(reason));
    }
  }

  async #export() {
    const answer = await fetched(`${profilePath(this.profile.id)}/export`);
    const link = document.createElement('a');
    link.href = URL.createObjectURL(await answer.blob());
    link.download = `${this.profile.id.replaceAll(/[^\w.-]/g, '_')}.json`;
    link.click();
    URL.revokeObjectURL(link.href);
  }

  async #erase(reason) {
    const answer = await fetched(profilePath(this.profile.id), {
      method: 'DELETE',
      body: JSON.stringify({ reason }),
      headers: { 'Content-Type': 'application/json' },
    });
    this.tell('erasing', answer.headers.get('Location'));
  }

  async #tried(what) {
    this.busy = true;
    this.problem = null;
    try {
      await what();
    } catch (problem) {
      this.problem = `${problem.title ?? problem}. ${problem.detail ?? ''}`;
    }
    this.busy = false;
  }
}

customElements.define('lp-privacy', Privacy);
