/**
 * Where the page is, in the fragment: `#/`, `#/customers?q=…`, `#/customers/{id}?at=…`, `#/pipeline`. Servers and their
 * logs don't see it.
 */
export function route() {
  const [path, query = ''] = location.hash.replace(/^#\/?/, '').split('?');
  const [page, id] = path.split('/').map(decodeURIComponent);
  return { page: page || 'customers', id, query: new URLSearchParams(query) };
}

export function toFind(query) {
  return `#/customers${of(query)}`;
}

export function toCustomer(id, query = {}) {
  return `#/customers/${encodeURIComponent(id)}${of(query)}`;
}

export const toPipeline = '#/pipeline';

export function go(fragment) {
  location.hash = fragment;
}

function of(query) {
  const told = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== '');
  return told.length === 0 ? '' : `?${new URLSearchParams(told)}`;
}
