import { useSyncExternalStore } from 'react';

const formPath = '/v2/registration';
const donePath = '/v2/registration/success';
const forgottenPath = '/v2/password_reset_request';
const loginPath = '/v2/login';

/** Where somebody is who registers: before or after they sent it. */
export type RegistrationPlace = { is: 'form'; stream: string } | { is: 'success' };
/** Rooms before the door that have an address, which links and mails lead to. */
export type DoorPlace = RegistrationPlace | { is: 'forgotten' };

const listeners = new Set<() => void>();

/** Whether the address is for people who are not signed in. */
export function isDoorPath(path: string): boolean {
  return [loginPath, formPath, donePath, forgottenPath].includes(path);
}

/** The address of registering by a stream. */
export function registrationAddress(stream: string): string {
  return `${formPath}?${new URLSearchParams({ registration_stream: stream }).toString()}`;
}

function go(address: string): void {
  window.history.pushState(null, '', address);
  for (const listener of listeners) listener();
}

/** To the form, to the word of thanks, and back to where one signs in. */
export const goToRegistration = (stream: string) => go(registrationAddress(stream));
export const goToSuccess = () => go(donePath);
export const goToSignIn = () => go(loginPath);

/** Follows the address, also when somebody goes back. */
export function useDoorPlace(): DoorPlace | undefined {
  const address = useSyncExternalStore(subscribe, currentAddress);
  const [path = '', query = ''] = address.split('?');
  if (path === donePath) return { is: 'success' };
  if (path === forgottenPath) return { is: 'forgotten' };
  if (path !== formPath) return undefined;
  return { is: 'form', stream: new URLSearchParams(query).get('registration_stream') ?? '' };
}

function currentAddress(): string {
  return `${window.location.pathname}${window.location.search}`;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('popstate', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('popstate', listener);
  };
}
