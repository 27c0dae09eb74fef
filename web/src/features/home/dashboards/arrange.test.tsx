import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { busyWorker, serveDashboards, serveTasks } from '../../../test/fake-work';
import { installFakeServer } from '../../../test/install-fake-server';
import { renderApp } from '../../../test/render-app';
import { arranged, moved, rememberArrangement, rememberedArrangement, usual } from './arrangement';

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

  it('is remembered for one person on this device', () => {
    const chosen = { order: ['b'], hidden: ['a'] };
    rememberArrangement(7, chosen);
    expect(rememberedArrangement(7)).toEqual(chosen);
    expect(rememberedArrangement(8)).toEqual(usual);
    rememberArrangement(7, usual);
    expect(localStorage.getItem('amparo.home.7')).toBeNull();
    localStorage.setItem('amparo.home.7', '{"order":1}');
    expect(rememberedArrangement(7)).toEqual(usual);
    localStorage.setItem('amparo.home.7', 'no json');
    expect(rememberedArrangement(7)).toEqual(usual);
  });
});

const stat = (count: number) => ({ count, query: ['status=open'] });

async function home() {
  const server = installFakeServer({ isSignedIn: true, user: busyWorker });
  serveTasks(server, []);
  serveDashboards(server, [
    { name: 'dashboard.case_risk', indicators: { case_risk: { high: stat(1) } } },
    { name: 'dashboard.workflow', indicators: { workflow: { new: stat(2) } } },
  ]);
  await renderApp({ server, isSignedIn: true });
  return screen.findByRole('heading', { level: 2, name: 'Open cases by risk' });
}

const headings = () =>
  screen
    .getAllByRole('heading', { level: 2 })
    .map((one) => one.textContent)
    .filter((name) => ['Open cases by risk', 'My cases by step'].includes(name ?? ''));

describe('arranging home', () => {
  afterEach(() => localStorage.clear());

  it('moves a part up, hides one, and goes back to the usual page', async () => {
    await home();
    expect(headings()).toEqual(['Open cases by risk', 'My cases by step']);
    await userEvent.click(screen.getByRole('button', { name: 'Arrange this page' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Arrange this page' }));
    expect(dialog.getByRole('button', { name: 'Move up: Open cases by risk' })).toBeDisabled();
    await userEvent.click(dialog.getByRole('button', { name: 'Move up: My cases by step' }));
    await userEvent.click(dialog.getByRole('checkbox', { name: 'Open cases by risk' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Done' }));
    expect(headings()).toEqual(['My cases by step']);
    expect(localStorage.getItem(`amparo.home.7`)).toContain('risk');
    await userEvent.click(screen.getByRole('button', { name: 'Arrange this page' }));
    const again = within(await screen.findByRole('dialog', { name: 'Arrange this page' }));
    await userEvent.click(again.getByRole('button', { name: 'As usual' }));
    await userEvent.click(again.getByRole('button', { name: 'Done' }));
    expect(headings()).toEqual(['Open cases by risk', 'My cases by step']);
  });
});
