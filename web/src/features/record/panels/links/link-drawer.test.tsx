import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { record, recordId, recordWorker, serveRecord } from '../../../../test/fake-record';
import type { FakeServer } from '../../../../test/fake-server';
import { installFakeServer } from '../../../../test/install-fake-server';
import { renderApp } from '../../../../test/render-app';

const path = `/cases/${recordId}`;
const found = 'bbbbbbbb-0000-4000-8000-00000000000b';
const child = 'cccccccc-0000-4000-8000-00000000000c';
const family = {
  id: found,
  family_name: 'Okoro',
  family_number: 'F-7',
  family_id_display: 'fam7777',
  family_registration_date: '2026-02-03',
};
const members = [
  {
    unique_id: 'm1',
    relation_name: 'Ada',
    relation_age: 9,
    case_id: child,
    case_id_display: 'AD1',
  },
  { unique_id: 'm2', relation_name: 'Bo' },
];

interface Scene {
  readonly data?: Record<string, unknown>;
  readonly rights?: readonly string[];
  readonly on?: (server: FakeServer) => void;
  readonly edit?: boolean;
}

async function openPanel({ data = {}, rights = ['read'], on, edit = false }: Scene = {}) {
  const list = [
    { resource: 'cases', actions: ['manage'] },
    { resource: 'families', actions: rights },
    { resource: 'incidents', actions: ['manage'] },
  ];
  const user = { ...recordWorker, permissions: { list } };
  const server = installFakeServer({ isSignedIn: true, user });
  serveRecord(server, { ...record, ...data });
  server.on(`GET ${path}/case_relationships`, () => ({ body: { data: [] } }));
  server.on(`GET ${path}/incidents`, () => ({ body: { data: [] } }));
  server.on('GET /families', () => ({ body: { data: [family], metadata: { total: 1 } } }));
  server.on(`GET /families/${found}`, () => ({
    body: { data: { ...family, family_members: members } },
  }));
  server.on(`PATCH ${path}`, () => ({ body: { data: { id: recordId } } }));
  on?.(server);
  const address = `/v2${path}${edit ? '/edit' : ''}?form=family_from_case`;
  await renderApp({ server, isSignedIn: true, address });
  return { server, shown: within(await screen.findByRole('region', { name: 'Family picture' })) };
}

async function openDrawer(scene: Scene = {}) {
  const { server, shown } = await openPanel(scene);
  await userEvent.click(shown.getByRole('button', { name: 'Link to a family' }));
  const drawer = within(await screen.findByRole('dialog', { name: 'Link to a family' }));
  await drawer.findByRole('radiogroup', { name: 'Search by' });
  return { server, drawer };
}

describe('the drawer that finds a family', () => {
  it('goes from the search over what was found to the details, and selects', async () => {
    const { server, drawer } = await openDrawer();
    await userEvent.click(drawer.getByRole('radio', { name: 'Number' }));
    await userEvent.type(drawer.getByRole('textbox', { name: /^Number/ }), 'F-7{Enter}');
    await userEvent.click(await drawer.findByRole('button', { name: 'Details: Okoro' }));
    expect(await drawer.findByText('AD1')).toBeVisible();
    expect(drawer.getByText('fam7777')).toBeVisible();
    expect(drawer.getByText('Bo')).toBeVisible();
    const asked = server.seen('GET /families').at(-1)?.query;
    expect([asked?.get('query'), asked?.get('id_search')]).toEqual(['F-7', 'true']);
    await userEvent.click(drawer.getByRole('button', { name: 'Select' }));
    await screen.findByText('The change is saved.');
    const sent = server.seen(`PATCH ${path}`).map(({ body }) => body);
    expect(sent).toEqual([{ data: { family_id: found } }]);
  });

  it('finds names that sound alike, and goes back to what was found', async () => {
    const { server, drawer } = await openDrawer();
    await userEvent.type(drawer.getByRole('textbox', { name: /^Name/ }), 'Okorro{Enter}');
    await userEvent.click(await drawer.findByRole('button', { name: 'Details: Okoro' }));
    await userEvent.click(await drawer.findByRole('button', { name: 'Back to what was found' }));
    expect(drawer.getByRole('textbox', { name: /^Name/ })).toHaveValue('Okorro');
    expect(server.seen('GET /families').at(-1)?.query.get('phonetic')).toBe('true');
    expect(server.seen(`PATCH ${path}`)).toHaveLength(0);
  });

  it('asks nothing without a value, and only for the place when that was chosen', async () => {
    const { server, drawer } = await openDrawer();
    await userEvent.click(drawer.getByRole('button', { name: 'Search' }));
    expect(await drawer.findByText('Say what to search for.')).toBeVisible();
    expect(server.seen('GET /families')).toHaveLength(0);
    await userEvent.click(drawer.getByRole('radio', { name: 'Place' }));
    await userEvent.click(await drawer.findByRole('combobox', { name: /^Place/ }));
    await userEvent.click(await screen.findByRole('option', { name: /Tavi/ }));
    await userEvent.click(drawer.getByRole('button', { name: 'Search' }));
    await drawer.findByRole('button', { name: 'Details: Okoro' });
    const asked = server.seen('GET /families').at(-1)?.query;
    expect(asked?.get('loc:family_location_current[0]')).toBe('N1A');
    expect(asked?.has('query')).toBe(false);
  });

  it('is there for who may only choose a family, with what the list told of it', async () => {
    const { drawer } = await openDrawer({
      rights: ['search_and_select_family_record'],
      on: (server) => server.on(`GET /families/${found}`, () => ({ status: 403, body: {} })),
    });
    await userEvent.type(drawer.getByRole('textbox', { name: /^Name/ }), 'Okoro{Enter}');
    await userEvent.click(await drawer.findByRole('button', { name: 'Details: Okoro' }));
    expect(await drawer.findByText('You may not read more of it.')).toBeVisible();
    expect(drawer.getByText('fam7777')).toBeVisible();
    expect(drawer.getByRole('button', { name: 'Select' })).toBeEnabled();
  });
});

const linked = {
  family_id: found,
  family_name: 'Okoro',
  family_number: 'F-7',
  family_details_section: [{ unique_id: 'm2', relation_name: 'Bo' }],
};

describe('the family a case belongs to', () => {
  it('shows its details with its members', async () => {
    const { shown } = await openPanel({ data: linked });
    expect(shown.getByText('F-7')).toBeVisible();
    await userEvent.click(shown.getByRole('button', { name: 'Details' }));
    const details = within(await screen.findByRole('dialog', { name: 'Open the family' }));
    expect(await details.findByText('AD1')).toBeVisible();
  });

  it('takes in the case a member has already, never one of another family', async () => {
    const cases = [
      { id: child, name: 'Bo', case_id_display: 'BO1' },
      { id: 'd', name: 'Bo', case_id_display: 'BO2', family_id: 'other' },
    ];
    const { server, shown } = await openPanel({
      data: linked,
      on: (one) => {
        one.on('GET /cases', () => ({ body: { data: cases, metadata: { total: 2 } } }));
        one.on(`PATCH /cases/${child}`, () => ({ body: { data: { id: child } } }));
      },
    });
    await userEvent.click(shown.getByRole('button', { name: 'Link a case: Bo' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Link a case' }));
    await userEvent.type(dialog.getByRole('searchbox'), 'Bo{Enter}');
    await dialog.findByRole('button', { name: 'Choose BO1' });
    expect(dialog.queryByRole('button', { name: 'Choose BO2' })).toBeNull();
    await userEvent.click(dialog.getByRole('button', { name: 'Choose BO1' }));
    await userEvent.click(await dialog.findByRole('button', { name: 'Select' }));
    await waitFor(() => expect(server.seen(`PATCH /cases/${child}`)).toHaveLength(1));
    expect(server.seen(`PATCH /cases/${child}`)[0]?.body).toEqual({
      data: { family_id: found, family_member_id: 'm2' },
    });
  });
});
