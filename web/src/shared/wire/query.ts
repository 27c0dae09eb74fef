/** Query values; arrays travel in index form, `a[0]=x&a[1]=y`, as every deployment reads it. */
export type QueryValue = string | number | boolean | readonly string[] | undefined;
export type Query = Readonly<Record<string, QueryValue>>;

/** `?a=1&b[0]=x`, or the empty text when there is nothing to send; undefined is left out. */
export function queryString(query: Query = {}): string {
  const pairs = Object.entries(query).flatMap(([key, value]) => pairsOf(key, value));
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs).toString()}`;
}

function pairsOf(key: string, value: QueryValue): string[][] {
  if (value === undefined) {
    return [];
  }
  return Array.isArray(value)
    ? value.map((item, index) => [`${key}[${index}]`, String(item)])
    : [[key, String(value)]];
}
