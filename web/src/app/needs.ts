import { redirect } from '@tanstack/react-router';
import { can } from '../shared/session/permissions';
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
