/** The server's word that somebody came back from an identity provider, signed in. */
const cookie = '_app_arrived';

export function isReturning(): boolean {
  return document.cookie.split('; ').includes(`${cookie}=yes`);
}

export function forgetReturn(): void {
  document.cookie = `${cookie}=; path=/; max-age=0; samesite=strict`;
}
