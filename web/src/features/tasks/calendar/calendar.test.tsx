import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { busyWorker, fakeTask, leader, serveTasks } from '../../../test/fake-work';
import { installFakeServer } from '../../../test/install-fake-server';
import { renderApp } from '../../../test/render-app';
import { screenWidth } from '../../../test/screen-width';

const onDay = (number: number, day: string, more = {}) =>
  fakeTask(number, { due_date_iso: day, overdue: false, ...more });

const fiveOfOneDay = [1, 2, 3, 4, 5].map((number) => onDay(number, '2024-02-06'));

async function openCalendar(
  search = '&day=2024-02-06',
  tasks = [...fiveOfOneDay, onDay(6, '2024-02-20', { type: 'service', overdue: true })],
  user = busyWorker,
) {
  const server = installFakeServer({ isSignedIn: true, user });
  serveTasks(server, tasks);
  await renderApp({ server, isSignedIn: true, address: `/v2/tasks?view=calendar${search}` });
  return server;
}

describe('the calendar of tasks', () => {
  it('shows a month in whole weeks and asks for its days only', async () => {
    const server = await openCalendar();
    const table = await screen.findByRole('table', { name: 'February 2024' });
    expect(within(table).getAllByRole('columnheader')).toHaveLength(7);
    const full = await within(table).findByRole('button', { name: /Feb 6, 2024, 5 tasks/ });
    const cell = within(full.closest('td') ?? table);
    expect(cell.getAllByRole('link')).toHaveLength(3);
    expect(cell.getByRole('link', { name: /Child 1/ }).getAttribute('href')).toMatch(
      /\/v2\/cases\/.*000001\?form=followup$/,
    );
    expect(within(table).getByRole('link', { name: /Child 6/ })).toHaveTextContent('Overdue');
    expect(within(table).getByRole('button', { name: /Feb 7, 2024, nothing due/ })).toBeVisible();
    const asked = server.seen('GET /tasks').at(-1)?.query;
    expect(asked?.get('due_from')?.slice(0, 7)).toBe('2024-01');
    expect(asked?.get('due_to')?.slice(0, 7)).toBe('2024-03');
    expect(asked?.get('scope')).toBeNull();
  });

  it('opens a week from a day that is too full', async () => {
    await openCalendar();
    await userEvent.click(await screen.findByRole('button', { name: '2 more' }));
    await waitFor(() => expect(window.location.search).toContain('span=week'));
    expect(window.location.search).toContain('day=2024-02-06');
    await waitFor(() => expect(screen.getAllByRole('link', { name: /Child/ })).toHaveLength(5));
  });

  it('is left by its buttons and walked by the keyboard', async () => {
    await openCalendar();
    const day = await screen.findByRole('button', { name: /Feb 6, 2024/ });
    day.focus();
    await userEvent.keyboard('{ArrowRight}');
    await waitFor(() => expect(screen.getByRole('button', { name: /Feb 7, 2024/ })).toHaveFocus());
    await userEvent.keyboard('{ArrowDown}');
    await waitFor(() => expect(screen.getByRole('button', { name: /Feb 14, 2024/ })).toHaveFocus());
    await userEvent.keyboard('{PageDown}');
    expect(await screen.findByRole('heading', { name: 'March 2024' })).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Month before' }));
    expect(await screen.findByRole('heading', { name: 'February 2024' })).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Week' }));
    expect(await screen.findByRole('button', { name: 'Week before' })).toBeVisible();
  });

  it('is an agenda on a phone', async () => {
    screenWidth(360);
    await openCalendar();
    const day = await screen.findByRole('region', { name: /Tuesday, Feb 6, 2024/ });
    expect(within(day).getAllByRole('link')).toHaveLength(5);
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
  });

  it('names in the agenda the question that sets the day', async () => {
    screenWidth(360);
    const server = installFakeServer({ isSignedIn: true, user: busyWorker });
    const fields = [
      { name: 'visit_by', type: 'date_field', display_name: { en: 'Visit by' }, visible: true },
    ];
    const form = {
      id: 1,
      unique_id: 'visits',
      name: { en: 'Visits' },
      parent_form: 'case',
      fields,
    };
    server.on('GET /forms', () => ({ body: { data: [{ ...form, visible: true }] } }));
    const data = [onDay(1, '2024-02-06', { type: 'follow_up' })];
    const metadata = { total: 1, page: 1, per: 100, field_names: { follow_up: 'visit_by' } };
    server.on('GET /tasks', () => ({ body: { data, metadata } }));
    const address = '/v2/tasks?view=calendar&day=2024-02-06';
    await renderApp({ server, isSignedIn: true, address });
    expect(await screen.findByText('Visit by')).toBeVisible();
    expect(screen.getByText('Visits')).toBeVisible();
  });

  it('says so when nothing is due, and shows the team to who leads it', async () => {
    screenWidth(360);
    const server = await openCalendar('&scope=team&day=2024-02-06', [], leader);
    expect(await screen.findByText('Nothing is due in these days.')).toBeVisible();
    expect(server.seen('GET /tasks').at(-1)?.query.get('scope')).toBe('team');
  });

  it('is reached from the list', async () => {
    await openCalendar('', [fakeTask(1)]);
    await userEvent.click(await screen.findByRole('button', { name: 'List' }));
    expect(await screen.findByRole('region', { name: 'Overdue (1)' })).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Calendar' }));
    await waitFor(() => expect(window.location.search).toBe('?view=calendar'));
    expect(await screen.findByRole('table')).toBeVisible();
  });
});
