import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { caseWorker } from '../../test/fake-data';
import type { FakeServer } from '../../test/fake-server';
import { installFakeServer } from '../../test/install-fake-server';
import { renderApp } from '../../test/render-app';
import { bodyOf, formOf, losesSecret } from './provider-form';
import type { Provider } from './providers.wire';

const stored = {
  id: 1,
  unique_id: 'ministry',
  name: 'Ministry',
  provider_type: 'b2c',
  client_id: 'amparo',
  issuer: 'https://id.example.org',
  discovery_url: null,
  authorization_url: null,
  identity_scope: null,
  username_claim: null,
  user_domain: 'ministry.example',
  domain_hint: null,
  force_standard_oidc: false,
  skip_oidc_prompt: false,
  oidc_prompt: null,
  disabled: false,
  has_client_secret: true,
  callback_url: 'https://cases.example.org/api/v2/identity_providers/1/callback',
} satisfies Provider;

const resources = [
  'cases',
  'incidents',
  'reports',
  'roles',
  'users',
  'user_groups',
  'agencies',
  'metadata',
  'systems',
];
const superUser = {
  ...caseWorker,
  role_group_permission: 'all',
  permissions: { list: resources.map((resource) => ({ resource, actions: ['manage'] })) },
};

async function open(change: (server: FakeServer) => void = () => undefined) {
  const server = installFakeServer({ isSignedIn: true, user: superUser });
  server.on('GET /identity_providers', () => ({
    body: { data: [stored], metadata: { use_identity_provider: false } },
  }));
  server.on('GET /identity_providers/1', () => ({
    body: { data: stored },
    headers: { ETag: '"1:4"' },
  }));
  change(server);
  await renderApp({ server, isSignedIn: true, address: '/v2/identity_providers' });
  await screen.findByRole('heading', { level: 1, name: 'Identity providers' });
  return server;
}

const press = async (name: string) => userEvent.click(await screen.findByRole('button', { name }));
const dialog = async (name: string) => within(await screen.findByRole('dialog', { name }));

describe('identity providers', () => {
  it('are listed with the address to register there', async () => {
    const server = await open();
    const card = within(await screen.findByRole('listitem', { name: 'Ministry' }));
    expect(card.getByText(stored.callback_url)).toBeVisible();
    expect(card.getByText('https://id.example.org')).toBeVisible();
    expect(card.getByText('Switched on')).toBeVisible();
    expect(server.seen('GET /identity_providers')[0]?.query.get('extended')).toBe('true');
  });

  it('are no page of somebody who is no super user', async () => {
    await renderApp({ isSignedIn: true, address: '/v2/identity_providers' });
    await screen.findByRole('heading', { name: 'Your role does not allow this' });
    expect(screen.queryByRole('link', { name: 'Identity providers' })).toBeNull();
  });

  it('are made with what was filled in, and the secret only when there is one', async () => {
    const server = await open((fake) => {
      fake.on('POST /identity_providers', () => ({ body: { data: { ...stored, id: 2 } } }));
    });
    await press('New provider');
    const form = await dialog('New provider');
    const fill = async (name: RegExp | string, text: string) =>
      userEvent.type(form.getByRole('textbox', { name }), text);
    await fill(/Name on the sign-in page/, 'Partner');
    await fill(/^Issuer/, 'https://login.example.org/');
    await fill(/^Client ID/, 'client-7');
    await userEvent.click(form.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(server.seen('POST /identity_providers')).toHaveLength(1));
    expect(server.seen('POST /identity_providers')[0]?.body).toMatchObject({
      data: {
        name: 'Partner',
        provider_type: 'oidc',
        issuer: 'https://login.example.org/',
        client_id: 'client-7',
        disabled: false,
      },
    });
    expect(server.seen('POST /identity_providers')[0]?.body).not.toHaveProperty(
      'data.client_secret',
    );
  });

  it('ask for nothing but a name where passwords are kept here', async () => {
    await open();
    await press('New provider');
    const form = await dialog('New provider');
    await userEvent.click(form.getByRole('radio', { name: /local accounts/ }));
    await waitFor(() => expect(form.queryByRole('textbox', { name: /^Issuer/ })).toBeNull());
    expect(form.queryByRole('button', { name: 'Check' })).toBeNull();
  });

  it('mark what the server refuses', async () => {
    await open((fake) => {
      fake.on('PATCH /identity_providers/1', () => ({
        status: 422,
        body: {
          errors: [
            { status: 422, detail: 'issuer', message: ['This is no address of a provider.'] },
          ],
        },
      }));
    });
    await press('Change');
    const form = await dialog('Change the provider');
    await userEvent.click(await form.findByRole('button', { name: 'Save' }));
    expect(await form.findByText('This is no address of a provider.')).toBeVisible();
    expect(await form.findByText(/Nothing is saved yet/)).toBeVisible();
  });

  it('are checked before anybody depends on them', async () => {
    let isFound = true;
    const server = await open((fake) => {
      fake.on('POST /identity_providers/check', () => ({
        body: {
          data: isFound
            ? { found: true, problem: null, authorization_url: 'https://id.example.org/a', keys: 3 }
            : { found: false, problem: 'The provider could not be reached.', keys: 0 },
        },
      }));
    });
    await press('Check');
    expect(await screen.findByText('The provider answers, and can be used.')).toBeVisible();
    expect(screen.getByText('https://id.example.org/a')).toBeVisible();
    expect(server.seen('POST /identity_providers/check')[0]?.body).toEqual({ data: { id: 1 } });
    isFound = false;
    await press('Check');
    expect(await screen.findByText('The provider could not be reached.')).toBeVisible();
  });

  it('go after a question', async () => {
    let isGone = false;
    await open((fake) => {
      fake.on('GET /identity_providers', () => ({
        body: { data: isGone ? [] : [stored], metadata: {} },
      }));
      fake.on('DELETE /identity_providers/1', () => {
        isGone = true;
        return { body: { data: { id: 1 } } };
      });
    });
    await press('Delete');
    const question = within(await screen.findByRole('alertdialog'));
    await userEvent.click(question.getByRole('button', { name: 'Delete' }));
    expect(await screen.findByText('Everybody signs in with a password.')).toBeVisible();
  });
});

describe('the form of a provider', () => {
  it('keeps another word for the same kind, and what it does not show', () => {
    const body = bodyOf(formOf(stored), stored);
    expect(body).toMatchObject({ provider_type: 'b2c', user_domain: 'ministry.example' });
    expect(body).not.toHaveProperty('client_secret');
    expect(body).not.toHaveProperty('authorization_url');
  });

  it('knows when a stored secret no longer serves', () => {
    const form = formOf(stored);
    expect(losesSecret(form, stored)).toBe(false);
    expect(losesSecret({ ...form, issuer: 'https://other.example.org' }, stored)).toBe(true);
    expect(losesSecret(form, undefined)).toBe(false);
  });

  it('reads scopes as people write them', () => {
    const form = { ...formOf(undefined), scopes: ' email,profile  groups ' };
    expect(bodyOf(form, undefined)).toMatchObject({
      identity_scope: ['email', 'profile', 'groups'],
    });
  });
});
