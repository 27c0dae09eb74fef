import { queryOptions } from '@tanstack/react-query';
import * as v from 'valibot';
import { call } from '../wire/client';
import { pageMetadata } from '../wire/text';

/** One thing that happened and concerns the user; it names records by id only. */
const notification = v.looseObject({
  id: v.union([v.number(), v.string()]),
  event: v.string(),
  record_type: v.optional(v.nullable(v.string())),
  record_id: v.optional(v.nullable(v.string())),
  display_id: v.optional(v.nullable(v.string())),
  actor: v.optional(v.nullable(v.string())),
  created_at: v.string(),
  read_at: v.optional(v.nullable(v.string())),
});
export type Notification = v.InferOutput<typeof notification>;

const notificationList = v.object({
  data: v.array(notification),
  metadata: v.intersect([pageMetadata, v.looseObject({ unread: v.optional(v.number()) })]),
});

export const notificationsKey = ['notifications'] as const;

/** A page of what happened, newest first. */
export function notificationsQuery(page: number, per: number) {
  return queryOptions({
    queryKey: [...notificationsKey, 'list', page, per],
    queryFn: ({ signal }) =>
      call('/notifications', notificationList, { query: { page, per }, signal }),
  });
}

/** How many the user has not read. */
export const unreadQuery = queryOptions({
  queryKey: [...notificationsKey, 'unread'],
  queryFn: async ({ signal }) =>
    (await call('/notifications', notificationList, { query: { page: 1, per: 1 }, signal }))
      .metadata.unread ?? 0,
  staleTime: 60_000,
});

export async function markRead(id: Notification['id']): Promise<void> {
  await call(`/notifications/${id}`, v.unknown(), {
    method: 'PATCH',
    body: { data: { read: true } },
  });
}

export async function markAllRead(): Promise<void> {
  await call('/notifications/read', v.unknown(), { method: 'POST', body: {} });
}
