/** Whose key the page asks with. It lives as long as the tab does. */

const KEY = 'live-profile.key';
const IN_ADDRESS = /^#key=(.+)$/;

/** A launcher may hand the key over in the fragment, which no server sees; it doesn't stay in the address bar. */
export function takeKeyFromAddress() {
  const given = location.hash.match(IN_ADDRESS);
  if (given) {
    keep(decodeURIComponent(given[1]));
    history.replaceState(null, '', `${location.pathname}#/`);
  }
}

export function keep(key) {
  sessionStorage.setItem(KEY, key);
}

export function key() {
  return sessionStorage.getItem(KEY);
}

export function forget() {
  sessionStorage.removeItem(KEY);
}
