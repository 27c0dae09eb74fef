import { queryOptions } from '@tanstack/react-query';
import * as v from 'valibot';
import { call } from '../../shared/wire/client';
import { pageMetadata } from '../../shared/wire/text';

const text = v.optional(v.nullable(v.string()));

/** What can become of a job. */
export const JobState = {
  failed: 'failed',
  running: 'running',
  waiting: 'waiting',
  done: 'done',
} as const;
export type JobState = (typeof JobState)[keyof typeof JobState];

const job = v.looseObject({
  id: v.number(),
  kind: v.string(),
  queue: v.string(),
  state: v.picklist(Object.values(JobState)),
  attempts: v.number(),
  attempts_max: v.number(),
  run_at: v.string(),
  updated_at: text,
  error_text: text,
});
export type Job = v.InferOutput<typeof job>;

const jobList = v.object({
  data: v.array(job),
  metadata: v.looseObject({
    ...pageMetadata.entries,
    counts: v.optional(v.record(v.string(), v.number()), {}),
  }),
});

const schedule = v.looseObject({
  name: v.string(),
  next_at: text,
  success_at: text,
  error_text: text,
});
export type Schedule = v.InferOutput<typeof schedule>;

const scheduleList = v.object({ data: v.array(schedule) });

/** Everything of this screen: what is done to a job changes all of it. */
export const jobsKey = 'jobs';
export const jobsPerPage = 20;

export function jobsQuery(state: JobState, page: number) {
  const query = { state, page, per: jobsPerPage };
  return queryOptions({
    queryKey: [jobsKey, 'list', query],
    queryFn: ({ signal }) => call('/jobs', jobList, { query, signal }),
    staleTime: 0,
  });
}

export const schedulesQuery = queryOptions({
  queryKey: [jobsKey, 'schedules'],
  queryFn: async ({ signal }) => (await call('/job_schedules', scheduleList, { signal })).data,
  staleTime: 0,
});

export async function retryJob(id: number): Promise<void> {
  await call(`/jobs/${id}/retry`, v.unknown(), { method: 'POST', body: {} });
}

export async function runSchedule(name: string): Promise<void> {
  await call(`/job_schedules/${encodeURIComponent(name)}/run`, v.unknown(), {
    method: 'POST',
    body: {},
  });
}
