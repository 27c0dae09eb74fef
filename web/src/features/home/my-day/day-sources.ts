import { queryOptions } from '@tanstack/react-query';
import * as v from 'valibot';
import { can } from '../../../shared/session/permissions';
import { call } from '../../../shared/wire/client';
import type { Query } from '../../../shared/wire/query';
import { recordListQuery } from '../../../shared/records/records';
import { RecordType } from '../../../shared/wire/records';
import type { ExtendedUser } from '../../../shared/wire/user';
import { DayReason } from './day-items';

/** A list of cases that ask for something, with the reason they share. */
export interface CaseSource {
  reason: DayReason;
  /** For approvals: which one. */
  approval?: Approval;
  form: string;
  filters: Query;
  /** The field of the cases with the day by which it is done. */
  due?: string;
}

export const approvals = [
  'assessment',
  'case_plan',
  'closure',
  'action_plan',
  'gbv_closure',
] as const;
export type Approval = (typeof approvals)[number];

/** The field of a case that says until when its consent holds; older deployments have none. */
const consentEnd = 'consent_valid_until';

/** So many days before a consent ends it is asked for again. */
const consentDays = 14;

/** Without any change for so long, a case of one's own deserves a call, unless set otherwise. */
const usualSilentDays = 30;

/** After how many days the deployment asks about a case that nobody changes. */
export function silentDays(options: Readonly<Record<string, unknown>> | undefined): number {
  const own = options?.['days_without_contact'];
  return typeof own === 'number' && own >= 1 ? own : usualSilentDays;
}

const open = { 'record_state[0]': 'true', 'status[0]': 'open' } as const;

/** What to look for in the caseload, by what the role is for. */
export function caseSources(
  user: ExtendedUser,
  now: Date,
  { days, endsConsents }: { days: number; endsConsents: boolean },
): readonly CaseSource[] {
  const me = user.user_name;
  const may = (...actions: readonly string[]) => can(user, RecordType.case, ...actions);
  const source = (reason: DayReason, form: string, filters: Query): CaseSource => ({
    reason,
    form,
    filters: { ...open, ...filters },
  });
  return [
    ...(may('receive_referral')
      ? [source(DayReason.referral, 'referral', { 'referred_users_pending[0]': me })]
      : []),
    ...(may('receive_transfer')
      ? [source(DayReason.transfer, 'transfers_assignments', { 'transferred_to_users[0]': me })]
      : []),
    ...approvals
      .filter((approval) => may(`approve_${approval}`))
      .map((approval) => ({
        ...source(DayReason.approval, 'approvals', {
          [`approval_status_${approval}[0]`]: 'pending',
        }),
        approval,
      })),
    ...approvals
      .filter((approval) => may(`request_approval_${approval}`))
      .map((approval) => ({
        ...source(DayReason.rejected, 'approvals', {
          [`approval_status_${approval}[0]`]: 'rejected',
          'owned_by[0]': me,
        }),
        approval,
      })),
    ...(may('write') && endsConsents
      ? [
          {
            ...source(DayReason.consent, consentForm, {
              'owned_by[0]': me,
              [`${consentEnd}[0]`]: `0000-01-01..${dayAfter(now, consentDays)}`,
            }),
            due: consentEnd,
          },
        ]
      : []),
    ...(may('write')
      ? [
          source(DayReason.silence, '', {
            'owned_by[0]': me,
            'last_updated_at[0]': silentSince(now, days),
          }),
        ]
      : []),
  ];
}

/** "Not changed for so many days", as the range that filters read. */
export function silentSince(now: Date, days: number): string {
  const since = new Date(now);
  since.setUTCDate(since.getUTCDate() - days);
  return `0000-01-01T00:00:00Z..${since.toISOString().slice(0, 10)}T23:59:59Z`;
}

/** The form about consents, and in it until when one holds. */
const consentForm = 'consent';

const formWithFields = v.object({
  data: v.array(v.looseObject({ fields: v.array(v.looseObject({ name: v.string() })) })),
});

/** Whether cases say until when their consent holds; one form is read for it, not all. */
export function consentEndQuery(user: ExtendedUser) {
  return queryOptions({
    queryKey: ['forms', consentForm, 'end'],
    queryFn: async ({ signal }) => {
      const query = { unique_id: consentForm };
      const { data } = await call('/forms', formWithFields, { query, signal });
      return data.some(({ fields }) => fields.some(({ name }) => name === consentEnd));
    },
    enabled: consentForm in user.permitted_form && can(user, RecordType.case, 'write'),
    staleTime: Infinity,
  });
}

function dayAfter(now: Date, days: number): string {
  const day = new Date(now);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}

/** Enough for one day of one person, of each kind. */
const perSource = 20;

export function caseSourceQuery({ filters, due }: CaseSource) {
  return recordListQuery(RecordType.case, {
    fields: ['name,case_id_display,short_id,risk_level,owned_by,last_updated_at', due]
      .filter(Boolean)
      .join(','),
    ...filters,
    order_by: 'last_updated_at',
    order: 'asc',
    page: 1,
    per: perSource,
  });
}

const flag = v.looseObject({
  id: v.number(),
  record_id: v.string(),
  date: v.optional(v.nullable(v.string())),
  message: v.optional(v.nullable(v.string())),
  flagged_by: v.optional(v.nullable(v.string())),
  name: v.optional(v.nullable(v.string())),
  short_id: v.optional(v.nullable(v.string())),
  record_access_denied: v.optional(v.boolean(), false),
});
export type Flag = v.InferOutput<typeof flag>;

const flagList = v.object({
  data: v.array(flag),
  metadata: v.optional(v.looseObject({ total: v.optional(v.number()) })),
});

/** Open flags on cases in scope; those with a day in the future come first. */
export const openFlagsQuery = queryOptions({
  queryKey: ['flags', 'open'],
  queryFn: ({ signal }) =>
    call('/flags', flagList, {
      query: { active_only: true, record_type: 'cases', page: 1, per: 50 },
      signal,
    }),
});
