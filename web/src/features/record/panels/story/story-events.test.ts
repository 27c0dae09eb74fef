import { describe, expect, it } from 'vitest';
import type { HistoryEntry } from '../../record.wire';
import { openMatters } from './open-matters';
import { storyOf } from './story-events';
import { changeEvents } from './story-history';

const formOf = (field: string) => (field === 'age' ? 'Identity' : undefined);

const log = (more: Partial<HistoryEntry>): HistoryEntry => ({
  datetime: '2026-03-02T10:00:00Z',
  user_name: 'nadia',
  action: 'update',
  record_changes: [],
  ...more,
});

const record = {
  id: 'x',
  created_at: '2026-03-01T09:00:00Z',
  created_by: 'nadia',
  status: 'open',
};

describe('the story of a case', () => {
  it('tells approvals at the moment the log has them', () => {
    const row = {
      unique_id: 'a',
      approval_requested_for: 'closure',
      approval_status: 'requested',
      requested_by: 'nadia',
      approval_date: '2026-03-02',
    };
    const history = [log({ record_changes: [{ approval_subforms: { from: [], to: [row] } }] })];
    const told = storyOf({ record: { ...record, approval_subforms: [row] }, history, formOf });
    expect(told.map(({ what, at }) => [what, at])).toEqual([
      ['approval_requested', '2026-03-02T10:00:00Z'],
      ['registered', '2026-03-01T09:00:00Z'],
    ]);
  });

  it('tells a closure once: by whom where the log says it, else on its day', () => {
    const closed = { ...record, status: 'closed', date_closure: '2026-03-05' };
    const history = [log({ record_changes: [{ status: { from: 'open', to: 'closed' } }] })];
    const known = storyOf({ record: closed, history, formOf });
    expect(known.filter(({ what }) => what === 'closed').map(({ who }) => who)).toEqual(['nadia']);
    const unknown = storyOf({ record: closed, formOf });
    expect(unknown[0]).toMatchObject({ what: 'closed', at: '2026-03-05' });
    expect(unknown[0]?.who).toBeUndefined();
  });

  it('joins the saves of one person on one day, and keeps those of two apart', () => {
    const change = [{ age: { from: 1, to: 2 } }];
    const history = [
      log({ datetime: '2026-03-02T12:00:00Z', record_changes: change }),
      log({ datetime: '2026-03-02T11:00:00Z', user_name: 'omar', record_changes: change }),
      log({ datetime: '2026-03-02T10:00:00Z', user_name: 'omar', record_changes: change }),
      log({ datetime: '2026-03-01T10:00:00Z', record_changes: [{ flags: { from: 0, to: 1 } }] }),
    ];
    const told = storyOf({ record: { id: 'x' }, history, formOf });
    expect(told.map(({ who, forms }) => [who, forms])).toEqual([
      ['nadia', ['Identity']],
      ['omar', ['Identity']],
    ]);
  });

  it('tells a referral from the offer to its end', () => {
    const transition = {
      id: 't',
      type: 'Referral' as const,
      status: 'done' as const,
      transitioned_by: 'nadia',
      transitioned_to: 'omar',
      created_at: '2026-03-02T10:00:00Z',
      responded_at: '2026-03-03T10:00:00Z',
      completed_at: '2026-03-04T10:00:00Z',
      rejection_note: 'Healthy.',
      expired: false,
      consent_overridden: false,
      allow_case_creation: false,
      remote: false,
      unread_messages: 0,
      user_can_accept_or_reject: false,
      user_can_revoke: false,
      user_can_write: false,
    };
    const told = storyOf({ record: { id: 'x' }, transitions: [transition], formOf });
    expect(told.map(({ what, who, words }) => [what, who, words])).toEqual([
      ['Referral_done', 'omar', 'Healthy.'],
      ['Referral_accepted', 'omar', ''],
      ['Referral', 'nadia', ''],
    ]);
  });
});

describe('tasks in the story', () => {
  it('are told as set, given to somebody and finished', () => {
    const step = (action: string, at: string, given_to?: string) => ({
      datetime: at,
      user_name: 'nadia',
      action,
      given_to,
      record_changes: [],
    });
    const history = [
      step('task_done', '2026-02-03T10:00:00Z'),
      step('task_given', '2026-02-02T10:00:00Z', 'omar'),
      step('task_added', '2026-02-01T10:00:00Z'),
    ];
    const told = changeEvents(history, () => undefined);
    expect(told.map(({ kind, what, who, to }) => [kind, what, who, to])).toEqual([
      ['tasks', 'task_done', 'nadia', undefined],
      ['tasks', 'task_given', 'nadia', 'omar'],
      ['tasks', 'task_added', 'nadia', undefined],
    ]);
  });
});

describe('case conferences', () => {
  const conference = {
    unique_id: 'c',
    conference_date: '2026-03-04',
    conference_type: 'plan_review',
    conference_plan_entries: ['p', 'gone'],
    conference_decisions: 'Go on.',
    conference_review_date: '2026-04-04',
  };
  const plan = [{ unique_id: 'p', intervention_service_to_be_provided: 'School fees' }];

  it('are told with the parts of the plan they were about', () => {
    const told = storyOf({
      record: {
        id: 'x',
        case_conferences_section: [conference],
        cp_case_plan_subform_case_plan_interventions: plan,
      },
      formOf,
    });
    expect(told).toMatchObject([
      { what: 'conference', at: '2026-03-04', about: 'plan_review', words: 'School fees\nGo on.' },
    ]);
  });

  it('leave a review open until it is done or a later meeting was held', () => {
    const open = (...rows: object[]) =>
      openMatters({ id: 'x', case_conferences_section: [conference, ...rows] }, [], []).map(
        ({ what, by }) => [what, by],
      );
    expect(open()).toEqual([['review', '2026-04-04']]);
    expect(open({ conference_date: '2026-04-01' })).toEqual([]);
    expect(open({ conference_date: '2026-02-01' })).toEqual([['review', '2026-04-04']]);
    const done = { ...conference, conference_reviewed_on: '2026-04-01' };
    expect(openMatters({ id: 'x', case_conferences_section: [done] }, [], [])).toEqual([]);
  });
});

describe('what is open in a case', () => {
  it('asks for assessment and plan until each has a day', () => {
    const due = { id: 'x', assessment_due_date: '2026-04-01', case_plan_due_date: '2026-05-01' };
    const what = (more: object) =>
      openMatters({ ...due, ...more }, [], []).map((one) => [one.what, one.by]);
    expect(what({ assessment_requested_on: '2026-03-30' })).toEqual([['case_plan', '2026-05-01']]);
    expect(what({ date_case_plan: '2026-03-30' })).toEqual([['assessment', '2026-04-01']]);
    expect(what({ assessment_due_date: null, case_plan_due_date: '' })).toEqual([]);
  });

  it('names what waits and leaves out what is done', () => {
    const matters = openMatters(
      {
        id: 'x',
        approval_status_closure: 'pending',
        approval_status_assessment: 'approved',
        services_section: [
          { service_type: 'health', service_implemented: 'implemented' },
          { service_type: 'school', service_implemented: 'not_implemented' },
        ],
        followup_subform_section: [
          { followup_type: 'in_care', followup_date: '2026-03-01' },
          { followup_type: 'for_service', followup_needed_by_date: '2026-04-01' },
        ],
      },
      [],
      [
        { id: 1, removed: false, message: 'Look', flagged_by: 'nadia' },
        { id: 2, removed: true, message: 'Done' },
      ],
    );
    expect(matters.map(({ what, about, by }) => [what, about, by])).toEqual([
      ['approval', 'closure', ''],
      ['service', 'school', ''],
      ['follow_up', 'for_service', '2026-04-01'],
      ['flag', 'Look', ''],
    ]);
  });
});
