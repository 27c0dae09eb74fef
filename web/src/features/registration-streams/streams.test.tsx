import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { caseWorker, settings } from '../../test/fake-data';
import type { FakeServer } from '../../test/fake-server';
import { installFakeServer } from '../../test/install-fake-server';
import { renderApp } from '../../test/render-app';
import { streamsOf } from './streams.wire';

const administrator = {
  ...caseWorker,
  permissions: { list: [{ resource: 'systems', actions: ['manage'] }] },
};
const options = {
  registration_streams: [
    { unique_id: 'families', role: 'role-families', agency: 'AG1', user_groups: ['group-a'] },
  ],
  registration_streams_link_labels_i18n: { en: { families: 'Register your family' } },
  registration_streams_consent_text_i18n: { en: { families: 'We keep your name.' } },
};

async function arrive(system_options: object): Promise<FakeServer> {
  const agencies = [{ id: 1, unique_id: 'AG1', name: 'Refuge' }];
  const server = installFakeServer({
    isSignedIn: true,
    user: administrator,
    settings: { ...settings, agencies, system_options },
  });
  server.on('GET /roles', () => ({
    body: { data: [{ id: 1, unique_id: 'role-families', name: 'Families' }] },
  }));
  server.on('GET /user_groups', () => ({
    body: { data: [{ id: 1, unique_id: 'group-a', name: 'Group A' }] },
  }));
  server.on('PATCH /system_settings', () => ({ body: { data: {} } }));
  await renderApp({ isSignedIn: true, server, address: '/v2/admin/registration' });
  await screen.findByRole('heading', { level: 1, name: 'Registering oneself' });
  return server;
}

const english = () => within(screen.getByRole('group', { name: 'English' }));
const save = () => userEvent.click(screen.getByRole('button', { name: 'Save' }));

describe('the ways to register', () => {
  it('are shown as they are, changed and saved together', async () => {
    const server = await arrive(options);
    expect(await screen.findByLabelText(/Short name in the link/)).toHaveValue('families');
    const role = await screen.findByRole('button', { name: /Role/ });
    await waitFor(() => expect(role).toHaveTextContent('Families'));
    expect(screen.getByRole('button', { name: 'Save' })).toBeDisabled();
    await userEvent.type(english().getByLabelText('Words of the link'), ' here');
    await save();
    expect(await screen.findByText('The ways to register are saved.')).toBeVisible();
    expect(server.seen('PATCH /system_settings').map(({ body }) => body)).toEqual([
      {
        data: {
          system_options: {
            ...options,
            registration_streams_link_labels_i18n: {
              en: { families: 'Register your family here' },
            },
          },
        },
      },
    ]);
  });

  it('are made from nothing, and what the server refuses stands beside its field', async () => {
    const server = await arrive({});
    expect(await screen.findByText('Nobody can register themselves.')).toBeVisible();
    const sentence = 'Strangers may not get this role.';
    server.on('PATCH /system_settings', () => ({
      status: 422,
      body: {
        errors: [
          {
            status: 422,
            resource: '/api/v2/system_settings',
            message: 'Invalid Record JSON',
            detail: ['/system_options/registration_streams/0/role'],
            problems: [
              {
                pointer: '/system_options/registration_streams/0/role',
                message: sentence,
                code: 'errors.settings.stream_role',
              },
            ],
          },
        ],
      },
    }));
    await userEvent.click(screen.getByRole('button', { name: 'Add a way' }));
    const way = within(await screen.findByRole('group', { name: 'Way 1' }));
    await userEvent.type(way.getByLabelText(/Short name/), 'families');
    await userEvent.click(way.getByRole('button', { name: /Role/ }));
    await userEvent.click(await screen.findByRole('option', { name: 'Families' }));
    await userEvent.click(way.getByRole('button', { name: /Agency/ }));
    await userEvent.click(await screen.findByRole('option', { name: 'Refuge' }));
    await userEvent.click(await way.findByRole('checkbox', { name: 'Group A' }));
    await save();
    expect(await screen.findByText(sentence)).toBeVisible();
    expect(screen.getByText(/Nothing was saved/)).toBeVisible();
    expect(server.seen('PATCH /system_settings')[0]?.body).toEqual({
      data: {
        system_options: {
          registration_streams: [
            {
              unique_id: 'families',
              role: 'role-families',
              agency: 'AG1',
              user_groups: ['group-a'],
            },
          ],
          registration_streams_link_labels_i18n: {},
          registration_streams_consent_text_i18n: {},
        },
      },
    });
  });

  it('are taken away', async () => {
    const server = await arrive(options);
    await userEvent.click(await screen.findByRole('button', { name: 'Take this way away' }));
    await save();
    expect(await screen.findByText('The ways to register are saved.')).toBeVisible();
    expect(server.seen('PATCH /system_settings')[0]?.body).toMatchObject({
      data: { system_options: { registration_streams: [] } },
    });
  });

  it('are asked for before one leaves', async () => {
    await arrive(options);
    await userEvent.type(await screen.findByLabelText(/Short name in the link/), '2');
    const [link] = screen.getAllByRole('link', { name: 'Support' });
    await userEvent.click(link ?? document.body);
    expect(await screen.findByRole('alertdialog')).toBeVisible();
  });

  it('are closed to who does not manage the system', async () => {
    await renderApp({ isSignedIn: true, address: '/v2/admin/registration' });
    await waitFor(() => expect(window.location.pathname).toBe('/v2/not-authorized'));
  });

  it('are none where the options say something else', () => {
    expect(streamsOf({ registration_streams: 'x' })).toEqual([]);
    expect(streamsOf(undefined)).toEqual([]);
  });
});
