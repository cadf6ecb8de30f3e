/** Asks again and again for as long as its host is shown, and not while nobody looks at the page. */
export class Polling {
  #host;
  #ask;
  #everyMillis;
  #timer;
  #asking = false;

  /** @param ask gives the newest, which `took` is told */
  constructor(host, { everyMillis, ask, took = () => {} }) {
    this.#host = host;
    this.#ask = ask;
    this.#everyMillis = everyMillis;
    this.took = took;
    host.addController(this);
  }

  hostConnected() {
    this.#timer = setInterval(() => document.hidden || this.now(), this.#everyMillis);
    this.now();
  }

  hostDisconnected() {
    clearInterval(this.#timer);
  }

  async now() {
    if (this.#asking) {
      return;
    }
    this.#asking = true;
    try {
      this.value = await this.#ask();
      this.problem = null;
      this.took(this.value);
    } catch (problem) {
      this.problem = problem;
    }
    this.#asking = false;
    this.#host.requestUpdate();
  }
}
