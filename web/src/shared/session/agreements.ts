import * as v from 'valibot';
import { call } from '../wire/client';
import type { SystemSettings } from '../wire/settings';
import type { ExtendedUser } from '../wire/user';
import { refreshUser, sessionState } from './session';

/** Must the user accept the agency's terms of use before anything else? */
export function owesTermsOfUse(user: ExtendedUser): boolean {
  return (
    user.agency_terms_of_use_enabled &&
    (!user.terms_of_use_accepted_on || user.agency_terms_of_use_changed)
  );
}

/** Must the user accept the deployment's code of conduct, in its current version? */
export function owesCodeOfConduct(user: ExtendedUser, settings: SystemSettings): boolean {
  const isOn = settings.system_options['code_of_conduct_enabled'] === true;
  const current = settings.code_of_conduct;
  return isOn && Boolean(current) && user.code_of_conduct_id !== current?.id;
}

/** Tells the server what was accepted; afterwards the user no longer owes it. */
export async function accept(agreement: Readonly<Record<string, unknown>>): Promise<void> {
  const session = sessionState();
  if (session.phase === 'signed-in') {
    await call(`/users/${session.user.id}`, v.unknown(), {
      method: 'PATCH',
      body: { data: agreement },
    });
    await refreshUser();
  }
}
