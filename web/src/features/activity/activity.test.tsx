import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { caseWorker } from '../../test/fake-data';
import { installFakeServer } from '../../test/install-fake-server';
import { renderApp } from '../../test/render-app';

const kinds = ['transfer', 'referral', 'assign', 'approval', 'change'];

const watcher = {
  ...caseWorker,
  permissions: { list: [{ resource: 'activity_logs', actions: kinds }] },
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

async function openLog(entries: readonly unknown[], total?: number) {
  const server = installFakeServer({ isSignedIn: true, user: watcher });
  const all = entries.map((one) => Object(one));
  server.on('GET /activity_log', ({ query }) => {
    const kind = query.get('types[0]');
    const by = query.get('performed_by');
    const data = all.filter(
      (one) => (kind === null || one.type === kind) && (by === null || one.performed_by === by),
    );
    return { body: { data, metadata: { total: total ?? data.length } } };
  });
  await renderApp({ server, isSignedIn: true, address: '/v2/activity_log' });
  return server;
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
    expect(screen.queryByText(/^Transfer /)).not.toBeInTheDocument();
  });

  it('shows one kind, and looks further back', async () => {
    const referral = {
      type: 'referral',
      datetime: '2024-03-03T10:00:00.000Z',
      data: { status: { to: 'rejected' } },
    };
    const server = await openLog([entry(), entry(referral)]);
    await userEvent.click(await screen.findByRole('button', { name: 'Referrals' }));
    await waitFor(() => expect(screen.queryByText(/Transfer accepted/)).not.toBeInTheDocument());
    expect(await screen.findByText(/Referral rejected by/)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'All' }));
    expect(await screen.findByText(/Transfer accepted/)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Last 90 days' }));
    await waitFor(() => {
      const from = server.seen('GET /activity_log').at(-1)?.query.get('datetime[from]') ?? '';
      const days = (Date.now() - Date.parse(from)) / (24 * 60 * 60 * 1000);
      expect(Math.round(days)).toBe(90);
    });
  });

  it('tells what else was done, by one person, and page by page', async () => {
    const change = (action: string, at: number, by = 'omar') =>
      entry({
        type: 'change',
        performed_by: by,
        datetime: `2024-03-0${at}T10:00:00.000Z`,
        data: { action, owned_by: { from: 'nadia', to: 'nadia' } },
      });
    const actions = ['create', 'update', 'close', 'reopen', 'flag', 'unflag'];
    const server = await openLog(
      [...actions.map((action, at) => change(action, at + 1)), change('update', 9, 'lena')],
      150,
    );
    for (const text of ['Registered', 'Closed', 'Reopened', 'Flagged', 'Flag resolved']) {
      expect(await screen.findByText(`${text} by`)).toHaveTextContent(`${text} by omar`);
    }
    expect(screen.getAllByText('Changed by')).toHaveLength(2);
    await userEvent.click(screen.getByRole('button', { name: 'Older' }));
    await waitFor(() =>
      expect(server.seen('GET /activity_log').at(-1)?.query.get('page')).toBe('2'),
    );
    await userEvent.click(await screen.findByRole('button', { name: /Who did it/ }));
    await userEvent.click(await screen.findByRole('option', { name: 'lena' }));
    await waitFor(() => expect(screen.getAllByText('Changed by')).toHaveLength(1));
    expect(server.seen('GET /activity_log').at(-1)?.query.get('page')).toBe('1');
  });

  it('marks what came after the last look', async () => {
    localStorage.setItem('amparo.activity-seen.7', '2024-03-01T12:00:00.000Z');
    await openLog([entry(), entry({ datetime: '2024-03-02T10:00:00.000Z', display_id: 'SEL-2' })]);
    const fresh = await screen.findByRole('link', { name: /SEL-2/ });
    expect(fresh).toHaveTextContent('New');
    expect(screen.getByRole('link', { name: /SEL-1/ })).not.toHaveTextContent('New');
    expect(localStorage.getItem('amparo.activity-seen.7')).not.toBe('2024-03-01T12:00:00.000Z');
  });

  it('says when there is nothing', async () => {
    await openLog([]);
    expect(await screen.findByText('Nothing happened.')).toBeVisible();
  });

  it('is closed to roles without the right', async () => {
    await renderApp({ isSignedIn: true, address: '/v2/activity_log' });
    expect(
      await screen.findByRole('heading', { name: 'Your role does not allow this' }),
    ).toBeVisible();
    expect(screen.queryByRole('link', { name: 'Activity log' })).not.toBeInTheDocument();
  });
});
