import { LitElement } from 'lit';

/** A part of the page, in the page's own tree: one style sheet and one focus order for all. */
export class Part extends LitElement {
  createRenderRoot() {
    return this;
  }

  /** Tells whoever holds this part. */
  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }
}
