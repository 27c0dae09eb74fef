import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import {
  record,
  recordForms,
  recordId,
  recordWorker,
  serveRecord,
} from '../../../../test/fake-record';
import type { FakeServer } from '../../../../test/fake-server';
import { installFakeServer } from '../../../../test/install-fake-server';
import { renderApp } from '../../../../test/render-app';

const path = `/cases/${recordId}`;

interface Scene {
  readonly data: Record<string, unknown>;
  /** Forms besides those everybody here has. */
  readonly permitted?: Record<string, string>;
  readonly prepare: (server: FakeServer) => void;
}

async function open({ data, permitted, prepare }: Scene) {
  const list = [{ resource: 'cases', actions: ['manage'] }];
  const forms = Object.assign({}, recordWorker['permitted_form'], permitted);
  const user = { ...recordWorker, permissions: { list }, permitted_form: forms };
  const server = installFakeServer({ isSignedIn: true, user });
  serveRecord(server, { ...record, ...data });
  for (const part of ['transitions', 'flags', 'alerts', 'case_relationships']) {
    server.on(`GET ${path}/${part}`, () => ({ body: { data: [] } }));
  }
  prepare(server);
  await renderApp({ server, isSignedIn: true, address: `/v2${path}` });
  return server;
}

describe('closing', () => {
  const openClosing = async () => {
    await userEvent.click(await screen.findByRole('button', { name: 'More actions' }));
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Close the record' }));
    return within(await screen.findByRole('dialog', { name: 'Close the record' }));
  };

  it('shows what is required and what is open, and the refusal of the server', async () => {
    await open({
      data: { approval_status_closure: 'pending' },
      prepare: (server) => {
        server.on(`PATCH ${path}`, () => ({
          status: 422,
          body: {
            errors: [
              { status: 422, detail: 'status', message: ['The closure has not been approved.'] },
            ],
          },
        }));
      },
    });
    const dialog = await openClosing();
    expect(dialog.getByText(/Approval waits for an answer: Closure/)).toBeVisible();
    await userEvent.click(dialog.getByRole('button', { name: 'Close the record' }));
    expect(await dialog.findByRole('alert')).toHaveTextContent('The closure has not been approved');
  });

  it('leads to the forms of what is due, and refuses nothing for it', async () => {
    const forms = [
      ['assessment', 'Assessment of needs', 'assessment_requested_on'],
      ['plan', 'Plan', 'date_case_plan'],
      ['visits', 'Visits', 'followup_subform_section'],
    ].map(([id, name, field], at) => ({
      ...recordForms[1],
      id: 90 + at,
      unique_id: id,
      name: { en: name },
      fields: [{ name: field, type: 'date_field', display_name: { en: 'Day' } }],
    }));
    const server = await open({
      permitted: { assessment: 'rw', visits: 'r' },
      data: {
        assessment_due_date: '2026-04-01',
        case_plan_due_date: '2026-04-02',
        services_section: [{ unique_id: 's', service_type: 'health' }],
        followup_subform_section: [
          { unique_id: 'f', followup_needed_by_date: '2026-04-03' },
          { unique_id: 'g', followup_date: '2026-03-03' },
        ],
      },
      prepare: (one) => {
        one.on('GET /forms', () => ({ body: { data: [...recordForms, ...forms] } }));
      },
    });
    const dialog = await openClosing();
    const shown = (text: RegExp) => dialog.getByText(text).closest('li');
    expect(shown(/^Assessment/)).toHaveTextContent('Assessment (until Apr 1, 2026)');
    expect(shown(/^Follow-up planned/)).toHaveTextContent('(until Apr 3, 2026)');
    expect(shown(/^Service not provided yet/)).toBeVisible();
    // Of the plan this person has no form.
    expect(shown(/^Case plan/)).toHaveTextContent('Case plan (until Apr 2, 2026)');
    expect(dialog.getAllByRole('link').map((one) => one.textContent)).toEqual([
      'Assessment (until Apr 1, 2026)',
      expect.stringMatching(/^Follow-up planned/),
    ]);
    await userEvent.click(dialog.getByRole('link', { name: /^Assessment/ }));
    expect(await screen.findByRole('heading', { name: 'Assessment of needs' })).toBeVisible();
    expect(screen.queryByRole('dialog')).toBeNull();
    const again = await openClosing();
    await userEvent.click(again.getByRole('button', { name: 'Close the record' }));
    await waitFor(() => expect(server.seen(`PATCH ${path}`)).toHaveLength(1));
    expect(server.seen(`PATCH ${path}`)[0]?.body).toMatchObject({ record_action: 'close' });
  });
});
