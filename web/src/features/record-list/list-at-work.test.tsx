import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createFileBox } from '../../shared/forms/fields/file-box';
import { forgetDraft, keepDraft } from '../../shared/records/drafts';
import { RecordType } from '../../shared/wire/records';
import { caseWorker, fakeCase } from '../../test/fake-data';
import { renderApp, type AppOptions } from '../../test/render-app';
import { screenWidth } from '../../test/screen-width';

/** Somebody who may do something with a choice of cases. */
const chooser = {
  ...caseWorker,
  permissions: { list: [{ resource: 'cases', actions: ['read', 'assign', 'flag_multiple'] }] },
};
const cases = [1, 2, 3].map(fakeCase);

async function openList(options: AppOptions = {}) {
  const server = await renderApp({ isSignedIn: true, address: '/v2/cases', cases, ...options });
  await screen.findByRole('link', { name: 'SEL-aaaaaa1' });
  return server;
}

/** The way into the first, second, third record, as they stand in the list. */
const link = (place: number) => screen.getAllByRole('link', { name: /^SEL/ })[place - 1];

afterEach(() => {
  forgetDraft('cases/x');
  forgetDraft('incidents/y');
  vi.useRealTimers();
});

describe('the keys of a list', () => {
  it.each([
    ['a table', 1280],
    ['cards', 360],
  ])('lead from record to record in %s', async (_, width) => {
    screenWidth(width);
    await openList({ user: chooser });
    link(1)?.focus();
    await userEvent.keyboard('{ArrowDown}');
    expect(link(2)).toHaveFocus();
    await userEvent.keyboard('{End}');
    expect(link(3)).toHaveFocus();
    await userEvent.keyboard('{ArrowDown}');
    expect(link(3)).toHaveFocus();
    await userEvent.keyboard('{Home}{ArrowUp}');
    expect(link(1)).toHaveFocus();
    const box = await screen.findByRole('checkbox', {
      name: `Choose ${link(1)?.textContent ?? ''}`,
    });
    await userEvent.keyboard(' ');
    expect(box).toBeChecked();
    await userEvent.keyboard(' ');
    expect(box).not.toBeChecked();
    const second = link(2)?.getAttribute('href');
    await userEvent.keyboard('{ArrowDown}{Enter}');
    await waitFor(() => expect(window.location.pathname).toBe(second));
  });

  it('enter the table, and mean what they mean inside other controls', async () => {
    await openList({ user: chooser });
    const region = screen.getByRole('region', { name: 'Cases' });
    region.focus();
    await userEvent.keyboard('{ArrowDown}');
    expect(link(1)).toHaveFocus();
    const head = screen.getByRole('button', { name: 'Age' });
    head.focus();
    await userEvent.keyboard('{ArrowDown}');
    expect(head).toHaveFocus();
  });
});

describe('what is not saved yet', () => {
  const draft = { initial: {}, values: {}, revision: 1, files: createFileBox() };
  const about = { type: RecordType.case, path: '/cases/x/edit', isNew: false, clashes: 0 };

  it('stands above the list, with the way back to it', async () => {
    await openList();
    expect(screen.queryByRole('region', { name: /not saved/ })).toBeNull();
    act(() => {
      keepDraft('cases/x', {
        ...draft,
        values: { name: 'Omar' },
        about: { ...about, isNew: true, path: '/cases/primeromodule-cp/new', clashes: 1 },
      });
      keepDraft('incidents/y', {
        ...draft,
        about: { ...about, type: RecordType.incident, path: '/incidents/y/edit' },
      });
    });
    const region = await screen.findByRole('region', { name: '1 not saved yet' });
    const back = within(region).getByRole('link', { name: 'Omar' });
    expect(back).toHaveAttribute('href', '/v2/cases/primeromodule-cp/new');
    expect(region).toHaveTextContent(/not registered yet.*somebody else changed it, too/);
    act(() => forgetDraft('cases/x'));
    await waitFor(() => expect(region).not.toBeInTheDocument());
  });
});

describe('the age of a list', () => {
  it('is told once it is older than a minute, with the way to a new one', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true, toFake: ['Date', 'setInterval'] });
    const server = await openList();
    expect(screen.queryByText(/Read from the server/)).toBeNull();
    const before = server.seen('GET /cases').length;
    act(() => void vi.advanceTimersByTime(185_000));
    expect(await screen.findByText(/Read from the server 3 minutes ago/)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Read again' }));
    await waitFor(() => expect(server.seen('GET /cases')).toHaveLength(before + 1));
    await waitFor(() => expect(screen.queryByText(/Read from the server/)).toBeNull());
  });
});
