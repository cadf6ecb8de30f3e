import { key } from './session.js';

/** Told to the window when the service doesn't take our key (any more). */
export const KEY_REFUSED = 'lp-key-refused';

/** What the service answers instead of what was asked (RFC 9457), or why it didn't. */
export class Problem extends Error {
  constructor(status, { code = 'unknown', title = `The service answered ${status}`, detail = '', candidates = [] }) {
    super(title);
    Object.assign(this, { status, code, title, detail, candidates });
  }

  /** Whether asking again may help. */
  get passes() {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

export function headers(more = {}) {
  return { Authorization: `Bearer ${key()}`, ...more };
}

/** The answer itself, of whatever type. */
export async function fetched(path, options = {}) {
  let answer;
  try {
    answer = await fetch(path, { cache: 'no-store', ...options, headers: headers(options.headers) });
  } catch (failure) {
    if (failure.name === 'AbortError') {
      throw failure;
    }
    throw new Problem(0, {
      code: 'unreachable',
      title: 'The service can’t be reached',
      detail: 'The network or the service is down. Nothing of what you see is lost.',
    });
  }
  if (!answer.ok) {
    throw await problem(answer);
  }
  return answer;
}

/** JSON for JSON. */
export async function ask(path, { method = 'GET', body, signal } = {}) {
  const options = { method, signal };
  if (body !== undefined) {
    options.body = JSON.stringify(body);
    options.headers = { 'Content-Type': 'application/json' };
  }
  return (await fetched(path, options)).json();
}

async function problem(answer) {
  const told = await answer.json().catch(() => ({}));
  if (answer.status === 401) {
    window.dispatchEvent(new CustomEvent(KEY_REFUSED));
  }
  return new Problem(answer.status, told);
}
