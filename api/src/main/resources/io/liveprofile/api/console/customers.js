import { ask } from './http.js';

/** Who may look up whose an address is; the service says so too. */
const LOOKERS_UP = ['support', 'fraud', 'admin'];
const SHOWN_MAX = 50;
const NAMED = /^(user_id|anonymous_id|email|phone|name|external_id):(.+)$/;
const OWNING = ['user_id', 'anonymous_id'];
const PHONE = /^\+?[\d\s()/.-]{5,}$/;

/** What a row of a list shows. Names are personal, and each look at one is written down: only of those looked for. */
const ROW_FIELDS = ['firstSeen', 'lastSeen', 'orders', 'segments', 'churn', 'fraud', 'support'];

export function profilePath(id) {
  return `/v1/profiles/${encodeURIComponent(id)}`;
}

export function profileAt(id, at, signal) {
  return ask(`${profilePath(id)}?at=${encodeURIComponent(at)}`, { signal });
}

export function difference(id, from, signal) {
  return ask(`${profilePath(id)}/diff?from=${encodeURIComponent(from)}`, { signal });
}

export async function rows(ids, fields = ROW_FIELDS) {
  if (ids.length === 0) {
    return [];
  }
  const { results } = await ask('/v1/profiles:batchGet', {
    method: 'POST',
    body: { ids: ids.slice(0, SHOWN_MAX), fields },
  });
  const found = results.filter((result) => result.profile).map((result) => result.profile);
  return found.filter((profile, at) => found.findIndex((other) => other.id === profile.id) === at);
}

/** Whoever may be meant by a text that somebody typed. */
export async function find(text, role) {
  const lookups = lookupsOf(text).filter(() => LOOKERS_UP.includes(role));
  const found = await Promise.all(lookups.map(([kind, value]) => lookup(kind, value)));
  return rows([...idsOf(text), ...found.flat()], [...ROW_FIELDS, 'traits']);
}

/** Ids that can be asked for as they are. */
function idsOf(text) {
  const named = text.match(NAMED);
  if (!named) {
    return OWNING.map((namespace) => `${namespace}:${text}`);
  }
  return OWNING.includes(named[1]) ? [text] : [];
}

function lookupsOf(text) {
  const named = text.match(NAMED);
  if (named) {
    return OWNING.includes(named[1]) ? [] : [[named[1], named[2]]];
  }
  if (text.includes('@')) {
    return [['email', text]];
  }
  const kinds = PHONE.test(text) ? ['phone', 'name', 'external_id'] : ['name', 'external_id'];
  return kinds.map((kind) => [kind, text]);
}

async function lookup(kind, value) {
  const { profiles } = await ask(`/v1/profiles?${new URLSearchParams({ [kind]: value })}`);
  return profiles.map((profile) => profile.id);
}

/** A page of those who stand so, by the search index. */
export function page(filter, cursor, limit) {
  const asked = new URLSearchParams({ ...filter, limit });
  if (cursor) {
    asked.set('cursor', cursor);
  }
  return ask(`/v1/profiles?${asked}`);
}
