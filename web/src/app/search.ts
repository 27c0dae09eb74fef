/** The address query, key by key, as text: the keys and values are those of the API. */
export type FlatSearch = Record<string, string>;

export function parseSearch(search: string): FlatSearch {
  return Object.fromEntries(new URLSearchParams(search));
}

/** Keeps brackets, colons and commas readable: people share these addresses. */
export function stringifySearch(search: Record<string, unknown>): string {
  const pairs = Object.entries(search)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([key, value]) => [key, String(value)]);
  const text = new URLSearchParams(pairs)
    .toString()
    .replaceAll('%5B', '[')
    .replaceAll('%5D', ']')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',');
  return text === '' ? '' : `?${text}`;
}
