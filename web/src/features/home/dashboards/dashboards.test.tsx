import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { addressOf } from '../../../shared/records/dashboards';
import { busyWorker, leader, serveDashboards, serveTasks, stat } from '../../../test/fake-work';
import { installFakeServer } from '../../../test/install-fake-server';
import { renderApp } from '../../../test/render-app';

async function openHome(
  dashboards: readonly Record<string, unknown>[],
  user: Record<string, unknown> = busyWorker,
) {
  const server = installFakeServer({ isSignedIn: true, user });
  serveTasks(server, []);
  serveDashboards(server, dashboards);
  server.on('GET /flags', () => ({ body: { data: [], metadata: { total: 0 } } }));
  await renderApp({ server, isSignedIn: true });
  return server;
}

const risk = {
  name: 'dashboard.case_risk',
  type: 'indicator',
  indicators: {
    risk_level: {
      high: stat(12, 'record_state=true', 'status=open', 'risk_level=high'),
      low: stat(0, 'record_state=true', 'status=open', 'risk_level=low'),
    },
  },
};

const team = {
  name: 'dashboard.workflow_team',
  type: 'indicator',
  indicators: {
    'workflow_team_primeromodule-cp': {
      nadia: { new: stat(30, 'owned_by=nadia', 'workflow=new'), closed: stat(4, 'x=y') },
      omar: { new: stat(2, 'owned_by=omar', 'workflow=new'), closed: stat(0) },
    },
  },
};

describe('the address of a number', () => {
  it('is the list with exactly its filters', () => {
    expect(addressOf(stat(3, 'status=open', 'not[a]=b', 'd=1..2'))).toEqual({
      'status[0]': 'open',
      'not[a]': 'b',
      'd[0]': '1..2',
      page: '1',
    });
    expect(addressOf(stat(3, 'risk_level=high,low', 'place=A\\,B'))).toEqual({
      'risk_level[0]': 'high',
      'risk_level[1]': 'low',
      'place[0]': 'A,B',
      page: '1',
    });
  });
});

describe('the numbers of the role', () => {
  it('are bars with words, and lead to exactly what they count', async () => {
    const server = await openHome([risk]);
    const chart = await screen.findByRole('table', { name: /Open cases by risk/ });
    const high = within(chart).getByRole('link', { name: '12 High' });
    expect(within(chart).getByRole('rowheader', { name: 'Low' })).toBeVisible();
    expect(within(chart).getAllByRole('link')).toHaveLength(1);
    await userEvent.click(high);
    await waitFor(() =>
      expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Cases (12)'),
    );
    const asked = server.seen('GET /cases').at(-1)?.query;
    expect(asked?.get('risk_level[0]')).toBe('high');
    expect(asked?.get('status[0]')).toBe('open');
  });

  it('are said in a sentence, too', async () => {
    const several = { high: stat(3, 'risk_level=high'), low: stat(9, 'risk_level=low') };
    await openHome([{ name: 'dashboard.case_risk', indicators: { case_risk: several } }]);
    const section = await screen.findByRole('region', { name: 'Open cases by risk' });
    expect(section).toHaveTextContent('12 together; most: Low, 9');
  });

  it('stand together where they are counted by the same person', async () => {
    await openHome([
      {
        name: 'dashboard.cases_by_task_overdue_assessment',
        indicators: { tasks_overdue_assessment: { nadia: stat(3, 'owned_by=nadia') } },
      },
      {
        name: 'dashboard.cases_by_task_overdue_services',
        indicators: { tasks_overdue_services: { omar: stat(5, 'owned_by=omar') } },
      },
    ]);
    const section = await screen.findByRole('region', { name: 'Cases with overdue tasks' });
    expect(within(section).getByRole('link', { name: '3 Assessment, nadia' })).toBeVisible();
    expect(within(section).getByRole('link', { name: '5 Services, omar' })).toBeVisible();
  });

  it('of approvals and of dashboards nobody described are shown, too', async () => {
    await openHome([
      {
        name: 'dashboard.approvals_closure.primeromodule-cp',
        indicators: { 'approval_closure_pending.primeromodule-cp': stat(2, 'a=b') },
      },
      { name: 'dashboard.brand_new', indicators: { brand_new_number: stat(7, 'c=d') } },
    ]);
    expect(await screen.findByRole('link', { name: '2 Closure · Waiting' })).toBeVisible();
    expect(screen.getByRole('link', { name: '7 brand new number' })).toBeVisible();
  });

  it('say so when they cannot be read', async () => {
    const server = await openHome([]);
    expect(server.seen('GET /dashboards')).toHaveLength(1);
    expect(screen.queryByText(/As of/)).not.toBeInTheDocument();
  });
});

describe('the cockpit', () => {
  it('shows who carries too much, without what is closed', async () => {
    await openHome([team], leader);
    const cockpit = await screen.findByRole('region', { name: 'My team' });
    expect(within(cockpit).getByText('1 of the team have more than 25 open cases.')).toBeVisible();
    const [first, second] = within(cockpit).getAllByRole('rowheader');
    expect(first).toHaveTextContent('nadiaOver the limit');
    expect(second).toHaveTextContent('omar');
    const link = within(cockpit).getByRole('link', { name: '30 Open, nadia' });
    expect(link.getAttribute('href')).toContain('owned_by[0]=nadia');
    expect(link.getAttribute('href')).toContain('status[0]=open');
  });

  it('weighs by risk where the server tells it', async () => {
    const caseload = {
      name: 'dashboard.dash_caseload',
      indicators: {
        caseload_total: { light: stat(5, 'owned_by=light'), heavy: stat(3, 'owned_by=heavy') },
        caseload_over_maximum: {},
        caseload_by_risk_level: {
          light: { low: stat(5, 'owned_by=light') },
          heavy: { high: stat(2, 'owned_by=heavy'), none: stat(1, 'owned_by=heavy') },
        },
      },
    };
    await openHome([caseload], leader);
    const cockpit = await screen.findByRole('region', { name: 'My team' });
    const rows = within(cockpit).getAllByRole('row').slice(1);
    expect(rows[0]).toHaveTextContent(/heavy.*7$/);
    expect(rows[1]).toHaveTextContent(/light.*5$/);
    expect(screen.queryByRole('region', { name: 'More numbers' })).not.toBeInTheDocument();
  });

  it('shows which approvals wait, and for how long', async () => {
    const waits = {
      name: 'dashboard.dash_approvals_waiting_time',
      indicators: {
        approval_waiting_case_plan_under_3_days: stat(4, 'a=new'),
        approval_waiting_case_plan_over_7_days: stat(0, 'a=old'),
        approval_waiting_closure_over_7_days: stat(2, 'a=closure'),
        approval_waiting_assessment_under_3_days: stat(0, 'a=none'),
      },
    };
    await openHome([waits], leader);
    const cockpit = within(await screen.findByRole('region', { name: 'My team' }));
    const table = within(cockpit.getByRole('table', { name: /Approvals that wait/ }));
    expect(table.getAllByRole('rowheader').map((row) => row.textContent)).toEqual([
      'Closure',
      'Case plan',
    ]);
    const link = table.getByRole('link', { name: /^2 .*, Closure$/ });
    expect(link.getAttribute('href')).toContain('a[0]=closure');
    expect(screen.queryByRole('region', { name: 'Approvals waiting for' })).toBeNull();
  });

  it('shows the bare numbers of approvals where nothing says for how long', async () => {
    const pending = {
      name: 'dashboard.approvals_closure_pending',
      indicators: { approval_closure_pending_group: stat(2, 'a=b') },
    };
    await openHome([pending], leader);
    const cockpit = within(await screen.findByRole('region', { name: 'My team' }));
    expect(cockpit.getByRole('link', { name: '2 Closure · Waiting' })).toBeVisible();
    expect(screen.queryByRole('region', { name: 'Approvals that wait' })).toBeNull();
  });

  it('is not for those who lead nobody', async () => {
    await openHome([team, risk]);
    await screen.findByRole('table', { name: /Open cases by risk/ });
    expect(screen.queryByRole('region', { name: 'My team' })).not.toBeInTheDocument();
  });
});

describe('numbers of grave violations', () => {
  it('are in words, and show no empty team to whoever leads no cases', async () => {
    const user = {
      ...leader,
      permissions: {
        list: [
          { resource: 'incidents', actions: ['read'] },
          { resource: 'dashboards', actions: ['dash_violations_category_verification_status'] },
        ],
      },
    };
    const by = { killing_verified: stat(2, 'status=open') };
    const name = 'violations_category_verification_status';
    const dashboard = { name: `dashboard.dash_${name}`, indicators: { [name]: by } };
    await openHome([dashboard], user);
    expect(await screen.findByText('killing: verified')).toBeVisible();
    expect(screen.queryByRole('heading', { name: 'My team' })).toBeNull();
    expect(screen.queryByRole('heading', { name: 'Who needs me today' })).toBeNull();
  });
});
