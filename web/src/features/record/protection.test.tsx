import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { record, recordForms, recordId, recordWorker, serveRecord } from '../../test/fake-record';
import { installFakeServer } from '../../test/install-fake-server';
import { renderApp } from '../../test/render-app';

const path = `/cases/${recordId}`;
const hidden = '*******';

const forms = recordForms.map((form) =>
  form['unique_id'] === 'basic_identity'
    ? {
        ...form,
        fields: [
          {
            name: 'name',
            type: 'text_field',
            hidden_text_field: true,
            display_name: { en: 'Name' },
          },
          { name: 'name_first', type: 'text_field', display_name: { en: 'First name' } },
          { name: 'nickname', type: 'text_field', display_name: { en: 'Nickname' } },
        ],
      }
    : form,
);

async function editRecord(begin = `/v2${path}/edit`) {
  const server = installFakeServer({ isSignedIn: true, user: recordWorker });
  const held = serveRecord(server, { ...record, name: 'Lina Haddad', name_first: 'Lina' });
  server.on('GET /forms', () => ({ body: { data: forms } }));
  const shown = () =>
    held.data['hidden_name']
      ? { ...held.data, name: hidden, name_first: hidden, nickname: hidden }
      : held.data;
  server.on(`GET ${path}`, () => ({
    body: { data: shown() },
    headers: { ETag: `"${recordId}:${held.revision}"` },
  }));
  server.on('GET /cases', () => ({
    body: { data: [shown()], metadata: { total: 1, per: 20, page: 1 } },
  }));
  await renderApp({ server, isSignedIn: true, address: begin });
  return server;
}

const goTo = (address: string) => act(() => window.history.pushState({}, '', address));

const box = (name: string) => screen.getByRole('textbox', { name });

describe('protecting the name while a record is changed', () => {
  it('masks what is stored and keeps what was typed', async () => {
    const server = await editRecord();
    await userEvent.type(await screen.findByRole('textbox', { name: 'Nickname' }), 'ta');
    await userEvent.click(screen.getByRole('button', { name: 'Protect the name' }));
    await waitFor(() => expect(box('First name')).toHaveValue(hidden));
    expect(box('Name')).toHaveValue(hidden);
    expect(box('Nickname')).toHaveValue('Mimita');
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(server.seen(`PATCH ${path}`)).toHaveLength(2));
    expect(server.seen(`PATCH ${path}`)[1]?.body).toMatchObject({
      data: { nickname: 'Mimita' },
      base: { values: { nickname: 'Mimi' } },
    });
    await waitFor(() => expect(window.location.pathname).toBe(`/v2${path}`));
  });

  it('takes it out of the list that was read before', async () => {
    await editRecord('/v2/cases');
    expect(await screen.findAllByText('Lina Haddad')).not.toHaveLength(0);
    goTo(`/v2${path}/edit`);
    await userEvent.click(await screen.findByRole('button', { name: 'Protect the name' }));
    await waitFor(() => expect(box('Name')).toHaveValue(hidden));
    goTo('/v2/cases');
    expect(await screen.findAllByText(hidden)).not.toHaveLength(0);
    expect(screen.queryByText('Lina Haddad')).toBeNull();
  });
});
