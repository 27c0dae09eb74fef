import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { renewSession } from '../../../shared/session/session';
import type { FakeServer } from '../../../test/fake-server';
import { installFakeServer } from '../../../test/install-fake-server';
import { renderApp } from '../../../test/render-app';

const address = '/v2/account/7';
const password = 'correct horse battery';
const codes = ['k3fz-9d2m-qx7t', '2222-3333-4444'];

function wrong(member: string, sentence: string) {
  return {
    status: 422,
    body: {
      errors: [
        {
          status: 422,
          detail: member,
          message: [sentence],
          problems: [{ pointer: member, message: sentence }],
        },
      ],
    },
  };
}

/** A server that lets a phone be set up with the code 123456. */
function settingUp(server: FakeServer) {
  server.on('POST /second_factor/one_time_code', ({ body }) =>
    JSON.stringify(body).includes(password)
      ? {
          body: {
            data: {
              key: 'GEZDGNBVGY3TQOJQ',
              address: 'otpauth://totp/Amparo:nadia?secret=GEZDGNBVGY3TQOJQ',
              square: ['101', '010', '111'],
            },
          },
        }
      : wrong('password', 'The password is not right.'),
  );
  server.on('POST /second_factor/one_time_code/confirmation', ({ body }) =>
    JSON.stringify(body).includes('123456')
      ? { body: { data: { recovery_codes: codes } } }
      : wrong('one_time_code', 'The code is not right, or it was used before.'),
  );
  return server;
}

function withPhone(server: FakeServer) {
  server.on('GET /second_factor', () => ({
    body: {
      data: {
        active: true,
        required: false,
        one_time_code: { active: true, since: '2024-03-01T10:00:00.000Z' },
        passkeys: [],
        recovery_codes_left: 7,
      },
    },
  }));
}

async function openSection(server = installFakeServer({ isSignedIn: true })) {
  await renderApp({ server, isSignedIn: true, address });
  return screen.findByRole('region', { name: 'Second factor' });
}

async function setUpPhone() {
  await userEvent.type(await screen.findByLabelText('Your password'), password);
  await userEvent.click(screen.getByRole('button', { name: 'Continue' }));
  await userEvent.type(await screen.findByLabelText('Code from the app'), '123456');
  await userEvent.click(screen.getByRole('button', { name: 'Switch it on' }));
  await screen.findByText(codes[0] ?? '');
}

describe('setting up a phone', () => {
  it('asks for the password, shows square and key, and ends with recovery codes', async () => {
    const server = settingUp(installFakeServer({ isSignedIn: true }));
    const section = await openSection(server);
    await userEvent.click(
      await within(section).findByRole('button', { name: 'Set up an app with codes' }),
    );
    const dialog = await screen.findByRole('dialog', { name: 'Set up an app with codes' });
    await userEvent.click(within(dialog).getByRole('button', { name: 'Continue' }));
    expect(await within(dialog).findByText('Enter your password.')).toBeVisible();
    await userEvent.type(within(dialog).getByLabelText('Your password'), 'wrong{Enter}');
    expect(await within(dialog).findByText('The password is not right.')).toBeVisible();
    await userEvent.clear(within(dialog).getByLabelText('Your password'));
    await userEvent.type(within(dialog).getByLabelText('Your password'), `${password}{Enter}`);
    expect(await within(dialog).findByText('GEZD GNBV GY3T QOJQ')).toBeVisible();
    expect(within(dialog).getByRole('img', { name: 'Square code for the app' })).toBeVisible();
    expect(within(dialog).getByRole('link', { name: /on this device/ })).toHaveAttribute(
      'href',
      'otpauth://totp/Amparo:nadia?secret=GEZDGNBVGY3TQOJQ',
    );
    await userEvent.type(within(dialog).getByLabelText('Code from the app'), '000000{Enter}');
    expect(await within(dialog).findByText(/The code is not right/)).toBeVisible();
    await userEvent.clear(within(dialog).getByLabelText('Code from the app'));
    await userEvent.type(within(dialog).getByLabelText('Code from the app'), '123456{Enter}');
    expect(await within(dialog).findByText('k3fz-9d2m-qx7t')).toBeVisible();
    withPhone(server);
    await userEvent.click(within(dialog).getByRole('button', { name: 'I have kept the codes' }));
    expect(await within(section).findByText(/Recovery codes left: 7/)).toBeVisible();
    expect(screen.queryByText('k3fz-9d2m-qx7t')).not.toBeInTheDocument();
  });

  it('copies the recovery codes', async () => {
    const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    const section = await openSection(settingUp(installFakeServer({ isSignedIn: true })));
    await userEvent.click(await within(section).findByRole('button', { name: /Set up/ }));
    await setUpPhone();
    await userEvent.click(screen.getByRole('button', { name: 'Copy' }));
    expect(await screen.findByText('The codes were copied.')).toBeVisible();
    expect(write).toHaveBeenCalledWith(codes.join('\n'));
  });
});

describe('a phone that is set up', () => {
  it('is removed with password and code', async () => {
    const server = installFakeServer({ isSignedIn: true });
    withPhone(server);
    server.on('POST /second_factor/one_time_code/removal', () => ({ body: { data: {} } }));
    const section = await openSection(server);
    await userEvent.click(await within(section).findByRole('button', { name: 'Remove the app' }));
    const dialog = await screen.findByRole('dialog', { name: 'Remove the app' });
    const code = await within(dialog).findByLabelText('Code from the app');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Remove' }));
    expect(await within(dialog).findByText('Enter the code.')).toBeVisible();
    await userEvent.type(within(dialog).getByLabelText('Your password'), password);
    await userEvent.type(code, '123456{Enter}');
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    expect(server.seen('POST /second_factor/one_time_code/removal')[0]?.body).toEqual({
      data: { password, one_time_code: '123456' },
    });
  });

  it('gives new recovery codes for a code on paper', async () => {
    const server = installFakeServer({ isSignedIn: true });
    withPhone(server);
    server.on('POST /second_factor/recovery_codes', () => ({
      body: { data: { recovery_codes: codes } },
    }));
    const section = await openSection(server);
    await userEvent.click(
      await within(section).findByRole('button', { name: 'New recovery codes' }),
    );
    const dialog = await screen.findByRole('dialog', { name: 'New recovery codes' });
    await userEvent.type(within(dialog).getByLabelText('Your password'), password);
    await userEvent.click(
      await within(dialog).findByRole('button', { name: /use a recovery code/ }),
    );
    await userEvent.type(await within(dialog).findByLabelText('Recovery code'), '9999{Enter}');
    expect(await screen.findByText('2222-3333-4444')).toBeVisible();
    expect(server.seen('POST /second_factor/recovery_codes')[0]?.body).toEqual({
      data: { password, recovery_code: '9999' },
    });
  });
});

describe('a role that requires a second factor', () => {
  it('leads to setting one up before anything else', async () => {
    const server = settingUp(installFakeServer({ isSignedIn: true }));
    const answer = { id: 7, user_name: 'nadia', second_factor_needed: true };
    server.on('POST /tokens', () => ({ body: answer }));
    await renderApp({ server, isSignedIn: true, address: '/v2/cases' });
    expect(await screen.findByRole('heading', { name: 'Set up your second factor' })).toBeVisible();
    expect(server.seen('GET /cases')).toHaveLength(0);
    await setUpPhone();
    await userEvent.click(screen.getByRole('button', { name: 'I have kept the codes' }));
    expect(await screen.findByRole('heading', { level: 1, name: /Cases/ })).toBeVisible();
  });

  it('is noticed when the session goes on', async () => {
    const server = installFakeServer({ isSignedIn: true });
    await renderApp({ server, isSignedIn: true });
    const answer = { id: 7, user_name: 'nadia', second_factor_needed: true };
    server.on('POST /tokens', () => ({ body: answer }));
    await act(renewSession);
    const [link] = await screen.findAllByRole('link', { name: 'Cases' });
    if (link !== undefined) await userEvent.click(link);
    expect(await screen.findByRole('heading', { name: 'Set up your second factor' })).toBeVisible();
  });
});
