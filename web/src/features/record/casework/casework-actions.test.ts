import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { record as recordSchema } from '../../../shared/wire/records';
import { extendedUser } from '../../../shared/wire/user';
import { answerable, caseworkActions, requestable } from './casework-actions';

function userWith(...actions: string[]) {
  const permissions = { list: [{ resource: 'cases', actions }] };
  return v.parse(extendedUser, { id: 1, user_name: 'nadia', permissions });
}

function recordWith(more: object = {}) {
  return v.parse(recordSchema, { id: '1', record_state: true, ...more });
}

const pending = { approval_status_case_plan: 'pending' };

describe('what colleagues do with a record', () => {
  it('needs a right for each', () => {
    const record = recordWith();
    expect(caseworkActions(userWith('read'), 'cases', record)).toEqual([]);
    expect(caseworkActions(userWith('add_note', 'flag'), 'cases', record)).toEqual([
      { action: 'note' },
      { action: 'flag' },
    ]);
  });

  it('sets tasks on open cases, for those who have a list of them', () => {
    const of = (...dashboards: string[]) =>
      v.parse(extendedUser, {
        id: 1,
        user_name: 'nadia',
        permissions: { list: [{ resource: 'dashboards', actions: dashboards }] },
      });
    const open = recordWith({ status: 'open' });
    expect(caseworkActions(of('dash_tasks'), 'cases', open)).toEqual([{ action: 'task' }]);
    expect(caseworkActions(of('dash_flags'), 'cases', open)).toEqual([]);
    expect(caseworkActions(of('dash_tasks'), 'incidents', open)).toEqual([]);
    expect(caseworkActions(of('dash_tasks'), 'cases', recordWith({ status: 'closed' }))).toEqual(
      [],
    );
  });

  it.each([{ record_state: false }, { enabled: false }, { record_in_scope: false }])(
    'offers nothing with %o',
    (more) => {
      expect(caseworkActions(userWith('manage'), 'cases', recordWith(more))).toEqual([]);
    },
  );

  it('has no approvals and notes outside cases', () => {
    const permissions = { list: [{ resource: 'incidents', actions: ['manage'] }] };
    const user = v.parse(extendedUser, { id: 1, user_name: 'nadia', permissions });
    const linked = recordWith({ incident_case_id: 'c1' });
    expect(caseworkActions(user, 'incidents', linked)).toEqual([
      { action: 'flag' },
      { action: 'assign' },
      { action: 'sync' },
    ]);
  });

  it('sends no families to other systems', () => {
    const permissions = { list: [{ resource: 'families', actions: ['manage'] }] };
    const user = v.parse(extendedUser, { id: 1, user_name: 'nadia', permissions });
    expect(caseworkActions(user, 'families', recordWith())).toEqual([
      { action: 'flag' },
      { action: 'assign' },
    ]);
  });

  it('lets those who manage the system keep closed cases longer', () => {
    const actions = ['write'];
    const manager = v.parse(extendedUser, {
      id: 1,
      user_name: 'nadia',
      permissions: {
        list: [
          { resource: 'cases', actions },
          { resource: 'systems', actions: ['manage'] },
        ],
      },
    });
    const closed = recordWith({ status: 'closed' });
    expect(caseworkActions(manager, 'cases', closed)).toEqual([{ action: 'keep' }]);
    expect(caseworkActions(manager, 'cases', recordWith({ status: 'open' }))).toEqual([]);
    expect(caseworkActions(userWith('write'), 'cases', closed)).toEqual([]);
  });

  it('links only an incident that belongs to no case', () => {
    const permissions = { list: [{ resource: 'incidents', actions: ['link_incident_to_case'] }] };
    const user = v.parse(extendedUser, { id: 1, user_name: 'nadia', permissions });
    expect(caseworkActions(user, 'incidents', recordWith())).toEqual([{ action: 'link_case' }]);
    expect(caseworkActions(user, 'incidents', recordWith({ incident_case_id: 'c1' }))).toEqual([]);
    expect(caseworkActions(user, 'cases', recordWith())).toEqual([]);
  });

  it('adds to a case what the role allows', () => {
    const user = userWith('services_section_from_case', 'incident_from_case');
    expect(caseworkActions(user, 'cases', recordWith())).toEqual([
      { action: 'service' },
      { action: 'incident' },
    ]);
    expect(caseworkActions(user, 'families', recordWith())).toEqual([]);
  });

  it('asks for no approval twice', () => {
    const user = userWith('request_approval_case_plan');
    expect(requestable(user, recordWith())).toEqual(['case_plan']);
    expect(caseworkActions(user, 'cases', recordWith(pending))).toEqual([
      { action: 'request', hindrance: 'all_pending' },
    ]);
  });

  it('answers only what waits', () => {
    const user = userWith('approve_case_plan', 'approve_closure');
    expect(answerable(user, recordWith(pending))).toEqual(['case_plan']);
    expect(caseworkActions(user, 'cases', recordWith())).toEqual([
      { action: 'answer', hindrance: 'none_pending' },
    ]);
    expect(caseworkActions(user, 'cases', recordWith(pending))).toEqual([{ action: 'answer' }]);
  });

  it('leaves one’s own case to others, unless the role says otherwise', () => {
    const own = recordWith({ ...pending, owned_by: 'nadia' });
    expect(caseworkActions(userWith('approve_case_plan'), 'cases', own)).toEqual([
      { action: 'answer', hindrance: 'own_case' },
    ]);
    expect(caseworkActions(userWith('approve_case_plan', 'self_approve'), 'cases', own)).toEqual([
      { action: 'answer' },
    ]);
  });
});
