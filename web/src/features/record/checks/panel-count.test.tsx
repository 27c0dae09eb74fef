import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, describe, expect, it } from 'vitest';
import { record, recordId, recordWorker, serveRecord } from '../../../test/fake-record';
import { installFakeServer } from '../../../test/install-fake-server';
import { renderApp } from '../../../test/render-app';

const path = `/cases/${recordId}`;
const rows = [{ approval_requested_for: 'assessment' }, { approval_response_for: 'assessment' }];
const data = {
  ...record,
  flag_count: 3,
  approval_subforms: rows,
  registry_record_id: 'r1',
  family_details_section: [{ unique_id: 'm', relation_name: 'Amal' }, { _destroy: true }],
};
const related = [
  { id: '1', case_id: 'c1', relationship_type: 'sibling_of' },
  { id: '2', case_id: 'c2', relationship_type: 'farmer_on' },
  { id: '3', case_id: 'c3', relationship_type: 'farmer_on', disabled: true },
];

async function open(permissions: readonly { resource: string; actions: readonly string[] }[]) {
  const user = { ...recordWorker, permissions: { list: [...permissions] } };
  const server = installFakeServer({ isSignedIn: true, user });
  serveRecord(server, data);
  server.on(`GET ${path}/incidents`, () => ({
    body: { data: [{ id: 'i1' }, { id: 'i2', cp_incident_abuser_name: 'X' }] },
  }));
  server.on(`GET ${path}/case_relationships`, () => ({ body: { data: related } }));
  server.on(`GET ${path}/duplicates`, () => ({ body: { data: [] } }));
  server.on(`GET ${path}/traces`, () => ({ body: { data: [] } }));
  server.on(`GET ${path}/transitions`, () => ({ status: 403, body: { errors: [] } }));
  await renderApp({ server, isSignedIn: true, address: `/v2${path}` });
  const nav = await screen.findByRole('navigation', { name: 'Forms of this record' });
  return { server, nav: within(nav) };
}

/** Folds what is open and unfolds it again: the fake browser tells of changes only. */
async function unfoldAll(): Promise<void> {
  for (const summary of document.querySelectorAll('.record-nav summary')) {
    if (summary.closest('details')?.open === true) await userEvent.click(summary);
    await userEvent.click(summary);
  }
}

const everything = ['cases', 'incidents'].map((resource) => ({ resource, actions: ['manage'] }));

describe('panels in the navigation', () => {
  // It is compiled when it is first shown, which takes as long as all the rest.
  beforeAll(() => import('./PanelCount'));

  it('say how many entries they hold, to eyes and to screen readers', async () => {
    const { nav } = await open(everything);
    await screen.findByText(/^Last saved:/);
    await unfoldAll();
    const entry = (name: RegExp) => nav.getByRole('button', { name });
    await waitFor(() => expect(entry(/^Incidents/)).toHaveAccessibleDescription('2 entries'));
    expect(entry(/^Incidents/)).toHaveAccessibleDescription('2 entries');
    expect(entry(/^Approvals/)).toHaveAccessibleDescription('2 entries');
    expect(entry(/^Flags/)).toHaveAccessibleDescription('3 entries');
    await waitFor(() => expect(entry(/^Linked records/)).toHaveAccessibleDescription('3 entries'));
    // A relative who is named, a brother with a case, and who did harm; the farm is no relative.
    expect(entry(/^Family picture/)).toHaveAccessibleDescription('3 entries');
    expect(entry(/^Possible duplicates/)).toHaveAccessibleDescription('');
    expect(entry(/^Referrals and transfers/)).toHaveAccessibleDescription('');
    expect(entry(/^Change log/)).toHaveAccessibleDescription('');
  });

  it('ask for nothing while they are folded away, nor what the role may not read', async () => {
    const rights = [{ resource: 'cases', actions: ['read', 'view_family_record'] }];
    const { server, nav } = await open(rights);
    await screen.findByText(/^Last saved:/);
    expect(server.seen(`GET ${path}/transitions`)).toHaveLength(0);
    await unfoldAll();
    const family = nav.getByRole('button', { name: /^Family picture/ });
    await waitFor(() => expect(family).toHaveAccessibleDescription('1 entry'));
    expect(server.seen(`GET ${path}/transitions`)).toHaveLength(1);
    expect(server.seen(`GET ${path}/incidents`)).toHaveLength(0);
    expect(server.seen(`GET ${path}/case_relationships`)).toHaveLength(0);
  });
});
