import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { refreshUser } from '../../shared/session/session';
import { caseWorker } from '../../test/fake-data';
import { installFakeServer } from '../../test/install-fake-server';
import { renderApp } from '../../test/render-app';
import { isUpsideDown, no_draft, withDraft } from './deputies';

const address = '/v2/account/7';
const amal = { user_name: 'amal', from: '2024-05-01', until: '2024-05-20' };
const omar = { user_name: 'omar' };

interface Given {
  deputies?: readonly object[];
  rights?: readonly object[];
  total?: number;
}

async function open({ deputies, rights, total = 3 }: Given) {
  const list = rights ?? [{ resource: 'users', actions: ['read'] }];
  const user = { ...caseWorker, permissions: { list }, ...(deputies ? { deputies } : {}) };
  const server = installFakeServer({ isSignedIn: true, user });
  const data = ['nadia', 'amal', 'omar'].map((name) => ({ user_name: name, full_name: name }));
  server.on('GET /users', () => ({ body: { data, metadata: { total, per: 1000, page: 1 } } }));
  server.on('GET /users/assign-to', () => ({ body: { data } }));
  await renderApp({ server, isSignedIn: true, address });
  const section = within(await screen.findByRole('region', { name: 'My deputies' }));
  return { server, section };
}

type Opened = Awaited<ReturnType<typeof open>>;

const sent = (server: Opened['server']) => server.seen('PATCH /users/7').at(-1)?.body['data'];
const save = ({ section }: Opened) => section.getByRole('button', { name: 'Save' });

async function choose({ section }: Opened, name: string) {
  await userEvent.type(await section.findByRole('combobox', { name: /User name/ }), name);
  await userEvent.click(await screen.findByRole('option', { name: new RegExp(name) }));
}

describe('one’s deputies', () => {
  it('are shown with their days', async () => {
    const { section } = await open({ deputies: [amal, omar] });
    const [first, second] = section.getAllByRole('listitem');
    expect(first).toHaveTextContent(/amal From: .*1.*2024 Until: .*20.*2024/);
    expect(second).not.toHaveTextContent(/From|Until/);
  });

  it('are named among the colleagues one may see, not oneself', async () => {
    const opened = await open({ deputies: [amal] });
    const { server, section } = opened;
    expect(save(opened)).toBeDisabled();
    await choose(opened, 'omar');
    await userEvent.click(save(opened));
    expect(await section.findByRole('button', { name: 'Remove omar' })).toBeVisible();
    expect(sent(server)).toEqual({ deputies: [amal, omar] });
    expect(server.seen('GET /users')[0]?.query.get('disabled[0]')).toBe('false');
    await waitFor(() => expect(section.getByRole('combobox')).toHaveValue(''));
    await userEvent.type(section.getByRole('combobox'), 'nadia');
    expect(screen.queryByRole('option', { name: /nadia/ })).not.toBeInTheDocument();
  });

  it('are given days, the last not before the first', async () => {
    const opened = await open({});
    const { server, section } = opened;
    await choose(opened, 'amal');
    const type = async (field: string, digits: string) => {
      const group = await section.findByRole('group', { name: new RegExp(`^${field}`) });
      const parts = within(group).getAllByRole('spinbutton');
      const first = parts[0];
      if (first === undefined) throw new Error('no parts');
      await userEvent.click(first);
      await userEvent.keyboard(digits);
    };
    await type('From', '05202024');
    await type('Until', '05012024');
    expect(await section.findByText('The last day is before the first.')).toBeVisible();
    expect(save(opened)).toBeDisabled();
    await type('Until', '05252024');
    await userEvent.click(save(opened));
    await waitFor(() =>
      expect(sent(server)).toEqual({
        deputies: [{ user_name: 'amal', from: '2024-05-20', until: '2024-05-25' }],
      }),
    );
  });

  it('are removed with the keyboard, all that left at once', async () => {
    const opened = await open({ deputies: [amal, omar] });
    const { server, section } = opened;
    for (const name of ['amal', 'omar']) {
      section.getByRole('button', { name: `Remove ${name}` }).focus();
      await userEvent.keyboard('{Enter}');
      expect(section.getByRole('heading', { name: 'My deputies' })).toHaveFocus();
    }
    expect(server.seen('PATCH /users/7')).toHaveLength(0);
    await userEvent.click(save(opened));
    await waitFor(() => expect(sent(server)).toEqual({ deputies: [] }));
    expect(section.queryByRole('listitem')).not.toBeInTheDocument();
  });

  it('stay as they were changed here when the person is read again', async () => {
    const opened = await open({ deputies: [amal, omar] });
    const { server, section } = opened;
    await userEvent.click(section.getByRole('button', { name: 'Remove amal' }));
    await act(() => refreshUser());
    expect(section.queryByRole('button', { name: 'Remove amal' })).not.toBeInTheDocument();
    await userEvent.click(save(opened));
    await waitFor(() => expect(sent(server)).toEqual({ deputies: [omar] }));
    await waitFor(() => expect(save(opened)).toBeDisabled());
    server.on('GET /users/7', () => ({ body: { data: { ...caseWorker, deputies: [amal] } } }));
    await act(() => refreshUser());
    expect(await section.findByRole('button', { name: 'Remove amal' })).toBeVisible();
  });

  it('are still to be sent when they are changed while others are', async () => {
    const opened = await open({ deputies: [amal, omar] });
    const { server, section } = opened;
    const { fetch: reach } = globalThis;
    const { promise: waiting, resolve: answer } = Promise.withResolvers<undefined>();
    vi.stubGlobal('fetch', async (input: string, init: RequestInit = {}) => {
      if (init.method === 'PATCH') await waiting;
      return reach(input, init);
    });
    await userEvent.click(section.getByRole('button', { name: 'Remove amal' }));
    await userEvent.click(save(opened));
    await userEvent.click(section.getByRole('button', { name: 'Remove omar' }));
    answer(undefined);
    await waitFor(() => expect(sent(server)).toEqual({ deputies: [omar] }));
    await waitFor(() => expect(save(opened)).toBeEnabled());
    expect(section.queryByRole('listitem')).not.toBeInTheDocument();
  });
});

describe('somebody who registered themselves', () => {
  it('answers no requests, and has no deputies', async () => {
    const user = { ...caseWorker, role_group_permission: 'identified' };
    const server = installFakeServer({ isSignedIn: true, user });
    await renderApp({ server, isSignedIn: true, address });
    expect(await screen.findByRole('region', { name: 'Password' })).toBeVisible();
    expect(screen.queryByRole('region', { name: 'My deputies' })).not.toBeInTheDocument();
  });
});

describe('a refused deputy', () => {
  it('is told of at the person, in the words of the server', async () => {
    const opened = await open({ deputies: [amal] });
    const { server, section } = opened;
    const message = ['A deputy is another active user.'];
    server.on('PATCH /users/7', () => ({
      status: 422,
      body: { errors: [{ status: 422, detail: 'deputies', message }] },
    }));
    await choose(opened, 'omar');
    await userEvent.click(save(opened));
    const field = section.getByRole('combobox', { name: /User name/ });
    await waitFor(() => expect(field).toHaveAccessibleDescription(/another active user/));
    expect(section.queryByRole('button', { name: 'Remove omar' })).not.toBeInTheDocument();
    expect(section.getByRole('button', { name: 'Remove amal' })).toBeVisible();
  });

  it('is told of without a person, when one of the others is refused', async () => {
    const opened = await open({ deputies: [amal, omar] });
    opened.server.on('PATCH /users/7', () => ({ status: 503, body: {} }));
    await userEvent.click(opened.section.getByRole('button', { name: 'Remove omar' }));
    await userEvent.click(save(opened));
    expect(await opened.section.findByRole('alert')).toHaveTextContent(/server is busy/);
  });
});

describe('the colleagues to choose from', () => {
  it('are those one may assign cases to, without the right to see users', async () => {
    const opened = await open({
      rights: [{ resource: 'cases', actions: ['read', 'assign_within_agency'] }],
    });
    await choose(opened, 'omar');
    expect(opened.server.seen('GET /users')).toHaveLength(0);
    expect(opened.server.seen('GET /users/assign-to')).toHaveLength(1);
  });

  it.each([
    ['one may look nobody up', { rights: [{ resource: 'cases', actions: ['read'] }] }],
    ['they are too many', { total: 4000 }],
  ])('are typed where %s', async (_, given) => {
    const opened = await open(given);
    await userEvent.type(await opened.section.findByLabelText('User name'), ' omar ');
    await userEvent.click(save(opened));
    await waitFor(() => expect(sent(opened.server)).toEqual({ deputies: [omar] }));
  });
});

describe('a draft', () => {
  it('of nobody changes nothing, and has its days in order', () => {
    expect(withDraft([omar], { ...no_draft, userName: ' ' })).toEqual([omar]);
    expect(isUpsideDown({ ...no_draft, from: '2024-05-02', until: '2024-05-01' })).toBe(true);
    expect(isUpsideDown({ ...no_draft, from: '2024-05-02', until: '2024-05-02' })).toBe(false);
    expect(isUpsideDown({ ...no_draft, until: '2024-05-01' })).toBe(false);
  });
});
