import type { ExtendedUser } from '../wire/user';

/** True when the role grants one of `actions` (or `manage`) on `resource` (plural: `cases`). */
export function can(user: ExtendedUser, resource: string, ...actions: readonly string[]): boolean {
  const granted = user.permissions.list?.find((entry) => entry.resource === resource)?.actions;
  return granted?.some((action) => action === 'manage' || actions.includes(action)) ?? false;
}

/** What the activity log tells of, each by a right of its own. */
export const activity_rights = ['transfer', 'assign', 'referral', 'approval', 'change'] as const;

/** Somebody who registered themselves sees one case, their own, and no lists. */
export function hasOneCase(user: ExtendedUser): boolean {
  return user.role_group_permission === 'identified';
}

/** What a super user manages, all of it and everywhere. */
const super_resources = [
  'cases',
  'incidents',
  'reports',
  'roles',
  'users',
  'user_groups',
  'agencies',
  'metadata',
  'systems',
] as const;

export function isSuperUser(user: ExtendedUser): boolean {
  return (
    user.role_group_permission === 'all' &&
    super_resources.every((resource) => can(user, resource, 'manage'))
  );
}
