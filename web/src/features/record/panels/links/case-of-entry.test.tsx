import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { record, recordId, recordWorker, serveRecord } from '../../../../test/fake-record';
import { installFakeServer } from '../../../../test/install-fake-server';
import { renderApp } from '../../../../test/render-app';

const text = (name: string, en: string) => ({ name, type: 'text_field', display_name: { en } });
const forms = [
  {
    id: 30,
    unique_id: 'family_details',
    name: { en: 'Family Details' },
    parent_form: 'case',
    module_ids: [],
    fields: [
      {
        name: 'family_details_section',
        type: 'subform',
        subform_section_id: 31,
        display_name: { en: 'Family' },
      },
    ],
  },
  {
    id: 31,
    unique_id: 'family_details_section',
    is_nested: true,
    name: { en: 'Relative' },
    parent_form: 'case',
    collapsed_field_names: ['relation_name'],
    fields: [text('relation_name', 'Name')],
  },
];
const path = `/cases/${recordId}`;
const all = ['manage'];

async function openEntry(row: object, actions: readonly string[] = all) {
  const user = {
    ...recordWorker,
    permissions: { list: [{ resource: 'cases', actions }] },
    permitted_form: { family_details: 'rw' },
  };
  const server = installFakeServer({ isSignedIn: true, user });
  const entry = { unique_id: 'm1', relation_name: 'Rui', ...row };
  serveRecord(server, { ...record, family_details_section: [entry] });
  server.on('GET /forms', () => ({ body: { data: forms } }));
  server.on(`POST ${path}/family`, () => ({ body: { data: { id: recordId } } }));
  await renderApp({ server, isSignedIn: true, address: `/v2${path}` });
  await userEvent.click(await screen.findByRole('button', { name: 'View: Rui' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Family' }));
  expect(await dialog.findByText('Rui')).toBeVisible();
  return { server, dialog };
}

describe('the entry of a relative', () => {
  it('leads to a case of their own, made of what is known', async () => {
    const { server, dialog } = await openEntry({});
    await userEvent.click(await dialog.findByRole('button', { name: 'Create a case' }));
    const asked = within(await screen.findByRole('dialog', { name: 'Create a case' }));
    await userEvent.click(asked.getByRole('button', { name: 'Create a case' }));
    await waitFor(() =>
      expect(server.seen(`POST ${path}/family`)[0]?.body).toEqual({
        data: { family_detail_id: 'm1' },
      }),
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('opens the case they have, and says when that may not be opened', async () => {
    const own = await openEntry({ case_id: 'c9', case_id_display: 'SEL-9' });
    const link = await own.dialog.findByRole('link', { name: /Case.*SEL-9/ });
    expect(link).toHaveAttribute('href', '/v2/cases/c9');
    expect(own.dialog.queryByRole('button', { name: 'Create a case' })).toBeNull();
  });

  it('says when their case may not be opened', async () => {
    const row = { case_id: 'c9', case_id_display: 'SEL-9', can_read_record: false };
    const { dialog } = await openEntry(row);
    expect(await dialog.findByText(/which you may not open/)).toBeVisible();
    expect(dialog.queryByRole('link')).toBeNull();
  });

  it('offers nothing without the right', async () => {
    const { dialog } = await openEntry({}, ['read', 'write']);
    await new Promise((done) => setTimeout(done, 100));
    expect(dialog.queryByRole('button', { name: 'Create a case' })).toBeNull();
  });
});
