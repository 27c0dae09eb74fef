import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { installFakeServer } from '../../test/install-fake-server';
import { renderApp } from '../../test/render-app';

type Wire = Record<string, unknown>;

function newsServer(rows: Wire[]) {
  const server = installFakeServer({ isSignedIn: true });
  server.on('GET /notifications', () => ({
    body: {
      data: rows,
      metadata: {
        total: rows.length,
        page: 1,
        per: 30,
        unread: rows.filter((row) => !row['read_at']).length,
      },
    },
  }));
  return server;
}

const referral = (changes: Wire = {}) => ({
  id: 5,
  event: 'referral',
  record_type: 'case',
  record_id: '00000000-0000-4000-8000-000000000001',
  display_id: 'SEL-1',
  actor: 'omar',
  created_at: '2024-03-01T10:00:00.000Z',
  read_at: null,
  ...changes,
});

const open = (server: ReturnType<typeof newsServer>) =>
  renderApp({ server, isSignedIn: true, address: '/v2/notifications' });

describe('notifications', () => {
  it('say what happened, mark what is new, and are read by opening', async () => {
    const server = newsServer([referral(), referral({ id: 6, event: 'odd', read_at: 'then' })]);
    server.on('PATCH /notifications/5', () => ({ body: { data: {} } }));
    await open(server);
    const link = await screen.findByRole('link', { name: /A case was referred to you/ });
    expect(link).toHaveTextContent('New');
    expect(screen.getByRole('link', { name: /Something changed in a record/ })).toBeVisible();
    expect(screen.getByRole('link', { name: 'Notifications 1 unread' })).toBeVisible();
    await userEvent.click(link);
    await waitFor(() => expect(server.seen('PATCH /notifications/5')).toHaveLength(1));
    expect(window.location.pathname).toMatch(/^\/v2\/cases\/.*1$/);
  });

  it('lead to the list of the cases whose retention has ended', async () => {
    const none = { record_type: null, record_id: null, display_id: null, actor: null };
    const server = newsServer([
      referral({ ...none, event: 'retention_due' }),
      referral({ ...none, id: 6, event: 'work_failed' }),
    ]);
    await open(server);
    const link = await screen.findByRole('link', { name: /Closed cases wait for a decision/ });
    const address = new URL(link.getAttribute('href') ?? '', window.location.href);
    expect(address.pathname).toBe('/v2/cases');
    expect(address.searchParams.get('retention_due_on[0]')).toBe('1900-01-01..2024-03-01');
    expect(screen.getByText('Background work has failed')).toBeVisible();
    expect(screen.queryByRole('link', { name: /Background work/ })).toBeNull();
  });

  it('are all read with one press', async () => {
    const rows: Wire[] = [referral()];
    const server = newsServer(rows);
    server.on('POST /notifications/read', () => {
      rows[0] = referral({ read_at: '2024-03-02T10:00:00.000Z' });
      return { body: { data: {} } };
    });
    await open(server);
    await userEvent.click(await screen.findByRole('button', { name: 'Mark all as read' }));
    await waitFor(() =>
      expect(screen.queryByRole('button', { name: 'Mark all as read' })).not.toBeInTheDocument(),
    );
    expect(screen.queryByText('New')).not.toBeInTheDocument();
  });

  it('say when there are none, and when they cannot be read', async () => {
    const server = newsServer([]);
    await open(server);
    expect(await screen.findByText('There is no news for you.')).toBeVisible();
    expect(screen.queryByText(/unread/)).not.toBeInTheDocument();
  });
});
