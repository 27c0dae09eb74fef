import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { record, recordId, recordWorker, serveRecord } from '../../../../test/fake-record';
import { installFakeServer } from '../../../../test/install-fake-server';
import { renderApp } from '../../../../test/render-app';

const path = `/cases/${recordId}`;

async function openSearch() {
  const list = [{ resource: 'cases', actions: ['manage'] }];
  const user = { ...recordWorker, permissions: { list } };
  const server = installFakeServer({ isSignedIn: true, user });
  serveRecord(server, record);
  server.on(`GET ${path}/case_relationships`, () => ({ body: { data: [] } }));
  await renderApp({ server, isSignedIn: true, address: `/v2${path}?form=case_relationships` });
  await userEvent.click(await screen.findByRole('button', { name: 'Relate to a case' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Relate to a case' }));
  return { server, dialog };
}

describe('relating a case', () => {
  it.each([
    ['Farm', 'farm'],
    ['Farmer', 'person'],
    ['Same household', null],
  ])('as %s looks among cases of the type %s', async (relation, type) => {
    const { server, dialog } = await openSearch();
    await userEvent.click(dialog.getByRole('button', { name: /What is the other case/ }));
    await userEvent.click(screen.getByRole('option', { name: relation }));
    await userEvent.type(dialog.getByRole('searchbox'), 'Hill{Enter}');
    await waitFor(() => expect(server.seen('GET /cases')).not.toHaveLength(0));
    expect(server.seen('GET /cases').at(-1)?.query.get('case_type[0]')).toBe(type);
  });

  it('shows who was found before anything is related', async () => {
    const { server, dialog } = await openSearch();
    const found = {
      ...{ id: 'other', name: 'Omar', case_id_display: 'OM1', age: 6, owned_by: 'lucia' },
      registration_date: '2026-01-05',
    };
    server.on('GET /cases', () => ({ body: { data: [found], metadata: { total: 1 } } }));
    server.on(`POST ${path}/case_relationships`, () => ({ body: { data: {} } }));
    await userEvent.type(dialog.getByRole('searchbox'), 'Omar{Enter}');
    await userEvent.click(await dialog.findByRole('button', { name: 'Choose OM1' }));
    expect(dialog.getByText('Jan 5, 2026')).toBeVisible();
    expect(dialog.getByText('lucia')).toBeVisible();
    await userEvent.click(dialog.getByRole('button', { name: 'Back to what was found' }));
    await userEvent.click(await dialog.findByRole('button', { name: 'Choose OM1' }));
    expect(server.seen(`POST ${path}/case_relationships`)).toHaveLength(0);
    await userEvent.click(dialog.getByRole('button', { name: 'Select' }));
    await waitFor(() =>
      expect(server.seen(`POST ${path}/case_relationships`)[0]?.body).toEqual({
        data: { case_id: 'other', relationship_type: expect.any(String) },
      }),
    );
  });
});
