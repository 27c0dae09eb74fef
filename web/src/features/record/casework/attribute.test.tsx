import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { record, recordId, recordWorker, serveRecord } from '../../../test/fake-record';
import { installFakeServer } from '../../../test/install-fake-server';
import { renderApp } from '../../../test/render-app';

const people = [
  { user_name: 'amal', full_name: 'أمل حداد', email: 'amal@example.org' },
  { user_name: 'amalia', full_name: 'Amalia Ruiz', email: 'amalia@example.org' },
];

async function openMenu(actions: readonly string[]) {
  const user = { ...recordWorker, permissions: { list: [{ resource: 'cases', actions }] } };
  const server = installFakeServer({ isSignedIn: true, user });
  const held = serveRecord(server, record);
  server.on('GET /users/identified', ({ query }) => ({
    body: {
      data: people.filter(({ user_name: name }) => name.includes(query.get('query') ?? '')),
      metadata: { total: 2, per: 20, page: 1 },
    },
  }));
  await renderApp({ server, isSignedIn: true, address: `/v2/cases/${recordId}` });
  await userEvent.click(await screen.findByRole('button', { name: 'More actions' }));
  return { server, held };
}

async function find(words: string) {
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Attribute to a person' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Attribute to a person' }));
  await userEvent.type(dialog.getByRole('searchbox'), words);
  return dialog;
}

describe('a case of somebody who registered themselves', () => {
  it('is attributed to them once it is clear who is meant', async () => {
    const { server, held } = await openMenu(['manage']);
    const dialog = await find('amal');
    await userEvent.click(await dialog.findByRole('button', { name: /Amalia/ }));
    const question = within(
      await screen.findByRole('dialog', { name: 'Is this the right person?' }),
    );
    expect(question.getByText('amalia@example.org')).toBeVisible();
    await userEvent.click(question.getByRole('button', { name: 'Attribute the case' }));
    await waitFor(() => expect(held.data['identified_by']).toBe('amalia'));
    const [sent] = server.seen(`PATCH /cases/${recordId}`);
    expect(sent?.body).toEqual({
      data: { identified_by: 'amalia' },
      record_action: 'attribute',
    });
  });

  it('stays where it is when the person has a case already, and says so in words', async () => {
    const { server, held } = await openMenu(['manage']);
    const code = 'errors.models.child.identified_by_unique';
    const message = 'Another case is attributed to this person already.';
    const problems = [{ pointer: 'identified_by', code, message }];
    server.on(`PATCH /cases/${recordId}`, () => ({
      status: 422,
      body: { errors: [{ status: 422, detail: 'identified_by', message: [code], problems }] },
    }));
    const dialog = await find('amalia');
    await userEvent.click(await dialog.findByRole('button', { name: /Amalia/ }));
    const question = within(
      await screen.findByRole('dialog', { name: 'Is this the right person?' }),
    );
    await userEvent.click(question.getByRole('button', { name: 'Attribute the case' }));
    expect(await question.findByText(message)).toBeVisible();
    expect(question.queryByText(code)).toBeNull();
    expect(held.data['identified_by']).toBeUndefined();
  });

  it('asks nobody before two letters are typed, and says when nobody fits', async () => {
    const { server } = await openMenu(['manage']);
    const dialog = await find('z');
    await userEvent.type(dialog.getByRole('searchbox'), 'zz');
    expect(await dialog.findByText('Nobody of this name has registered.')).toBeVisible();
    const asked = server.seen('GET /users/identified').map(({ query }) => query.get('query'));
    expect(asked.every((words) => (words ?? '').length >= 2)).toBe(true);
  });

  it('cannot be attributed without the right', async () => {
    await openMenu(['read', 'flag']);
    await screen.findByRole('menuitem', { name: 'Flags' });
    expect(screen.queryByRole('menuitem', { name: 'Attribute to a person' })).toBeNull();
  });
});
