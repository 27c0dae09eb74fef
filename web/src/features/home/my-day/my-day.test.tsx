import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { createFileBox } from '../../../shared/forms/fields/file-box';
import { forgetDraft, keepDraft } from '../../../shared/records/drafts';
import { fakeCase, settings } from '../../../test/fake-data';
import { busyWorker, fakeTask, leader, serveDashboards, serveTasks } from '../../../test/fake-work';
import { installFakeServer } from '../../../test/install-fake-server';
import { renderApp } from '../../../test/render-app';

const day = () => screen.findByRole('region', { name: 'Who needs me today' });

function quietServer(user: Record<string, unknown> = busyWorker) {
  const server = installFakeServer({ isSignedIn: true, user, cases: [] });
  serveTasks(server, []);
  serveDashboards(server, []);
  server.on('GET /flags', () => ({ body: { data: [], metadata: { total: 0 } } }));
  return server;
}

describe('who needs me today', () => {
  it('puts tasks, answers and flags in one list, the most urgent first', async () => {
    const server = quietServer();
    serveTasks(server, [
      fakeTask(1, { name: 'Omar' }),
      fakeTask(2, { name: 'Lina', priority: 'high', type: 'assessment' }),
      fakeTask(3, { name: 'Later', overdue: false }),
    ]);
    server.on('GET /flags', () => ({
      body: {
        data: [{ id: 4, record_id: 'f', name: 'Rana', message: 'Call the school', date: null }],
        metadata: { total: 1 },
      },
    }));
    server.on('GET /cases', ({ query }) => {
      const data = query.has('referred_users_pending[0]') ? [{ ...fakeCase(5), name: 'Zoé' }] : [];
      return { body: { data, metadata: { total: data.length, page: 1, per: 20 } } };
    });
    await renderApp({ server, isSignedIn: true });
    const region = await day();
    await within(region).findByText('A referral waits for your answer');
    const rows = within(region).getAllByRole('link');
    expect(rows[0]).toHaveTextContent('LinaSEL-2HighAssessment');
    expect(rows[0]).toHaveAttribute('href', expect.stringContaining('?form=assessment'));
    expect(rows.map((row) => row.textContent).join()).not.toContain('Later');
    expect(within(region).getByText('Call the school')).toBeVisible();
    expect(within(region).getAllByText(/days late/).length).toBeGreaterThan(0);
  });

  it('asks about cases that nobody changed for as long as the deployment says', async () => {
    const server = quietServer();
    server.on('GET /system_settings', () => ({
      body: { data: { ...settings, system_options: { days_without_contact: 14 } } },
    }));
    server.on('GET /cases', ({ query }) => {
      const data = query.has('last_updated_at[0]') ? [{ ...fakeCase(5), name: 'Zoé' }] : [];
      return { body: { data, metadata: { total: data.length, page: 1, per: 20 } } };
    });
    await renderApp({ server, isSignedIn: true });
    expect(await screen.findByText('No change for 14 days or more')).toBeVisible();
    const since = new Date();
    since.setUTCDate(since.getUTCDate() - 14);
    const asked = server.seen('GET /cases').map(({ query }) => query.get('last_updated_at[0]'));
    expect(asked.some((one) => one?.includes(since.toISOString().slice(0, 10)))).toBe(true);
  });

  it('names consents that end within two weeks, where the form has such a day', async () => {
    const fields = [
      { name: 'consent_valid_until', type: 'date_field', display_name: { en: 'End' } },
    ];
    const server = quietServer({ ...busyWorker, permitted_form: { consent: 'rw' } });
    server.on('GET /forms', () => ({
      body: { data: [{ id: 1, unique_id: 'consent', parent_form: 'case', fields }] },
    }));
    server.on('GET /cases', ({ query }) => {
      const ending = { ...fakeCase(5), name: 'Zoé', consent_valid_until: '2020-05-01' };
      const data = query.has('consent_valid_until[0]') ? [ending] : [];
      return { body: { data, metadata: { total: data.length, page: 1, per: 20 } } };
    });
    await renderApp({ server, isSignedIn: true });
    const row = (await screen.findByText('Ask again for the consent')).closest('a');
    expect(row).toHaveTextContent(/days late/);
    expect(row).toHaveAttribute('href', expect.stringContaining('?form=consent'));
  });

  it('asks for no end of a consent that no form of the person has', async () => {
    const server = quietServer();
    await renderApp({ server, isSignedIn: true });
    expect(await screen.findByText('Nobody waits for you today.')).toBeVisible();
    const asked = server.seen('GET /cases').map(({ query }) => query.toString());
    expect(asked.some((query) => query.includes('consent_valid_until'))).toBe(false);
  });

  it('asks only for what the role is for', async () => {
    const server = quietServer();
    await renderApp({ server, isSignedIn: true });
    expect(await screen.findByText('Nobody waits for you today.')).toBeVisible();
    const asked = server.seen('GET /cases').map(({ query }) => query.toString());
    expect(asked.some((query) => query.includes('referred_users_pending'))).toBe(true);
    expect(asked.some((query) => query.includes('approval_status_closure%5B0%5D=rejected'))).toBe(
      true,
    );
    expect(asked.some((query) => query.includes('=pending'))).toBe(false);
  });

  it('shows a leader the approvals that wait', async () => {
    const server = quietServer(leader);
    server.on('GET /cases', ({ query }) => {
      const data = query.get('approval_status_closure[0]') === 'pending' ? [fakeCase(9)] : [];
      return { body: { data, metadata: { total: data.length, page: 1, per: 20 } } };
    });
    await renderApp({ server, isSignedIn: true });
    expect(await screen.findByText('Waits for your approval: Closure')).toBeVisible();
    expect(server.seen('GET /flags')).toHaveLength(0);
  });

  it('names what was typed and not saved, and goes on there', async () => {
    const about = { type: 'cases', path: '/cases/x/edit', isNew: false, clashes: 0 } as const;
    const draft = { initial: { id: 'x' }, revision: 3, files: createFileBox() };
    await renderApp({ server: quietServer(), isSignedIn: true });
    const region = await day();
    act(() => {
      keepDraft('cases/x', { ...draft, values: { name: 'Omar', short_id: 'abc1234' }, about });
      keepDraft('cases/y', {
        ...draft,
        initial: { id: 'y', name: 'Lina', risk_level: 'high' },
        values: {},
        about: { ...about, path: '/cases/y/edit', clashes: 2 },
      });
      keepDraft('cases/new/cp', {
        ...draft,
        initial: {},
        values: {},
        about: { ...about, path: '/cases/cp/new', isNew: true },
      });
    });
    const rows = within(region).getAllByRole('link');
    expect(rows.map((row) => row.getAttribute('href'))).toEqual([
      '/v2/cases/y/edit',
      '/v2/cases/cp/new',
      '/v2/cases/x/edit',
    ]);
    await waitFor(() =>
      expect(rows[0]).toHaveTextContent(/Lina.*High.*somebody else changed the same answers/),
    );
    expect(rows[1]).toHaveTextContent(/Without a name so far.*not registered yet/);
    expect(rows[2]).toHaveTextContent(/Omar.*abc1234.*not saved yet/);
    act(() => forgetDraft('cases/x'));
    expect(within(region).getAllByRole('link')).toHaveLength(2);
    act(() => {
      forgetDraft('cases/y');
      forgetDraft('cases/new/cp');
    });
  });

  it('says when something could not be read, and reads it again', async () => {
    const server = quietServer();
    server.on('GET /tasks', () => ({ status: 403, body: { errors: [] } }));
    await renderApp({ server, isSignedIn: true });
    const region = await day();
    expect(await within(region).findByText(/somebody may be missing/)).toBeVisible();
    expect(within(region).queryByText('Nobody waits for you today.')).not.toBeInTheDocument();
    serveTasks(server, [fakeTask(1)]);
    await userEvent.click(within(region).getByRole('button', { name: 'Try again' }));
    expect(await within(region).findByText('Child 1')).toBeVisible();
  });

  it('shows the others on request', async () => {
    const server = quietServer();
    serveTasks(
      server,
      Array.from({ length: 10 }, (_, n) => fakeTask(n + 1)),
    );
    await renderApp({ server, isSignedIn: true });
    const region = await day();
    await waitFor(() => expect(within(region).getAllByRole('link')).toHaveLength(8));
    await userEvent.click(within(region).getByRole('button', { name: 'Show all 10' }));
    expect(within(region).getAllByRole('link')).toHaveLength(10);
  });
});
