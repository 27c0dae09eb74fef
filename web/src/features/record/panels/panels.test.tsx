import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { record, recordId, recordWorker, serveRecord } from '../../../test/fake-record';
import { installFakeServer } from '../../../test/install-fake-server';
import { renderApp } from '../../../test/render-app';
import type { FakeServer } from '../../../test/fake-server';

type Wire = Record<string, unknown>;

const path = `/cases/${recordId}`;

interface Scene {
  readonly data?: Wire;
  readonly actions?: readonly string[];
  readonly incidents?: boolean;
  readonly prepare?: (server: FakeServer) => void;
}

async function open(form: string, { data, actions, incidents = true, prepare }: Scene = {}) {
  const list = [
    { resource: 'cases', actions: actions ?? ['manage'] },
    ...(incidents ? [{ resource: 'incidents', actions: ['manage'] }] : []),
  ];
  const user = { ...recordWorker, permissions: { list } };
  const server = installFakeServer({ isSignedIn: true, user });
  serveRecord(server, { ...record, ...data });
  for (const part of ['transitions', 'flags', 'incidents', 'alerts', 'case_relationships']) {
    server.on(`GET ${path}/${part}`, () => ({ body: { data: [] } }));
  }
  prepare?.(server);
  await renderApp({ server, isSignedIn: true, address: `/v2${path}?form=${form}` });
  return server;
}

const panel = async (name: string) => within(await screen.findByRole('region', { name }));

describe('approvals', () => {
  const rows = [
    {
      unique_id: 'a',
      approval_requested_for: 'assessment',
      approval_status: 'requested',
      requested_by: 'nadia',
      approval_date: '2026-03-01',
    },
    {
      unique_id: 'b',
      approval_response_for: 'assessment',
      approval_status: 'rejected',
      approved_by: 'lucia',
      approval_date: '2026-03-02',
      approval_manager_comments: 'Say where the child sleeps.',
    },
  ];

  it('say how each stands, and who said what', async () => {
    await open('approvals', { data: { approval_subforms: rows } });
    const shown = await panel('Approvals');
    const [newest, oldest] = shown.getAllByRole('listitem').slice(1);
    expect(shown.getByRole('heading', { name: 'Assessment' })).toBeVisible();
    expect(shown.getByText('Rejected')).toBeVisible();
    expect(newest).toHaveTextContent(/Rejected by lucia.*Say where the child sleeps\./);
    expect(oldest).toHaveTextContent('Requested by nadia');
  });

  it('say for whom a deputy answered, and when it was changed afterwards', async () => {
    const answer = {
      unique_id: 'b1',
      approval_response_for: 'assessment',
      approval_status: 'approved',
      approved_by: 'lucia',
      approval_date: '2026-03-01',
      on_behalf_of: 'omar',
      changed_since: '2026-03-05T10:00:00.000Z',
    };
    await open('approvals', { data: { approval_subforms: [answer] } });
    const shown = await panel('Approvals');
    const row = shown.getAllByRole('listitem').at(-1);
    expect(row).toHaveTextContent('As a deputy of omar');
    expect(row).toHaveTextContent(/Changed since it was approved: .*5/);
  });

  it('are not for roles that neither ask nor answer', async () => {
    await open('record_owner', { actions: ['read'] });
    await screen.findByRole('button', { name: 'Story of the case' });
    expect(screen.queryByRole('button', { name: 'Approvals' })).toBeNull();
  });
});

describe('flags', () => {
  const flags = [
    { id: 1, removed: false, message: 'Ask about school', flagged_by: 'nadia', date: '2026-03-01' },
    { id: 2, removed: false, message: 'Not mine', flagged_by: 'omar' },
    {
      id: 3,
      removed: true,
      message: 'Old',
      unflagged_by: 'omar',
      unflag_message: 'They answered.',
    },
  ];
  const serveFlags = (server: FakeServer) => {
    server.on(`GET ${path}/flags`, () => ({ body: { data: flags } }));
    server.on(`PATCH ${path}/flags/1`, () => ({ body: { data: {} } }));
  };

  it('are resolved with words, never without', async () => {
    const server = await open('flags', { prepare: serveFlags });
    const shown = await panel('Flags');
    await userEvent.click(await shown.findByRole('button', { name: 'Resolve: Ask about school' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Resolve the flag' }));
    const send = dialog.getByRole('button', { name: 'Resolve the flag' });
    await userEvent.click(send);
    expect(dialog.getByText('Write a few words.')).toBeVisible();
    await userEvent.type(dialog.getByRole('textbox'), 'She goes to school.');
    await userEvent.click(send);
    expect(await screen.findByText('The change is saved.')).toBeVisible();
    expect(server.seen(`PATCH ${path}/flags/1`).map(({ body }) => body)).toEqual([
      { data: { unflag_message: 'She goes to school.' } },
    ]);
  });

  it('offers only what the role allows: one’s own to resolve, none to change', async () => {
    await open('flags', { actions: ['read', 'flag'], prepare: serveFlags });
    const shown = await panel('Flags');
    expect(await shown.findByRole('button', { name: 'Resolve: Ask about school' })).toBeVisible();
    expect(shown.queryByRole('button', { name: 'Resolve: Not mine' })).toBeNull();
    expect(shown.queryByRole('button', { name: /^Change/ })).toBeNull();
    expect(shown.getByText('They answered.')).toBeVisible();
  });
});

describe('alerts', () => {
  const alert = { unique_id: 'u1', alert_for: 'approval', type: 'closure', date: '2026-03-01' };
  const serveAlert = (server: FakeServer) => {
    server.on(`GET ${path}/alerts`, () => ({ body: { data: [alert] } }));
    server.on(`DELETE ${path}/alerts/u1`, () => ({ status: 204 }));
  };

  it('stand above the form and can be dismissed', async () => {
    const server = await open('basic_identity', { data: { alert_count: 1 }, prepare: serveAlert });
    const strip = await panel('Alerts');
    expect(strip.getByText(/Approval waits: Closure/)).toBeVisible();
    await userEvent.click(strip.getByRole('button', { name: /^Dismiss/ }));
    await screen.findByText('The change is saved.');
    expect(server.seen(`DELETE ${path}/alerts/u1`)).toHaveLength(1);
  });

  it('are put off by who answers for the record, and brought back', async () => {
    let until: string | null = null;
    const server = await open('basic_identity', {
      data: { alert_count: 1 },
      prepare: (other) => {
        other.on(`GET ${path}/alerts`, () => ({
          body: { data: [{ ...alert, can_snooze: true, snoozed_until: until }] },
        }));
        other.on(`PATCH ${path}/alerts/u1`, ({ body }) => {
          until = Object(body['data']).snoozed_until;
          return { status: 204 };
        });
      },
    });
    const strip = await panel('Alerts');
    await userEvent.click(strip.getByRole('button', { name: /^Put off: Approval waits/ }));
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(await dialog.findByRole('button', { name: 'Put off' }));
    const later = await strip.findByText('Put off (1)');
    expect(until).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    await userEvent.click(later);
    await userEvent.click(await strip.findByRole('button', { name: /^Bring back: Approval/ }));
    await waitFor(() => expect(strip.queryByText('Put off (1)')).toBeNull());
    expect(server.seen(`PATCH ${path}/alerts/u1`)[1]?.body).toEqual({
      data: { snoozed_until: null },
    });
  });

  it('stay where the role may not dismiss them', async () => {
    await open('basic_identity', {
      data: { alert_count: 1 },
      actions: ['read'],
      prepare: serveAlert,
    });
    const strip = await panel('Alerts');
    expect(strip.queryByRole('button', { name: /^Dismiss|^Put off/ })).toBeNull();
  });
});

describe('the story', () => {
  it('tells what happened in sentences, and only the kinds that were chosen', async () => {
    const notes = [
      {
        unique_id: 'n',
        note_date: '2026-03-03T10:00:00Z',
        note_created_by: 'nadia',
        note_text: 'Ok',
      },
    ];
    await open('story', { data: { notes_section: notes, created_by: 'nadia' } });
    const shown = await panel('Story of the case');
    expect(await shown.findByText(/nadia.* registered the case\./)).toBeVisible();
    await userEvent.click(shown.getByRole('button', { name: 'Notes' }));
    expect(shown.queryByText(/registered the case/)).toBeNull();
    expect(shown.getByText(/wrote a note/)).toBeVisible();
  });

  it('is told without what the server refuses, and says what failed otherwise', async () => {
    await open('story', {
      data: { created_by: 'nadia' },
      prepare: (server) => {
        server.on(`GET ${path}/transitions`, () => ({ status: 403, body: { errors: [] } }));
        server.on(`GET ${path}/flags`, () => ({ status: 503, body: { errors: [] } }));
      },
    });
    const shown = await panel('Story of the case');
    expect(await shown.findByText(/registered the case/)).toBeVisible();
    expect(await shown.findAllByRole('alert')).toHaveLength(1);
  });

  it('can be printed as a summary of what is open', async () => {
    await open('hand_over', { data: { approval_status_closure: 'pending' } });
    const shown = await panel('Handover summary');
    expect(await shown.findByText(/Approval waits for an answer: Closure/)).toBeVisible();
    expect(shown.getByRole('button', { name: 'Print' })).toBeVisible();
  });
});

describe('incidents', () => {
  it('begin with what the case says, and belong to it', async () => {
    const server = await open('incident_from_case', {
      prepare: (one) => {
        one.on(`GET ${path}/incidents`, () => ({
          body: { data: [{ id: 'i1', short_id: 'abc', created_by: 'nadia' }] },
        }));
        one.on(`GET ${path}/incidents/new`, () => ({
          body: { data: { module_id: 'primeromodule-cp', age: 7, incident_case_id: recordId } },
        }));
      },
    });
    const shown = await panel('Incidents');
    expect(await shown.findByRole('link', { name: /View incident abc/ })).toBeVisible();
    await userEvent.click(shown.getByRole('button', { name: 'New incident' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Create an incident' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Begin the incident' }));
    await screen.findByRole('heading', { level: 1, name: /incident/i });
    expect(window.location.pathname).toBe('/v2/incidents/primeromodule-cp/new');
    expect(server.seen(`GET ${path}/incidents/new`)).toHaveLength(1);
  });

  it('are changed from here where that is allowed', async () => {
    const own = { id: 'i1', short_id: 'abc', date_of_first_report: '2026-03-04' };
    const closed = { id: 'i2', short_id: 'def', record_state: false };
    await open('incident_from_case', {
      prepare: (one) => one.on(`GET ${path}/incidents`, () => ({ body: { data: [own, closed] } })),
    });
    const shown = await panel('Incidents');
    const edit = await shown.findByRole('link', { name: 'Edit incident abc' });
    expect(edit).toHaveAttribute('href', '/v2/incidents/i1/edit');
    expect(shown.getByText(/^Interview on/)).toHaveTextContent('Interview on Mar 4, 2026');
    expect(shown.queryByRole('link', { name: 'Edit incident def' })).toBeNull();
    expect(shown.getByRole('link', { name: 'View incident def' })).toBeVisible();
  });

  it('are not for roles without incidents', async () => {
    await open('record_owner', { incidents: false });
    await screen.findByRole('button', { name: 'Story of the case' });
    expect(screen.queryByRole('button', { name: 'Incidents' })).toBeNull();
  });
});

describe('the family', () => {
  const relatives = [
    { unique_id: 'r1', relation_name: 'Salma', relation: 'aunt', relation_is_caregiver: true },
    {
      unique_id: 'r2',
      relation_name: 'Omar',
      relation: 'brother',
      case_id: 'c2',
      case_id_display: 'OM1',
    },
    { unique_id: 'r3', relation_name: 'Lina', case_id: 'c3', can_read_record: false },
  ];

  it('is a picture and a list, with cases of its members', async () => {
    const server = await open('family_from_case', {
      data: { family_details_section: relatives },
      prepare: (one) => {
        one.on(`POST ${path}/family`, () => ({ body: { data: { id: recordId, record: {} } } }));
      },
    });
    const shown = await panel('Family picture');
    expect(shown.getByRole('img', { name: /Picture of the family/ })).toBeInTheDocument();
    expect(shown.getByText('Caregiver')).toBeVisible();
    expect(shown.getByRole('link', { name: /Case OM1/ })).toHaveAttribute('href', '/v2/cases/c2');
    expect(shown.getByText(/which you may not open/)).toBeVisible();
    await userEvent.click(shown.getByRole('button', { name: 'Create a case: Salma' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Create a case' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Create a case' }));
    await screen.findByText('The change is saved.');
    expect(server.seen(`POST ${path}/family`).map(({ body }) => body)).toEqual([
      { data: { family_detail_id: 'r1' } },
    ]);
  });
});

describe('linked records', () => {
  it('relate a case that was found, and say nothing of one out of reach', async () => {
    const other = 'aaaaaaaa-0000-4000-8000-00000000000a';
    const found = 'bbbbbbbb-0000-4000-8000-00000000000b';
    const hidden = {
      id: 'rel',
      case_id: other,
      relationship_type: 'sibling_of',
      data: { id: other, name: '*******', record_in_scope: false, case_id_display: 'HID1' },
    };
    const server = await open('case_relationships', {
      prepare: (one) => {
        one.on(`GET ${path}/case_relationships`, () => ({ body: { data: [hidden] } }));
        one.on(`POST ${path}/case_relationships`, () => ({ body: { data: {} } }));
        one.on('GET /cases', () => ({
          body: {
            data: [{ id: found, name: 'Omar', case_id_display: 'OM1' }, { id: recordId }],
            metadata: { total: 2, per: 10, page: 1 },
          },
        }));
      },
    });
    const shown = await panel('Linked records');
    expect(await shown.findByRole('heading', { name: 'Brother or sister' })).toBeVisible();
    expect(shown.getByText('HID1')).toBeVisible();
    expect(shown.queryByRole('link', { name: /HID1/ })).toBeNull();
    await userEvent.click(shown.getByRole('button', { name: 'Relate to a case' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Relate to a case' }));
    await userEvent.type(dialog.getByRole('searchbox'), 'Child{Enter}');
    await userEvent.click(await dialog.findByRole('button', { name: 'Choose OM1' }));
    await userEvent.click(await dialog.findByRole('button', { name: 'Select' }));
    await screen.findByText('The change is saved.');
    expect(server.seen('GET /cases').at(-1)?.query.get('phonetic')).toBe('true');
    const [sent] = server.seen(`POST ${path}/case_relationships`);
    expect(sent?.body).toEqual({ data: { case_id: found, relationship_type: 'sibling_of' } });
  });
});

describe('the access log', () => {
  const seen = { id: 1, timestamp: '2026-03-01T10:00:00Z', action: 'show', user_name: 'omar' };

  it('says who looked when, and what for', async () => {
    await open('access_logs', {
      prepare: (server) => {
        server.on(`GET ${path}/access_log`, () => ({
          body: {
            data: [
              {
                ...seen,
                role_name: 'CP Manager',
                role_name_i18n: { en: 'Manager', ar: 'مدير' },
              },
              { ...seen, id: 2, action: 'update', role_name: 'Own role' },
              { ...seen, id: 3, action: 'reveal', role_name: 'Own role' },
            ],
            metadata: { total: 3 },
          },
        }));
      },
    });
    const shown = await panel('Access log');
    const [read, changed, revealed] = await shown.findAllByRole('listitem');
    expect(read).toHaveTextContent(/omar read the recordManager$/);
    expect(changed).toHaveTextContent(/omar changed the recordOwn role$/);
    expect(revealed).toHaveTextContent('omar looked at what the record protects');
  });

  it('is only for roles with the right to it', async () => {
    await open('record_owner', { actions: ['read'] });
    await screen.findByRole('button', { name: 'Story of the case' });
    expect(screen.queryByRole('button', { name: 'Access log' })).toBeNull();
  });
});
