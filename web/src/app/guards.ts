import { redirect } from '@tanstack/react-router';
import type { QueryClient } from '@tanstack/react-query';
import { lookupsQuery, settingsQuery } from '../shared/definitions/definitions';
import { owesCodeOfConduct, owesTermsOfUse } from '../shared/session/agreements';
import { hasOneCase } from '../shared/session/permissions';
import { sessionState } from '../shared/session/session';
import { rememberWantedAddress } from '../shared/session/wanted-address';

interface GuardInput {
  context: { queryClient: QueryClient };
  location: { publicHref: string; pathname: string };
}

/**
 * Guard of every page of the app frame, in the order of the contract: a password of one's own, a
 * second factor, terms of use, code of conduct. That somebody is signed in is the gate's work;
 * rights are asked by `needs`.
 */
export async function guard({ context, location }: GuardInput): Promise<void> {
  const session = sessionState();
  if (session.phase !== 'signed-in') {
    return;
  }
  // The options of forms and lists, by far the largest answer, are on their way before the page.
  void context.queryClient.prefetchQuery(lookupsQuery);
  if (session.mustChangePassword) {
    rememberWantedAddress(location.publicHref);
    throw redirect({ to: '/new_password' });
  }
  if (session.secondFactorNeeded) {
    rememberWantedAddress(location.publicHref);
    throw redirect({ to: '/second_factor' });
  }
  if (owesTermsOfUse(session.user)) {
    rememberWantedAddress(location.publicHref);
    throw redirect({ to: '/terms_of_use' });
  }
  // Without settings (no connection) nobody is locked out: the server holds the rule anyway.
  const settings = await context.queryClient.fetchQuery(settingsQuery).catch(() => undefined);
  if (settings !== undefined && owesCodeOfConduct(session.user, settings)) {
    rememberWantedAddress(location.publicHref);
    throw redirect({ to: '/code_of_conduct' });
  }
  if (hasOneCase(session.user) && many_cases.includes(location.pathname)) {
    throw redirect({ to: '/my_case' });
  }
}

/** Pages that say nothing to somebody who sees their own case only. */
const many_cases = ['/dashboards', '/cases', '/cases/new', '/search'];
