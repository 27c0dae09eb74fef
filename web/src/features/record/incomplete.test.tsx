import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { settings } from '../../test/fake-data';
import { record, recordId, recordWorker, serveRecord } from '../../test/fake-record';
import { installFakeServer } from '../../test/install-fake-server';
import { renderApp } from '../../test/render-app';

const path = `/cases/${recordId}`;
const button = 'Save without these answers';

async function open({ place = '/edit', isTaken = true } = {}) {
  const server = installFakeServer({ isSignedIn: true, user: recordWorker });
  serveRecord(server, record);
  const system_options = { incomplete_records: isTaken };
  server.on('GET /system_settings', () => ({ body: { data: { ...settings, system_options } } }));
  await renderApp({ server, isSignedIn: true, address: `/v2${path}${place}` });
  await screen.findByRole('navigation', { name: 'Forms of this record' });
  return server;
}

async function empty(name: RegExp) {
  await userEvent.clear(await screen.findByRole('textbox', { name }));
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  return within(await screen.findByRole('alert'));
}

describe('a record that lacks required answers', () => {
  it('is saved when the person says so, and says that it is incomplete', async () => {
    const server = await open();
    const problems = await empty(/^First name/);
    expect(server.seen(`PATCH ${path}`)).toHaveLength(0);
    await userEvent.click(problems.getByRole('button', { name: button }));
    await waitFor(() => expect(screen.getByText(/^Saved:/)).toBeVisible());
    expect(server.seen(`PATCH ${path}`)[0]?.body).toMatchObject({ data: { name_first: null } });
    const line = 'Incomplete; required answers missing: 1';
    await waitFor(() => expect(screen.getByText(line)).toBeVisible());
  });

  it('is not saved while something is wrong besides', async () => {
    await open();
    const age = await screen.findByRole('textbox', { name: /^Age/ });
    await userEvent.clear(age);
    await userEvent.type(age, '999');
    const problems = await empty(/^First name/);
    expect(problems.queryByRole('button', { name: button })).toBeNull();
  });

  it('is not taken where the deployment wants every answer', async () => {
    await open({ isTaken: false });
    const problems = await empty(/^First name/);
    expect(problems.queryByRole('button', { name: button })).toBeNull();
  });

  it('says nothing where all is answered', async () => {
    await open({ place: '' });
    await screen.findByText(/^Last saved:/);
    expect(screen.queryByText(/^Incomplete/)).toBeNull();
  });
});
