import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { record, recordId, recordWorker, serveRecord } from '../../../../test/fake-record';
import { installFakeServer } from '../../../../test/install-fake-server';
import { renderApp } from '../../../../test/render-app';

const path = `/cases/${recordId}`;
const relatives = [
  { unique_id: 'r1', relation_name: 'Salma', relation: 'aunt', relation_is_caregiver: true },
  { unique_id: 'r2', relation_name: 'Omar', relation: 'brother', case_id: 'c2' },
];
const related = [
  { id: '1', case_id: 'c2', relationship_type: 'sibling_of', data: { name: 'Omar' } },
  {
    id: '2',
    case_id: 'c8',
    relationship_type: 'sibling_of',
    data: { name: 'Huda', case_id_display: 'HU1' },
  },
  {
    id: '3',
    case_id: 'c9',
    relationship_type: 'cared_for_by',
    data: { name: 'Secret', case_id_display: 'SE1', record_in_scope: false },
  },
  { id: '4', case_id: 'c7', relationship_type: 'farmer_on', data: { name: 'Farm' } },
  { id: '5', case_id: 'c6', relationship_type: 'sibling_of', disabled: true, data: {} },
];

const incidents = [
  { id: 'i1', cp_incident_abuser_name: 'Kofi', cp_incident_perpetrator_relationship: 'neighbour' },
  { id: 'i2', cp_incident_abuser_name: 'Kofi', cp_incident_perpetrator_relationship: 'neighbour' },
  { id: 'i3', incident_date: '2026-01-02' },
];

async function openFamily(actions: readonly string[], others: readonly object[] = []) {
  const list = [{ resource: 'cases', actions }, ...others];
  const user = { ...recordWorker, permissions: { list } };
  const server = installFakeServer({ isSignedIn: true, user });
  serveRecord(server, {
    ...record,
    family_details_section: relatives,
    registry_record_id: 'reg',
    registry_name: 'House Amal',
  });
  server.on(`GET ${path}/case_relationships`, () => ({ body: { data: related } }));
  server.on(`GET ${path}/incidents`, () => ({ body: { data: incidents } }));
  await renderApp({ server, isSignedIn: true, address: `/v2${path}?form=family_from_case` });
  return { server, shown: within(await screen.findByRole('region', { name: 'Family picture' })) };
}

describe('the map of the family', () => {
  it('has related children with cases of their own, and where a foster child lives', async () => {
    const { shown } = await openFamily(['manage']);
    expect(await shown.findByRole('link', { name: /Case HU1/ })).toBeVisible();
    const texts = shown.getAllByRole('listitem').map((item) => item.textContent ?? '');
    // Two of the form, two related ones and the house; Omar only once.
    expect(texts).toHaveLength(5);
    expect(texts.filter((text) => text.includes('Omar'))).toHaveLength(1);
    expect(texts.some((text) => text.includes('House Amal'))).toBe(true);
    const hidden = texts.find((text) => text.includes('SE1'));
    expect(hidden).toContain('which you may not open');
    expect(shown.queryByText('Secret')).toBeNull();
    expect(shown.queryByText('Farm')).toBeNull();
    expect(shown.queryByRole('button', { name: 'Create a case: House Amal' })).toBeNull();
  });

  it('names who did harm to those who may read incidents, once', async () => {
    const seeing = [{ resource: 'incidents', actions: ['read'] }];
    const { server, shown } = await openFamily(['manage'], seeing);
    expect(await shown.findByRole('heading', { name: 'Kofi' })).toBeVisible();
    expect(shown.getAllByText(/Named in an incident as having done harm/)).toHaveLength(1);
    expect(server.seen(`GET ${path}/incidents`)).toHaveLength(1);
  });

  it('asks for no incidents without the right to read them', async () => {
    const { server, shown } = await openFamily(['manage']);
    await shown.findByRole('link', { name: /Case HU1/ });
    expect(server.seen(`GET ${path}/incidents`)).toHaveLength(0);
    expect(shown.queryByText('Kofi')).toBeNull();
  });

  it('shows only the form to who may not see related cases and registry records', async () => {
    const { server, shown } = await openFamily(['read', 'view_family_record']);
    await waitFor(() => expect(shown.getAllByRole('listitem')).toHaveLength(2));
    expect(server.seen(`GET ${path}/case_relationships`)).toHaveLength(0);
    expect(shown.queryByText('House Amal')).toBeNull();
  });
});
