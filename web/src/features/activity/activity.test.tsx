import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { caseWorker } from '../../test/fake-data';
import { installFakeServer } from '../../test/install-fake-server';
import { renderApp } from '../../test/render-app';

const watcher = {
  ...caseWorker,
  permissions: { list: [{ resource: 'activity_logs', actions: ['transfer'] }] },
};

function entry(changes: Record<string, unknown> = {}) {
  return {
    type: 'transfer',
    record_type: 'Child',
    record_id: '00000000-0000-4000-8000-000000000001',
    display_id: 'SEL-1',
    performed_by: 'omar',
    datetime: '2024-03-01T10:00:00.000Z',
    record_access_denied: false,
    data: {
      status: { from: 'in_progress', to: 'accepted' },
      owned_by: { from: 'nadia', to: 'omar' },
    },
    ...changes,
  };
}

async function openLog(entries: readonly unknown[]) {
  const server = installFakeServer({ isSignedIn: true, user: watcher });
  server.on('GET /activity_log', () => ({ body: { data: entries, metadata: { total: 1 } } }));
  await renderApp({ server, isSignedIn: true, address: '/v2/activity_log' });
}

describe('the activity log', () => {
  it('tells who took a case over, and opens it where that is allowed', async () => {
    const denied = { datetime: '2024-03-02T10:00:00.000Z', record_access_denied: true };
    await openLog([entry(), entry({ ...denied, data: { status: { to: 'rejected' } } })]);
    const link = await screen.findByRole('link', { name: /SEL-1.*from nadia to omar/ });
    expect(link.getAttribute('href')).toMatch(/^\/v2\/cases\//);
    expect(screen.getByText(/Transfer rejected/)).toBeVisible();
    expect(screen.queryByRole('link', { name: /rejected/ })).not.toBeInTheDocument();
  });

  it('says what else was decided, and opens the record it was about', async () => {
    const incident = {
      type: 'assign',
      record_type: 'Incident',
      data: { owned_by: { from: 'nadia', to: 'omar' } },
    };
    const approval = {
      type: 'approval',
      datetime: '2024-03-02T10:00:00.000Z',
      data: { status: { to: 'approved' }, owned_by: { from: 'nadia' } },
    };
    const referral = {
      type: 'referral',
      datetime: '2024-03-03T10:00:00.000Z',
      data: { status: { to: 'rejected' } },
    };
    await openLog([entry(incident), entry(approval), entry(referral)]);
    const link = await screen.findByRole('link', { name: /Assigned: from nadia to omar/ });
    expect(link.getAttribute('href')).toMatch(/^\/v2\/incidents\//);
    expect(screen.getByText(/Approved by/)).toBeVisible();
    expect(screen.getByText(/Referral rejected by/)).toBeVisible();
    expect(screen.queryByText(/Transfer/)).not.toBeInTheDocument();
  });

  it('says when there is nothing', async () => {
    await openLog([]);
    expect(await screen.findByText('Nothing was decided.')).toBeVisible();
  });

  it('is closed to roles without the right', async () => {
    await renderApp({ isSignedIn: true, address: '/v2/activity_log' });
    expect(
      await screen.findByRole('heading', { name: 'Your role does not allow this' }),
    ).toBeVisible();
    expect(screen.queryByRole('link', { name: 'Activity log' })).not.toBeInTheDocument();
  });
});
