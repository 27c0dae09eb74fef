import { cleanup, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Language } from '../../../shared/i18n/languages';
import { record, recordId, recordWorker, serveRecord } from '../../../test/fake-record';
import { installFakeServer } from '../../../test/install-fake-server';
import { renderApp } from '../../../test/render-app';

const path = `POST /cases/${recordId}/presence`;
const since = '2026-03-15T08:00:00.000Z';

async function open(people: readonly object[], place = '', language: Language = 'en') {
  const server = installFakeServer({ isSignedIn: true, user: recordWorker });
  serveRecord(server, record);
  server.on(path, ({ body }) =>
    JSON.stringify(body).includes('gone') ? { status: 204 } : { body: { data: people } },
  );
  const address = `/v2/cases/${recordId}${place}`;
  await renderApp({ server, isSignedIn: true, address, language });
  await screen.findByRole('navigation', { name: /Forms of this record|نماذج هذا السجل/ });
  await waitFor(() => expect(server.seen(path)).not.toHaveLength(0));
  return server;
}

describe('who else has the record open', () => {
  it('is told quietly of those who read', async () => {
    const people = [
      { user_name: 'amal', mode: 'view', since },
      { user_name: null, mode: 'view', since },
    ];
    const server = await open(people);
    expect(await screen.findByText(/^Also open with:/)).toHaveTextContent(
      'Also open with: amal, somebody',
    );
    expect(screen.queryByText(/changing this record/)).toBeNull();
    expect(server.seen(path)[0]?.body).toEqual({
      data: { mode: 'view', page: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    });
  });

  it('is a warning when somebody changes it, with advice for who does so too', async () => {
    const server = await open([{ user_name: 'amal', mode: 'edit', since }], '/edit');
    expect(
      await screen.findByText('Somebody else is changing this record now: amal'),
    ).toBeVisible();
    expect(screen.getByText(/Agree who goes on/)).toBeVisible();
    expect(server.seen(path)[0]?.body).toMatchObject({ data: { mode: 'edit' } });
  });

  it('says nothing when nobody is there, or when it cannot be asked', async () => {
    await open([]);
    expect(screen.queryByText(/open with/)).toBeNull();
    cleanup();
    const server = installFakeServer({ isSignedIn: true, user: recordWorker });
    serveRecord(server, record);
    await renderApp({ server, isSignedIn: true, address: `/v2/cases/${recordId}` });
    await waitFor(() => expect(server.seen(path)).not.toHaveLength(0));
    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.queryByText(/open with/)).toBeNull();
  });

  it('hears that the page was closed', async () => {
    const server = await open([]);
    cleanup();
    await waitFor(() =>
      expect(server.seen(path).at(-1)?.body).toMatchObject({ data: { mode: 'gone' } }),
    );
  });

  it('is told in Arabic', async () => {
    await open([{ user_name: 'amal', mode: 'edit', since }], '/edit', 'ar');
    expect(await screen.findByText(/amal/)).toHaveTextContent('يعدّل هذا السجل الآن (1): amal');
  });
});
