import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { bytesOf, textOf } from '../../../shared/second-factor/keys';
import { installFakeKeys } from '../../../test/fake-keys';
import type { FakeServer } from '../../../test/fake-server';
import { installFakeServer } from '../../../test/install-fake-server';
import { renderApp } from '../../../test/render-app';

const password = 'correct horse battery';
const wish = { challenge: 'Y2hhbGxlbmdl', rp_id: 'localhost', credentials: ['aWQ'] };
const newWish = { ...wish, user_handle: 'Nw', user_name: 'nadia', known: [] };

function withKey(server: FakeServer) {
  const key = {
    id: 'k1',
    name: 'Blue key',
    created_at: '2024-03-01T10:00:00.000Z',
    last_used_at: null,
  };
  server.on('GET /second_factor', () => ({
    body: {
      data: {
        active: true,
        required: false,
        one_time_code: { active: false, since: null },
        passkeys: [key],
        recovery_codes_left: 10,
      },
    },
  }));
  server.on('POST /second_factor/proof', () => ({
    body: { data: { kinds: ['passkey', 'recovery_code'], passkey: wish } },
  }));
}

async function openSection(server: FakeServer) {
  await renderApp({ server, isSignedIn: true, address: '/v2/account/7' });
  return screen.findByRole('region', { name: 'Second factor' });
}

describe('base64url', () => {
  it('is read and written without padding', () => {
    expect(textOf(bytesOf('-_8').buffer)).toBe('-_8');
    expect([...bytesOf('AQI')]).toEqual([1, 2]);
  });
});

describe('a key of one’s own', () => {
  it('is added with a name and the password', async () => {
    const keys = installFakeKeys({ answers: true });
    const server = installFakeServer({ isSignedIn: true });
    server.on('POST /second_factor/passkeys', () => ({ body: { data: newWish } }));
    server.on('POST /second_factor/passkeys/confirmation', () => ({
      body: { data: { recovery_codes: [] } },
    }));
    const section = await openSection(server);
    await userEvent.click(await within(section).findByRole('button', { name: /Add a passkey/ }));
    const dialog = await screen.findByRole('dialog');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Continue' }));
    expect(await within(dialog).findByText('Give the key a name.')).toBeVisible();
    await userEvent.type(within(dialog).getByLabelText('Name of the key'), 'Blue key');
    await userEvent.type(within(dialog).getByLabelText('Your password'), `${password}{Enter}`);
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    expect(server.seen('POST /second_factor/passkeys/confirmation')[0]?.body).toEqual({
      data: { name: 'Blue key', client_data: 'Y2xpZW50', authenticator_data: 'ZGF0YQ' },
    });
    expect(keys.create.mock.calls[0]?.[0]).toMatchObject({
      publicKey: { rp: { id: 'localhost' }, attestation: 'none' },
    });
  });

  it('is not added when no key answers', async () => {
    installFakeKeys({ answers: false });
    const server = installFakeServer({ isSignedIn: true });
    server.on('POST /second_factor/passkeys', () => ({ body: { data: newWish } }));
    const section = await openSection(server);
    await userEvent.click(await within(section).findByRole('button', { name: /Add a passkey/ }));
    await userEvent.type(await screen.findByLabelText('Name of the key'), 'Blue key');
    await userEvent.type(screen.getByLabelText('Your password'), `${password}{Enter}`);
    expect(await screen.findByText('No key was made. Try again.')).toBeVisible();
  });

  it('is removed with the password and itself', async () => {
    installFakeKeys({ answers: true });
    const server = installFakeServer({ isSignedIn: true });
    withKey(server);
    server.on('POST /second_factor/passkeys/k1/removal', () => ({ body: { data: {} } }));
    const section = await openSection(server);
    expect(await within(section).findByText(/not used yet/)).toBeVisible();
    await userEvent.click(within(section).getByRole('button', { name: 'Remove Blue key' }));
    const dialog = await screen.findByRole('dialog', { name: 'Remove a key' });
    await userEvent.type(within(dialog).getByLabelText('Your password'), password);
    await userEvent.click(
      await within(dialog).findByRole('button', { name: 'Use a passkey or security key' }),
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    expect(server.seen('POST /second_factor/passkeys/k1/removal')[0]?.body).toMatchObject({
      data: { password, passkey: { id: 'aWQ', signature: 'c2lnbmF0dXJl', user_handle: 'Nw' } },
    });
  });
});

describe('a role that requires a second factor', () => {
  it('takes a key as well', async () => {
    installFakeKeys({ answers: true });
    const server = installFakeServer({ isSignedIn: true });
    const answer = { id: 7, user_name: 'nadia', second_factor_needed: true };
    server.on('POST /tokens', () => ({ body: answer }));
    server.on('POST /second_factor/passkeys', () => ({ body: { data: newWish } }));
    server.on('POST /second_factor/passkeys/confirmation', () => ({
      body: { data: { recovery_codes: ['k3fz-9d2m-qx7t'] } },
    }));
    await renderApp({ server, isSignedIn: true, address: '/v2/cases' });
    await userEvent.click(await screen.findByRole('button', { name: /Add a passkey/ }));
    const dialog = await screen.findByRole('dialog');
    await userEvent.type(within(dialog).getByLabelText('Name of the key'), 'Blue key');
    await userEvent.type(within(dialog).getByLabelText('Your password'), `${password}{Enter}`);
    await userEvent.click(await screen.findByRole('button', { name: 'I have kept the codes' }));
    expect(await screen.findByRole('heading', { level: 1, name: /Cases/ })).toBeVisible();
  });
});

describe('a key at the door', () => {
  async function typePassword() {
    await userEvent.type(screen.getByRole('textbox', { name: 'User name' }), 'nadia');
    await userEvent.type(screen.getByLabelText('Password'), `${password}{Enter}`);
  }

  function askingServer() {
    const server = installFakeServer();
    server.on('POST /tokens', ({ body }) => {
      if (JSON.stringify(body).includes('passkey')) {
        server.isSignedIn = true;
        return { body: { id: 7, user_name: 'nadia' } };
      }
      return {
        status: 401,
        body: { error: 'Prove it.', second_factor: { kinds: ['passkey'], passkey: wish } },
      };
    });
    server.on('POST /tokens/passkey', () => ({
      body: { data: { challenge: wish.challenge, rp_id: 'localhost' } },
    }));
    return server;
  }

  it('is the second step', async () => {
    const keys = installFakeKeys({ answers: true });
    const server = askingServer();
    await renderApp({ server });
    await typePassword();
    const button = await screen.findByRole('button', { name: 'Use a passkey or security key' });
    expect(screen.queryByRole('button', { name: 'Continue' })).not.toBeInTheDocument();
    await userEvent.click(button);
    expect(await screen.findByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
    expect(server.seen('POST /tokens').at(-1)?.body).toMatchObject({
      user: { user_name: 'nadia', password, passkey: { id: 'aWQ' } },
    });
    expect(keys.get.mock.calls[0]?.[0]).toMatchObject({
      publicKey: { rpId: 'localhost', userVerification: 'preferred' },
    });
  });

  it('is said when none answers', async () => {
    installFakeKeys({ answers: false });
    await renderApp({ server: askingServer() });
    await typePassword();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Use a passkey or security key' }),
    );
    expect(await screen.findByText(/No key answered/)).toBeVisible();
  });

  it('opens it alone when it knows the person', async () => {
    const keys = installFakeKeys({ answers: true });
    const server = askingServer();
    await renderApp({ server });
    await userEvent.click(screen.getByRole('button', { name: 'Use a passkey' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
    expect(keys.get.mock.calls[0]?.[0]).toMatchObject({
      publicKey: { userVerification: 'required', allowCredentials: [] },
    });
  });

  it('leads to the password when it does not', async () => {
    installFakeKeys({ answers: false });
    await renderApp({ server: askingServer() });
    await userEvent.click(screen.getByRole('button', { name: 'Use a passkey' }));
    expect(await screen.findByText(/did not sign you in/)).toBeVisible();
  });
});
