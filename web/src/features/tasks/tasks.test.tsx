import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { dueDay } from '../../shared/records/tasks';
import { caseWorker, settings } from '../../test/fake-data';
import { busyWorker, fakeTask, leader, serveTasks } from '../../test/fake-work';
import { installFakeServer } from '../../test/install-fake-server';
import { renderApp } from '../../test/render-app';

async function openTasks(tasks: readonly Record<string, unknown>[], user = busyWorker) {
  const server = installFakeServer({ isSignedIn: true, user });
  serveTasks(server, tasks);
  await renderApp({ server, isSignedIn: true, address: '/v2/tasks' });
  return server;
}

const openFilters = async () =>
  userEvent.click(await screen.findByRole('button', { name: /^Filters/ }));
const group = (name: string) => screen.getByRole('group', { name });

describe('the day a task is due', () => {
  it('is read from either form', () => {
    const task = { id: '1', type: 'service', due_date: '06-Feb-2024', overdue: false };
    const whole = v.object({ due: v.string() });
    const read = { ...task, upcoming_soon: false };
    expect(v.parse(whole, { due: dueDay(read) }).due).toBe('2024-02-06');
    expect(dueDay({ ...read, due_date_iso: '2024-02-07' })).toBe('2024-02-07');
    expect(dueDay({ ...read, due_date: 'soon' })).toBe('soon');
  });
});

describe('the tasks', () => {
  it('say which question of which form sets their day', async () => {
    const server = installFakeServer({ isSignedIn: true, user: busyWorker });
    const form = (id: number, fields: object[], more: object = {}) => ({
      id,
      unique_id: `form${id}`,
      name: { en: `Form ${id}` },
      fields,
      ...more,
    });
    const asked = (name: string, en: string) => ({
      name,
      type: 'date_field',
      display_name: { en },
    });
    const visits = { name: 'visits', type: 'subform', subform_section_id: 3 };
    server.on('GET /forms', () => ({
      body: {
        data: [
          form(1, [asked('assessment_due_date', 'Assess by')]),
          form(3, [asked('followup_needed_by_date', 'Visit by')], { is_nested: true }),
          form(2, [visits]),
        ],
      },
    }));
    const field_names = {
      assessment: 'assessment_due_date',
      case_plan: 'case_plan_due_date',
      follow_up: 'followup_needed_by_date',
    };
    const data = ['assessment', 'case_plan', 'follow_up', 'flag'].map((type, at) =>
      fakeTask(at + 1, { type }),
    );
    server.on('GET /tasks', () => ({
      body: { data, metadata: { total: 4, page: 1, per: 100, field_names } },
    }));
    await renderApp({ server, isSignedIn: true, address: '/v2/tasks' });
    expect(await screen.findByText('Assess by')).toBeVisible();
    const overdue = within(screen.getByRole('region', { name: 'Overdue (4)' }));
    const from = (child: RegExp) =>
      overdue.getByRole('link', { name: child }).querySelector('small')?.textContent;
    expect(from(/Child 1/)).toBe('Assess by · Form 1');
    expect(from(/Child 3/)).toBe('Visit by · Form 2');
    // No form of this person asks for the plan's day; none sets that of a flag.
    expect([from(/Child 2/), from(/Child 4/)]).toEqual([undefined, undefined]);
  });

  it('stand by how late they are and open where they are done', async () => {
    await openTasks([
      fakeTask(1),
      fakeTask(2, { overdue: false, upcoming_soon: true, type: 'service' }),
      fakeTask(3, { overdue: false, due_date_iso: '2999-01-01', type: 'case_plan' }),
    ]);
    const overdue = await screen.findByRole('region', { name: 'Overdue (1)' });
    const link = within(overdue).getByRole('link');
    expect(link).toHaveTextContent(/Child 1.*Follow-up.*days late/);
    expect(link.getAttribute('href')).toMatch(/\/v2\/cases\/.*000001\?form=followup$/);
    expect(screen.getByRole('region', { name: 'In the next seven days (1)' })).toBeVisible();
    expect(screen.getByRole('region', { name: 'Later (1)' })).toHaveTextContent('Case plan');
  });

  it('are narrowed to one kind, in the address', async () => {
    await openTasks([fakeTask(1), fakeTask(2, { type: 'service' })]);
    await userEvent.click(await screen.findByRole('button', { name: 'Service' }));
    await waitFor(() => expect(window.location.search).toBe('?type=service'));
    expect(screen.queryByText('Child 1')).not.toBeInTheDocument();
    expect(await screen.findByText('Child 2')).toBeVisible();
    await userEvent.click(within(group('Kind')).getByRole('button', { name: 'All' }));
    expect(await screen.findByText('Child 1')).toBeVisible();
  });

  it('are narrowed to several kinds at once', async () => {
    const server = await openTasks([
      fakeTask(1),
      fakeTask(2, { type: 'service' }),
      fakeTask(3, { type: 'flag' }),
    ]);
    await screen.findByText('Child 1');
    const kind = (name: string) => within(group('Kind')).getByRole('button', { name });
    await userEvent.click(kind('Service'));
    await userEvent.click(kind('Flag'));
    await waitFor(() => expect(window.location.search).toBe('?type=service,flag'));
    await waitFor(() => {
      const asked = server.seen('GET /tasks').at(-1)?.query;
      expect([asked?.get('type[0]'), asked?.get('type[1]')]).toEqual(['service', 'flag']);
    });
    expect(kind('Service')).toHaveAttribute('aria-pressed', 'true');
    expect(await screen.findByText('Child 3')).toBeVisible();
    expect(screen.queryByText('Child 1')).not.toBeInTheDocument();
    await userEvent.click(kind('Service'));
    await waitFor(() => expect(window.location.search).toBe('?type=flag'));
  });

  it('are narrowed over all pages, and begin at the first again', async () => {
    const visits = Array.from({ length: 100 }, (_, at) => fakeTask(at + 1));
    const server = await openTasks([
      ...visits,
      fakeTask(101, { type: 'flag', priority: 'high' }),
      fakeTask(102, { type: 'service' }),
    ]);
    await userEvent.click(await screen.findByRole('button', { name: 'Later tasks' }));
    expect(await screen.findByText('Child 102')).toBeVisible();
    const flags = within(group('Kind')).getByRole('button', { name: 'Flag' });
    await userEvent.click(flags);
    expect(await screen.findByRole('region', { name: 'Overdue (1)' })).toHaveTextContent(
      'Child 101',
    );
    expect(flags).toHaveFocus();
    const asked = server.seen('GET /tasks').at(-1)?.query;
    expect([asked?.get('type[0]'), asked?.get('page')]).toEqual(['flag', '1']);
  });

  it('are narrowed by the risk level, with its mark, and say when nothing fits', async () => {
    await openTasks([fakeTask(1, { priority: 'high' }), fakeTask(2, { priority: 'low' })]);
    await screen.findByText('Child 1');
    const button = screen.getByRole('button', { name: 'Filters' });
    expect(button).toHaveAttribute('aria-expanded', 'false');
    await openFilters();
    const level = (name: string) => within(group('Risk level')).getByRole('button', { name });
    expect(level('High').querySelectorAll('svg .risk-bar')).toHaveLength(3);
    await userEvent.click(level('High'));
    await waitFor(() => expect(screen.queryByText('Child 2')).not.toBeInTheDocument());
    expect(await screen.findByText('Child 1')).toBeVisible();
    expect(window.location.search).toBe('?risk_level=high');
    expect(button).toHaveAccessibleName('Filters 1 is active');
    expect(button).toHaveAttribute('aria-expanded', 'true');
    await userEvent.click(level('High'));
    await userEvent.click(level('Medium'));
    expect(await screen.findByText('Nothing fits this search.')).toBeVisible();
    expect(screen.queryByText('Nothing is due.')).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Calendar' }));
    await screen.findByRole('heading', { level: 2 });
    expect(window.location.search).toBe('?view=calendar&risk_level=medium');
    expect(level('Medium')).toHaveAttribute('aria-pressed', 'true');
  });

  it('have no risk levels for those who may not filter cases by them', async () => {
    await openTasks([fakeTask(1)], { ...busyWorker, filters: { cases: [] } });
    await screen.findByText('Child 1');
    expect(screen.queryByRole('button', { name: 'Filters' })).not.toBeInTheDocument();
  });

  it('are narrowed to one of several programmes', async () => {
    const module_unique_ids = ['primeromodule-cp', 'primeromodule-gbv'];
    const modules = module_unique_ids.map((unique_id, at) => ({
      unique_id,
      name: ['CP', 'GBV'][at],
      associated_record_types: ['case'],
    }));
    const server = installFakeServer({
      isSignedIn: true,
      user: { ...busyWorker, module_unique_ids },
      settings: { ...settings, modules },
    });
    serveTasks(
      server,
      module_unique_ids.map((module_id, at) => fakeTask(at + 1, { module_id })),
    );
    await renderApp({ server, isSignedIn: true, address: '/v2/tasks' });
    await screen.findByText('Child 1');
    await openFilters();
    await userEvent.click(within(group('Programme')).getByRole('button', { name: 'GBV' }));
    await waitFor(() => expect(screen.queryByText('Child 1')).not.toBeInTheDocument());
    expect(await screen.findByText('Child 2')).toBeVisible();
    expect(window.location.search).toBe('?module_id=primeromodule-gbv');
  });

  it('of the team are for those who lead one', async () => {
    const server = await openTasks([fakeTask(1, { owned_by: 'nadia' })], leader);
    await userEvent.click(await screen.findByRole('button', { name: 'My team’s' }));
    await waitFor(() => expect(server.seen('GET /tasks').at(-1)?.query.get('scope')).toBe('team'));
    expect(await screen.findByText('nadia')).toBeVisible();
  });

  it('say so when nothing is due', async () => {
    const server = await openTasks([]);
    expect(await screen.findByText('Nothing is due.')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'My team’s' })).not.toBeInTheDocument();
    expect(server.seen('GET /tasks')[0]?.query.get('scope')).toBeNull();
  });

  it('are not for roles without them', async () => {
    await renderApp({ isSignedIn: true, user: caseWorker, address: '/v2/tasks' });
    expect(
      await screen.findByRole('heading', { name: 'Your role does not allow this' }),
    ).toBeVisible();
  });
});
