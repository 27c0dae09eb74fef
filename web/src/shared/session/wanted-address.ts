const key = 'amparo.wanted';

/** Addresses of the login frame are never returned to. */
const frame = /^\/(v2\/)?(login|logout)?\/?$/;

/** Keeps, for this tab only, where the person wanted to go. */
export function rememberWantedAddress(address: string): void {
  if (!frame.test(address.split('?')[0] ?? '')) {
    sessionStorage.setItem(key, address);
  }
}

/** The remembered address, once; only paths of this app are ever given back. */
export function takeWantedAddress(): string | undefined {
  const address = sessionStorage.getItem(key);
  sessionStorage.removeItem(key);
  return address !== null && /^\/v2\/(?!\/)/.test(address) ? address : undefined;
}

export function forgetWantedAddress(): void {
  sessionStorage.removeItem(key);
}
