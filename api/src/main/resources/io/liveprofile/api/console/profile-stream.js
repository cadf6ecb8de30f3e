import { Problem, fetched } from './http.js';
import { events } from './server-sent-events.js';
import { profilePath } from './customers.js';

const WAIT_MIN_MILLIS = 500;
const WAIT_MAX_MILLIS = 10_000;

/** The service shows that it is alive more often than this. */
const SILENCE_MAX_MILLIS = 35_000;

/**
 * A profile, live. Comes again by itself, from where it broke off.
 *
 * States: {name: 'connecting'}, {name: 'live'}, {name: 'waiting', until, why}, {name: 'failed', problem}.
 */
export class ProfileStream {
  #id;
  #onProfile;
  #onState;
  #last = null;
  #failures = 0;
  #open = null;
  #wake = null;
  #stopped = false;

  constructor(id, { onProfile, onState }) {
    this.#id = id;
    this.#onProfile = onProfile;
    this.#onState = onState;
  }

  start() {
    window.addEventListener('online', this.retry);
    this.#run();
  }

  stop() {
    this.#stopped = true;
    window.removeEventListener('online', this.retry);
    this.#open?.abort();
    this.retry();
  }

  /** Now, and not when the wait is over. */
  retry = () => this.#wake?.();

  async #run() {
    while (!this.#stopped) {
      const why = await this.#once();
      if (this.#stopped) {
        return;
      }
      if (why instanceof Problem && !why.passes) {
        this.#onState({ name: 'failed', problem: why });
        return;
      }
      await this.#wait(why);
    }
  }

  /** One connection, from its begin to its end; why it ended. */
  async #once() {
    this.#onState({ name: 'connecting' });
    const open = new AbortController();
    this.#open = open;
    const silence = new Silence(() => open.abort());
    try {
      const answer = await fetched(`${profilePath(this.#id)}/stream`, {
        signal: open.signal,
        headers: this.#last === null ? {} : { 'Last-Event-ID': this.#last },
      });
      for await (const event of events(answer.body)) {
        silence.broken();
        const dropped = event && this.#take(event);
        if (dropped) {
          return dropped;
        }
      }
      return 'The connection ended';
    } catch (failure) {
      return failure instanceof Problem ? failure : 'The connection broke';
    } finally {
      silence.end();
      open.abort();
    }
  }

  #take({ id, event, data }) {
    if (event === 'dropped') {
      return `The service let go (${JSON.parse(data).reason})`;
    }
    if (event === 'profile') {
      this.#last = id;
      this.#failures = 0;
      this.#onState({ name: 'live' });
      this.#onProfile(JSON.parse(data));
    }
    return null;
  }

  async #wait(why) {
    const millis = Math.min(WAIT_MAX_MILLIS, WAIT_MIN_MILLIS * 2 ** this.#failures++) * (0.75 + Math.random() / 2);
    this.#onState({ name: 'waiting', until: Date.now() + millis, why: why instanceof Problem ? why.title : why });
    await new Promise((over) => {
      this.#wake = over;
      setTimeout(over, millis);
    });
    this.#wake = null;
  }
}

/** Ends a connection that only seems to be one. */
class Silence {
  #over;
  #timer;

  constructor(over) {
    this.#over = over;
    this.broken();
  }

  broken() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#over, SILENCE_MAX_MILLIS);
  }

  end() {
    clearTimeout(this.#timer);
  }
}
