import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { settings } from '../../../test/fake-data';
import { busyWorker, serveDashboards, serveTasks } from '../../../test/fake-work';
import { installFakeServer } from '../../../test/install-fake-server';
import { renderApp } from '../../../test/render-app';
import { arranged, formerArrangement, moved, usual } from './arrangement';

const parts = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];
const names = (some: readonly { id: string }[]) => some.map(({ id }) => id).join('');

describe('the order of home', () => {
  afterEach(() => localStorage.clear());

  it('is the chosen one, without what is hidden, what is new at the end', () => {
    expect(names(arranged(parts, usual))).toBe('abc');
    expect(names(arranged(parts, { order: ['c', 'a'], hidden: [] }))).toBe('cab');
    expect(names(arranged(parts, { order: ['c', 'b', 'a'], hidden: ['b', 'gone'] }))).toBe('ca');
  });

  it('changes by one place, and not beyond the ends', () => {
    expect(moved(['a', 'b', 'c'], 'b', -1)).toEqual(['b', 'a', 'c']);
    expect(moved(['a', 'b', 'c'], 'b', 1)).toEqual(['a', 'c', 'b']);
    expect(moved(['a', 'b'], 'a', -1)).toEqual(['a', 'b']);
    expect(moved(['a', 'b'], 'b', 1)).toEqual(['a', 'b']);
  });

  it('is taken over from before it was kept for the person', () => {
    localStorage.setItem('amparo.home.7', '{"order":["b"],"hidden":["a"]}');
    expect(formerArrangement(7)).toEqual({ order: ['b'], hidden: ['a'] });
    expect(formerArrangement(8)).toBeUndefined();
    localStorage.setItem('amparo.home.7', '{"order":1}');
    expect(formerArrangement(7)).toBeUndefined();
    localStorage.setItem('amparo.home.7', 'no json');
    expect(formerArrangement(7)).toBeUndefined();
  });
});

type Wire = Record<string, unknown>;
const stat = (count: number) => ({ count, query: ['status=open'] });

async function home(user: Wire = busyWorker, presets: object = {}, own: object = {}) {
  const server = installFakeServer({ isSignedIn: true, user });
  server.interfaceSettings = { ...own };
  server.on('GET /system_settings', () => ({
    body: { data: { ...settings, home_presets: presets } },
  }));
  serveTasks(server, []);
  serveDashboards(server, [
    { name: 'dashboard.case_risk', indicators: { case_risk: { high: stat(1) } } },
    { name: 'dashboard.workflow', indicators: { workflow: { new: stat(2) } } },
  ]);
  await renderApp({ server, isSignedIn: true });
  await screen.findByRole('button', { name: 'Arrange this page' });
  return server;
}

const headings = () =>
  screen
    .getAllByRole('heading', { level: 2 })
    .map((one) => one.textContent)
    .filter((name) => ['Open cases by risk', 'My cases by step'].includes(name ?? ''));

describe('arranging home', () => {
  afterEach(() => localStorage.clear());

  it('moves a part up, hides one, and goes back to the usual page', async () => {
    const server = await home();
    const hidden = { home: { order: ['workflow', 'risk'], hidden: ['risk'] } };
    expect(headings()).toEqual(['Open cases by risk', 'My cases by step']);
    await userEvent.click(screen.getByRole('button', { name: 'Arrange this page' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Arrange this page' }));
    const first = dialog.getByRole('button', { name: 'Move up: Open cases by risk' });
    expect(first).toHaveAttribute('aria-disabled', 'true');
    await userEvent.click(dialog.getByRole('button', { name: 'Move up: My cases by step' }));
    await userEvent.click(dialog.getByRole('checkbox', { name: 'Open cases by risk' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Done' }));
    expect(headings()).toEqual(['My cases by step']);
    const sent = () => server.seen('PATCH /interface_settings').map(({ body }) => body);
    await waitFor(() => expect(sent().at(-1)).toEqual({ data: hidden }));
    await userEvent.click(screen.getByRole('button', { name: 'Arrange this page' }));
    const again = within(await screen.findByRole('dialog', { name: 'Arrange this page' }));
    await userEvent.click(again.getByRole('button', { name: 'As usual' }));
    await userEvent.click(again.getByRole('button', { name: 'Done' }));
    expect(headings()).toEqual(['Open cases by risk', 'My cases by step']);
    await waitFor(() => expect(sent().at(-1)).toEqual({ data: { home: null } }));
  });

  it('is as it was arranged on another device', async () => {
    const server = await home(busyWorker, {}, { home: { order: ['workflow'], hidden: [] } });
    expect(server.seen('GET /interface_settings')).toHaveLength(1);
    await waitFor(() => expect(headings()).toEqual(['My cases by step', 'Open cases by risk']));
  });
});

describe('the page a role begins with', () => {
  afterEach(() => localStorage.clear());
  const preset = { order: ['workflow'], hidden: ['risk'] };

  it('is that of the role, else that of all, until somebody arranges their own', async () => {
    const of_role = { worker_role: preset, default: { order: [], hidden: ['workflow'] } };
    await home({ ...busyWorker, role_unique_id: 'worker_role' }, of_role);
    expect(headings()).toEqual(['My cases by step']);
    await userEvent.click(screen.getByRole('button', { name: 'Arrange this page' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Arrange this page' }));
    expect(dialog.queryByRole('button', { name: 'Arrange the page of a role' })).toBeNull();
    await userEvent.click(dialog.getByRole('checkbox', { name: 'Open cases by risk' }));
    expect(headings()).toEqual(['My cases by step', 'Open cases by risk']);
    await userEvent.click(dialog.getByRole('button', { name: 'As usual' }));
    expect(headings()).toEqual(['My cases by step']);
  });

  it('is that of all for a role without one', async () => {
    await home({ ...busyWorker, role_unique_id: 'other' }, { default: preset });
    expect(headings()).toEqual(['My cases by step']);
  });

  it('is set by who manages the system, and taken away again', async () => {
    const rights = [
      { resource: 'dashboards', actions: ['case_risk', 'workflow'] },
      { resource: 'systems', actions: ['manage'] },
    ];
    const permissions = { list: rights };
    const server = await home({ ...busyWorker, permissions }, { r2: preset });
    server.on('GET /roles', () => ({ body: { data: [{ unique_id: 'r2', name: 'Supervisor' }] } }));
    server.on('PATCH /system_settings', () => ({ body: { data: settings } }));
    const open = async () => {
      await userEvent.click(screen.getByRole('button', { name: 'Arrange this page' }));
      await userEvent.click(await screen.findByRole('button', { name: /page of a role/ }));
      return within(await screen.findByRole('dialog', { name: 'Arrange the page of a role' }));
    };
    const dialog = await open();
    expect(dialog.getByRole('button', { name: 'Take away' })).toBeDisabled();
    await userEvent.click(dialog.getByRole('button', { name: /Role/ }));
    await userEvent.click(await screen.findByRole('option', { name: 'Supervisor' }));
    const risk = dialog.getByRole('checkbox', { name: 'Open cases by risk' });
    expect(risk).not.toBeChecked();
    await userEvent.click(risk);
    await userEvent.click(dialog.getByRole('button', { name: 'Save for the role' }));
    await screen.findByText('The page of the role is saved.');
    const again = await open();
    await userEvent.click(again.getByRole('button', { name: /Role/ }));
    await userEvent.click(await screen.findByRole('option', { name: 'Supervisor' }));
    await userEvent.click(again.getByRole('button', { name: 'Take away' }));
    await waitFor(() => expect(server.seen('PATCH /system_settings')).toHaveLength(2));
    expect(server.seen('PATCH /system_settings').map(({ body }) => body)).toEqual([
      { data: { home_presets: { r2: { order: ['workflow'], hidden: [] } } } },
      { data: { home_presets: { r2: null } } },
    ]);
  });
});
