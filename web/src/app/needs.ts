import { redirect } from '@tanstack/react-router';
import { can, isSuperUser } from '../shared/session/permissions';
import { sessionState } from '../shared/session/session';

/** Guard of a page: without one of the actions on the resource it leads to `/not-authorized`. */
export function needs(resource: string, ...actions: readonly string[]): () => void {
  return () => {
    const session = sessionState();
    if (session.phase === 'signed-in' && !can(session.user, resource, ...actions)) {
      throw redirect({ to: '/not-authorized', search: { resource, action: actions[0] ?? '' } });
    }
  };
}

/** Guard of what only super users may see. */
export function needsSuperUser(): void {
  const session = sessionState();
  if (session.phase === 'signed-in' && !isSuperUser(session.user)) {
    throw redirect({ to: '/not-authorized', search: { resource: 'systems', action: 'manage' } });
  }
}

/** The same where the read right on one of several resources will do. */
export function needsToReadOneOf(...resources: readonly string[]): () => void {
  return () => {
    const session = sessionState();
    if (session.phase !== 'signed-in') return;
    if (resources.some((resource) => can(session.user, resource, 'read'))) return;
    throw redirect({
      to: '/not-authorized',
      search: { resource: resources[0] ?? '', action: 'read' },
    });
  };
}
