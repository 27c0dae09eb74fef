const known = ['expired', 'cancelled', 'unreachable', 'refused', 'too_many'] as const;
export type ProviderProblem = (typeof known)[number];

/** Why the last attempt came to nothing, as the server wrote it into the address; once. */
export function takeProblem(): ProviderProblem | undefined {
  const address = new URL(window.location.href);
  const said = address.searchParams.get('problem');
  if (said === null) return undefined;
  address.searchParams.delete('problem');
  window.history.replaceState(window.history.state, '', `${address.pathname}${address.search}`);
  return known.find((one) => one === said) ?? 'refused';
}
