import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { forgetDraft, keptDrafts } from '../../shared/records/drafts';
import { describe, expect, it } from 'vitest';
import type { Language } from '../../shared/i18n/languages';
import { record, recordId, recordWorker, serveRecord } from '../../test/fake-record';
import type { FakeServer } from '../../test/fake-server';
import { cutTheLine, installFakeServer } from '../../test/install-fake-server';
import { renderApp } from '../../test/render-app';

const path = `/cases/${recordId}`;

async function editRecord(options: { query?: string; language?: Language; data?: object } = {}) {
  const server = installFakeServer({ isSignedIn: true, user: recordWorker });
  const held = serveRecord(server, { ...record, ...options.data });
  await renderApp({
    server,
    isSignedIn: true,
    address: `/v2${path}/edit${options.query ?? ''}`,
    language: options.language ?? 'en',
  });
  await screen.findByRole('navigation', { name: /Forms of this record|نماذج هذا السجل/ });
  return { server, held };
}

async function retype(name: string, value: string) {
  const box = await screen.findByRole('textbox', { name });
  await userEvent.clear(box);
  await userEvent.type(box, value);
}

const save = () => userEvent.click(screen.getByRole('button', { name: 'Save' }));
const sent = (server: FakeServer) => server.seen(`PATCH ${path}`);

describe('changing a record', () => {
  it('sends the changed keys only, with what was seen and a key against doubles', async () => {
    const { server } = await editRecord();
    await retype('Nickname', 'Mimo');
    await userEvent.click(screen.getByRole('checkbox', { name: 'French' }));
    await save();
    expect(await screen.findByText('Saved: SEL-abc1234')).toBeVisible();
    await waitFor(() => expect(window.location.pathname).toBe(`/v2${path}`));
    expect(sent(server)).toHaveLength(1);
    expect(sent(server)[0]?.body).toEqual({
      data: { nickname: 'Mimo', languages: ['arabic', 'french', 'old'] },
      base: { revision: 3, values: { nickname: 'Mimi', languages: ['arabic', 'old'] } },
    });
    expect(sent(server)[0]?.headers.get('Idempotency-Key')).toMatch(/^[0-9a-f-]{36}$/);
    expect(screen.getByText('Mimo')).toBeVisible();
  });

  it('takes one change back and keeps the others', async () => {
    const { server } = await editRecord();
    const name = 'Undo the change of “Nickname”';
    expect(screen.queryByRole('button', { name })).toBeNull();
    await retype('Nickname', 'Mimo');
    await userEvent.click(screen.getByRole('checkbox', { name: 'French' }));
    await userEvent.click(await screen.findByRole('button', { name }));
    const box = screen.getByRole('textbox', { name: 'Nickname' });
    expect(box).toHaveValue('Mimi');
    expect(box).toHaveFocus();
    await waitFor(() => expect(screen.queryByRole('button', { name })).toBeNull());
    await save();
    expect(await screen.findByText('Saved: SEL-abc1234')).toBeVisible();
    expect(sent(server)[0]?.body).toEqual({
      data: { languages: ['arabic', 'french', 'old'] },
      base: { revision: 3, values: { languages: ['arabic', 'old'] } },
    });
  });

  it('sends nothing when nothing changed', async () => {
    const { server } = await editRecord();
    await save();
    expect(await screen.findByText('Saved: SEL-abc1234')).toBeVisible();
    expect(sent(server)).toHaveLength(0);
  });

  it('lists what is wrong, sends nothing, and leads to the field', async () => {
    const { server } = await editRecord();
    await userEvent.clear(screen.getByRole('textbox', { name: 'First name (required)' }));
    await userEvent.click(screen.getByRole('checkbox', { name: /Urgent/ }));
    await save();
    const list = await screen.findByRole('alert');
    expect(list).toHaveFocus();
    expect(list).toHaveTextContent('Nothing was saved yet: 2 answers need another look.');
    expect(sent(server)).toHaveLength(0);
    await userEvent.click(within(list).getByRole('button', { name: 'Why is it urgent?' }));
    await waitFor(() =>
      expect(screen.getByRole('textbox', { name: /Why is it urgent/ })).toHaveFocus(),
    );
    expect(screen.getByRole('textbox', { name: /First name/ })).toHaveAccessibleDescription(
      /Please answer this question/,
    );
  });

  it('does not ask for the answer of a field that is hidden', async () => {
    const { server } = await editRecord();
    const tick = screen.getByRole('checkbox', { name: /Urgent/ });
    await userEvent.click(tick);
    expect(await screen.findByRole('textbox', { name: /Why is it urgent/ })).toBeVisible();
    await userEvent.click(tick);
    expect(screen.queryByRole('textbox', { name: /Why is it urgent/ })).toBeNull();
    await save();
    expect(await screen.findByText('Saved: SEL-abc1234')).toBeVisible();
    expect(sent(server)).toHaveLength(0);
  });

  it('puts what the server found wrong at its field', async () => {
    const { server } = await editRecord();
    server.on(`PATCH ${path}`, () => ({
      status: 422,
      body: {
        errors: [
          {
            status: 422,
            message: 'Invalid Record JSON',
            detail: ['/nickname'],
            problems: [{ pointer: '/nickname', code: 'errors.validation.text', message: 'x' }],
          },
        ],
      },
    }));
    await retype('Nickname', 'Mimo');
    await save();
    expect(await screen.findByText(/1 answer needs another look/)).toBeVisible();
    expect(screen.getByRole('textbox', { name: 'Nickname' })).toHaveValue('Mimo');
    expect(screen.getByRole('textbox', { name: 'Nickname' })).toBeInvalid();
  });

  it('keeps everything that was typed when the line is dead', async () => {
    const { server } = await editRecord();
    await retype('Nickname', 'Mimo');
    cutTheLine();
    await save();
    expect(await screen.findByText(/What you typed is still here/)).toBeVisible();
    expect(screen.getByRole('textbox', { name: 'Nickname' })).toHaveValue('Mimo');
    expect(sent(server)).toHaveLength(0);
  });

  it('shows a form that may only be read without controls', async () => {
    await editRecord({ data: { age: 13, decision: 'stay' }, query: '?form=decisions' });
    expect(await screen.findByText('You may read this form, but not change it.')).toBeVisible();
    expect(screen.getByText('stay')).toBeVisible();
    expect(screen.queryByRole('textbox')).toBeNull();
  });

  it('saves with Ctrl-S', async () => {
    const { server } = await editRecord();
    await retype('Nickname', 'Mimo');
    await userEvent.keyboard('{Control>}s{/Control}');
    expect(await screen.findByText('Saved: SEL-abc1234')).toBeVisible();
    expect(sent(server)).toHaveLength(1);
  });

  it('takes Arabic digits and speaks Arabic', async () => {
    const { server } = await editRecord({ language: 'ar' });
    await retype('العمر', '١٣');
    expect(screen.getByRole('textbox', { name: 'العمر' })).toHaveValue('13');
    expect(await screen.findByRole('button', { name: 'القرارات' })).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'حفظ' }));
    expect(await screen.findByText('تم الحفظ: SEL-abc1234')).toBeVisible();
    expect(sent(server)[0]?.body).toMatchObject({ data: { age: 13 } });
  });
});

describe('subform entries', () => {
  it('are added in a dialog of their own and sent with the record', async () => {
    const { server } = await editRecord({ query: '?form=family' });
    await userEvent.click(await screen.findByRole('button', { name: /Add an entry/ }));
    const dialog = await screen.findByRole('dialog', { name: 'Relatives' });
    await userEvent.click(within(dialog).getByRole('button', { name: 'Keep this entry' }));
    expect(await within(dialog).findByText('1 answer needs another look.')).toBeVisible();
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: 'Name of the relative (required)' }),
      'Ana',
    );
    await userEvent.click(within(dialog).getByRole('radio', { name: 'Mother' }));
    await userEvent.click(within(dialog).getByRole('button', { name: 'Keep this entry' }));
    expect(await screen.findByRole('button', { name: 'Edit: Ana · Mother' })).toBeVisible();
    expect(sent(server)).toHaveLength(0);
    await save();
    await screen.findByText('Saved: SEL-abc1234');
    expect(sent(server)[0]?.body).toMatchObject({
      data: { relatives: [{ relative_name: 'Ana', relation: 'mother' }] },
      base: { values: { relatives: [] } },
    });
  });

  it('are removed after a question, as an order to remove them', async () => {
    const { server } = await editRecord({ query: '?form=family' });
    await userEvent.click(await screen.findByRole('button', { name: 'Remove: Zoé · Aunt' }));
    const question = await screen.findByRole('alertdialog', { name: 'Remove this entry?' });
    await userEvent.click(within(question).getByRole('button', { name: 'Remove' }));
    expect(screen.queryByRole('button', { name: 'Edit: Zoé · Aunt' })).toBeNull();
    await save();
    await screen.findByText('Saved: SEL-abc1234');
    expect(sent(server)[0]?.body['data']).toEqual({
      relatives: [{ unique_id: 'aaaaaaaa-1111-4111-8111-111111111111', _destroy: true }],
    });
  });

  it('ask before a changed entry is closed', async () => {
    await editRecord({ query: '?form=family' });
    await userEvent.click(await screen.findByRole('button', { name: 'Edit: Zoé · Aunt' }));
    const dialog = await screen.findByRole('dialog', { name: 'Relatives' });
    await userEvent.type(within(dialog).getByRole('textbox'), '!');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Cancel' }));
    const question = await screen.findByRole('alertdialog');
    await userEvent.click(within(question).getByRole('button', { name: 'Discard the changes' }));
    expect(await screen.findByRole('button', { name: 'Edit: Zoé · Aunt' })).toBeVisible();
  });

  it('count together in a tally', async () => {
    await editRecord({ query: '?form=family' });
    const group = await screen.findByRole('group', { name: 'Children at home' });
    await userEvent.type(within(group).getByRole('textbox', { name: 'Boys' }), '2');
    await userEvent.type(within(group).getByRole('textbox', { name: 'Girls' }), '1x');
    expect(within(group).getByRole('status')).toHaveTextContent('3');
  });
});

describe('two people at once', () => {
  it('are joined without a question when their changes fit together', async () => {
    const { server, held } = await editRecord();
    await retype('Nickname', 'Mimo');
    held.data['age'] = 8;
    held.revision = 4;
    let isFirst = true;
    server.on(`PATCH ${path}`, ({ body }) => {
      if (isFirst) {
        isFirst = false;
        return { status: 409, body: { errors: [{ status: 409, detail: ['/x'] }], data: {} } };
      }
      Object.assign(held.data, body['data']);
      return { body: {} };
    });
    await save();
    expect(await screen.findByText('Saved: SEL-abc1234')).toBeVisible();
    expect(sent(server)[1]?.body).toEqual({
      data: { nickname: 'Mimo' },
      base: { revision: 4, values: { nickname: 'Mimi' } },
    });
    await waitFor(() => expect(screen.getByText('8')).toBeVisible());
  });

  it('decide where they disagree', async () => {
    const { server, held } = await editRecord();
    await retype('Nickname', 'Mine');
    held.data['nickname'] = 'Theirs';
    held.revision = 4;
    server.on(`PATCH ${path}`, ({ body }) => {
      const { base } = body;
      const isStale =
        typeof base === 'object' && base !== null && 'revision' in base && base.revision === 3;
      if (isStale) {
        return { status: 409, body: { errors: [{ status: 409, detail: ['/nickname'] }] } };
      }
      Object.assign(held.data, body['data']);
      return { body: {} };
    });
    await save();
    const dialog = await screen.findByRole('dialog', {
      name: 'Somebody else changed this record meanwhile',
    });
    const choice = within(dialog).getByRole('radiogroup', { name: 'Nickname' });
    expect(within(choice).getByRole('radio', { name: 'Theirs: Theirs' })).not.toBeChecked();
    const confirm = within(dialog).getByRole('button', { name: 'Save with these answers' });
    expect(confirm).toBeDisabled();
    await userEvent.click(within(choice).getByRole('radio', { name: 'Mine: Mine' }));
    await userEvent.click(confirm);
    expect(await screen.findByText('Saved: SEL-abc1234')).toBeVisible();
    expect(sent(server)[1]?.body).toEqual({
      data: { nickname: 'Mine' },
      base: { revision: 4, values: { nickname: 'Theirs' } },
    });
  });
});

describe('leaving a changed form', () => {
  async function changeAndLeave() {
    const opened = await editRecord();
    await retype('Nickname', 'Half typed');
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    const dialog = await screen.findByRole('alertdialog', {
      name: 'You have changes that are not saved',
    });
    return { ...opened, dialog };
  }

  it('notes in the draft that somebody else changed the same answers', async () => {
    const { server, held } = await editRecord();
    await retype('Nickname', 'Mine');
    held.data['nickname'] = 'Theirs';
    server.on(`PATCH ${path}`, () => ({ status: 409, body: { errors: [{ status: 409 }] } }));
    await save();
    await screen.findByRole('dialog', { name: /Somebody else changed/ });
    await userEvent.keyboard('{Escape}');
    await userEvent.click(await screen.findByRole('button', { name: 'Cancel' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Leave and keep a draft' }));
    expect(keptDrafts().map(({ about }) => about)).toEqual([
      { type: 'cases', path: `${path}/edit`, isNew: false, clashes: 1 },
    ]);
    forgetDraft(path.slice(1));
    expect(keptDrafts()).toEqual([]);
  });

  it('is asked, and can be taken back', async () => {
    const { dialog } = await changeAndLeave();
    await userEvent.click(within(dialog).getByRole('button', { name: 'Stay here' }));
    expect(screen.getByRole('textbox', { name: 'Nickname' })).toHaveValue('Half typed');
    expect(window.location.pathname).toBe(`/v2${path}/edit`);
  });

  it('keeps a draft that is there again, and can be thrown away', async () => {
    const { server, dialog } = await changeAndLeave();
    await userEvent.click(within(dialog).getByRole('button', { name: 'Leave and keep a draft' }));
    await userEvent.click(await screen.findByRole('link', { name: 'Edit' }));
    expect(await screen.findByText(/Your draft from before is back/)).toBeVisible();
    expect(screen.getByRole('textbox', { name: 'Nickname' })).toHaveValue('Half typed');
    await userEvent.click(screen.getByRole('button', { name: 'Discard the draft' }));
    expect(screen.getByRole('textbox', { name: 'Nickname' })).toHaveValue('Mimi');
    expect(sent(server)).toHaveLength(0);
  });

  it('discards when that is what the person wants', async () => {
    const { dialog } = await changeAndLeave();
    await userEvent.click(within(dialog).getByRole('button', { name: 'Discard the changes' }));
    await userEvent.click(await screen.findByRole('link', { name: 'Edit' }));
    expect(await screen.findByRole('textbox', { name: 'Nickname' })).toHaveValue('Mimi');
    expect(screen.queryByText(/Your draft from before/)).toBeNull();
  });

  it('is not asked when nothing was changed', async () => {
    await editRecord();
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(await screen.findByRole('link', { name: 'Edit' })).toBeVisible();
  });
});

describe('documents', () => {
  it('are sent one by one after the record, and taken away on demand', async () => {
    const { server } = await editRecord({ query: '?form=papers' });
    server.on(`DELETE ${path}/attachments/4`, () => ({ status: 204 }));
    await screen.findByRole('link', { name: 'birth.pdf' });
    await userEvent.click(screen.getByRole('button', { name: 'Remove the file birth.pdf' }));
    const input = document.querySelector('input[type=file]');
    if (!(input instanceof HTMLInputElement)) throw new Error('no file input');
    await userEvent.upload(input, new File(['hello'], 'letter.txt', { type: 'text/plain' }));
    await userEvent.type(await screen.findByRole('textbox', { name: 'Description' }), 'A letter');
    await save();
    expect(await screen.findByText('Saved: SEL-abc1234')).toBeVisible();
    expect(server.seen(`DELETE ${path}/attachments/4`)).toHaveLength(1);
    expect(server.seen(`POST ${path}/attachments`)[0]?.body['data']).toMatchObject({
      field_name: 'documents',
      attachment_type: 'document',
      file_name: 'letter.txt',
      attachment: 'aGVsbG8=',
      description: 'A letter',
    });
    expect(sent(server)).toHaveLength(0);
  });

  it('of a wrong kind are refused with a reason', async () => {
    await editRecord({ query: '?form=papers' });
    await screen.findByRole('link', { name: 'birth.pdf' });
    const input = document.querySelector('input[type=file]');
    if (!(input instanceof HTMLInputElement)) throw new Error('no file input');
    const user = userEvent.setup({ applyAccept: false });
    await user.upload(input, new File(['x'], 'run.exe', { type: 'application/x-msdownload' }));
    expect(await screen.findByText('Files of this kind cannot be added here.')).toBeVisible();
  });
});
