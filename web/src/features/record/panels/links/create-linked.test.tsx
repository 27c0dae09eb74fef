import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { record, recordId, recordWorker, serveRecord } from '../../../../test/fake-record';
import type { FakeServer } from '../../../../test/fake-server';
import { installFakeServer } from '../../../../test/install-fake-server';
import { renderApp } from '../../../../test/render-app';

const path = `/cases/${recordId}`;
const registry = {
  id: 40,
  unique_id: 'registry_details',
  name: { en: 'Registry details' },
  parent_form: 'registry_record',
  module_ids: ['primeromodule-cp'],
  is_first_tab: true,
  fields: [
    { name: 'name', type: 'text_field', display_name: { en: 'Name' } },
    { name: 'registry_no', type: 'text_field', display_name: { en: 'Registry number' } },
    { name: 'address_current', type: 'textarea', display_name: { en: 'Address' } },
  ],
};

async function openLinks(
  actions: readonly string[],
  prepare: (server: FakeServer) => void,
  form: object = registry,
) {
  const list = [
    { resource: 'cases', actions: ['manage'] },
    { resource: 'registry_records', actions },
  ];
  const user = {
    ...recordWorker,
    permissions: { list },
    permitted_form: { basic_identity: 'rw', registry_details: 'rw' },
  };
  const server = installFakeServer({ isSignedIn: true, user });
  serveRecord(server, { ...record, name: 'Lina Sahle', address_current: 'Lane 9' });
  server.on('GET /forms', () => ({ body: { data: [form] } }));
  server.on(`GET ${path}/case_relationships`, () => ({ body: { data: [] } }));
  server.on('GET /registry_records', () => ({ body: { data: [], metadata: { total: 0 } } }));
  prepare(server);
  await renderApp({ server, isSignedIn: true, address: `/v2${path}?form=case_relationships` });
  await userEvent.click(await screen.findByRole('button', { name: 'Link a registry record' }));
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.type(await dialog.findByRole('textbox', { name: /^Name/ }), 'House Amal{Enter}');
  await dialog.findByText('Nothing was found.');
  return { server, dialog };
}

async function createFrom(link: { status: number; body: unknown }) {
  let made = '';
  const opened = await openLinks(['read', 'create'], (server) => {
    server.on('POST /registry_records', ({ body }) => {
      made = JSON.stringify(body);
      return { body: { data: { id: 'r1' } } };
    });
    server.on(`PATCH ${path}`, () => link);
  });
  await userEvent.click(opened.dialog.getByRole('button', { name: 'New registry record' }));
  expect(await screen.findByRole('textbox', { name: 'Name' })).toHaveValue('House Amal');
  expect(screen.getByRole('textbox', { name: 'Address' })).toHaveValue('Lane 9');
  await userEvent.click(screen.getByRole('button', { name: 'Save and return' }));
  await screen.findByRole('region', { name: 'Linked records' });
  return { server: opened.server, made };
}

describe('a registry record that is not there yet', () => {
  it('is begun with where the child lives, not with who it is, and linked when saved', async () => {
    const { server, made } = await createFrom({ status: 200, body: { data: { id: recordId } } });
    expect(made).toContain('House Amal');
    expect(made).toContain('Lane 9');
    expect(made).not.toContain('Lina');
    expect(made).not.toContain('case_to_link');
    const [id] = /"id":"([^"]+)"/.exec(made)?.slice(1) ?? [];
    expect(server.seen(`PATCH ${path}`).map(({ body }) => body)).toEqual([
      { data: { registry_record_id: id } },
    ]);
  });

  it('says when the case could not be made to name it', async () => {
    await createFrom({ status: 403, body: { errors: [{ status: 403, message: 'No' }] } });
    expect(await screen.findByText(/the case does not name it yet/)).toBeVisible();
  });

  it('is not offered where no form would take it', async () => {
    const hidden = { ...registry, visible: false };
    const { dialog } = await openLinks(['read', 'create'], () => undefined, hidden);
    expect(dialog.queryByRole('button', { name: 'New registry record' })).toBeNull();
  });

  it('is not offered to roles that may not create any', async () => {
    const { dialog } = await openLinks(['read'], () => undefined);
    expect(dialog.queryByRole('button', { name: 'New registry record' })).toBeNull();
  });
});
