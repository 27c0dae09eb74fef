const known = ['expired', 'cancelled', 'unreachable', 'refused', 'too_many'] as const;
export type ProviderProblem = (typeof known)[number];

/** Why the last attempt came to nothing, as the server wrote it into the address. */
export function problemInAddress(): ProviderProblem | undefined {
  const said = new URLSearchParams(window.location.search).get('problem');
  return said === null ? undefined : (known.find((one) => one === said) ?? 'refused');
}

/** Once it is said: neither a reload nor a bookmark says it again. */
export function forgetProblem(): void {
  const address = new URL(window.location.href);
  address.searchParams.delete('problem');
  window.history.replaceState(window.history.state, '', `${address.pathname}${address.search}`);
}
