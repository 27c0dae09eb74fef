/** Looked for in this order: most browsers name their ancestors, too. */
const browsers = [
  ['Edg', 'Edge'],
  ['OPR', 'Opera'],
  ['Firefox', 'Firefox'],
  ['Chrome', 'Chrome'],
  ['Safari', 'Safari'],
] as const;

const systems = [
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['Mac OS', 'macOS'],
  ['Linux', 'Linux'],
] as const;

/** "Firefox · Android" from what a browser says of itself; its own words when they are unknown. */
export function browserOf(userAgent: string): string {
  const named = [browsers, systems].flatMap((known) => {
    const found = known.find(([mark]) => userAgent.includes(mark));
    return found === undefined ? [] : [found[1]];
  });
  return named.length === 0 ? userAgent : named.join(' · ');
}
