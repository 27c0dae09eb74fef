import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { FakeServer } from '../../test/fake-server';
import { installFakeServer } from '../../test/install-fake-server';
import { renderApp } from '../../test/render-app';

const credentials = v.object({
  user: v.looseObject({
    one_time_code: v.optional(v.string()),
    recovery_code: v.optional(v.string()),
  }),
});

/** A server on which the password alone is not enough. */
function askingServer() {
  return asking(installFakeServer());
}

function asking(server: FakeServer) {
  server.on('POST /tokens', ({ body }) => {
    const { user } = v.parse(credentials, body);
    if (user.one_time_code === '123456' || user.recovery_code === 'k3fz-9d2m-qx7t') {
      server.isSignedIn = true;
      return { body: { id: 7, user_name: 'nadia' } };
    }
    return {
      status: 401,
      body: {
        error: 'Prove it.',
        errors: [{ status: 401, detail: 'second_factor', message: 'Prove it.' }],
        second_factor: { kinds: ['one_time_code', 'recovery_code'] },
      },
    };
  });
  return server;
}

async function typePassword() {
  await userEvent.type(screen.getByRole('textbox', { name: 'User name' }), 'nadia');
  await userEvent.type(screen.getByLabelText('Password'), 'correct horse battery');
  await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));
  return screen.findByRole('textbox', { name: /Code from the app|Recovery code/ });
}

describe('the second step of signing in', () => {
  it('asks for the code after the password and opens the home page with it', async () => {
    const server = askingServer();
    await renderApp({ server });
    const code = await typePassword();
    expect(code).toHaveAttribute('autocomplete', 'one-time-code');
    expect(code).toHaveAttribute('inputmode', 'numeric');
    expect(code).toHaveFocus();
    expect(screen.queryByText('The code is not right, or it was used before.')).toBeNull();
    await userEvent.type(code, '123456{Enter}');
    expect(await screen.findByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
    expect(server.seen('POST /tokens').at(-1)?.body).toEqual({
      user: {
        user_name: 'nadia',
        password: 'correct horse battery',
        one_time_code: '123456',
      },
    });
  });

  it('says when the code is wrong or missing, and keeps the person at the step', async () => {
    await renderApp({ server: askingServer() });
    const code = await typePassword();
    await userEvent.click(screen.getByRole('button', { name: 'Continue' }));
    expect(await screen.findByText('Enter the code.')).toBeVisible();
    await userEvent.type(code, '000000{Enter}');
    expect(await screen.findByText('The code is not right, or it was used before.')).toBeVisible();
    expect(code).toBeInvalid();
  });

  it('takes digits of other scripts', async () => {
    const server = askingServer();
    await renderApp({ server });
    await userEvent.type(await typePassword(), '١٢٣٤٥٦{Enter}');
    expect(await screen.findByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
  });

  it('takes a recovery code in place of the phone', async () => {
    await renderApp({ server: askingServer() });
    await typePassword();
    await userEvent.click(screen.getByRole('button', { name: /use a recovery code/ }));
    const paper = await screen.findByRole('textbox', { name: 'Recovery code' });
    expect(paper).toHaveAttribute('autocomplete', 'off');
    await userEvent.type(paper, 'k3fz-9d2m-qx7t{Enter}');
    expect(await screen.findByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
  });

  it('goes back to the password', async () => {
    await renderApp({ server: askingServer() });
    await typePassword();
    await userEvent.click(screen.getByRole('button', { name: 'Back' }));
    expect(await screen.findByLabelText('Password')).toHaveValue('correct horse battery');
  });

  it('is over when the account was locked meanwhile', async () => {
    const server = askingServer();
    await renderApp({ server });
    const code = await typePassword();
    server.on('POST /tokens', () => ({ status: 401, body: { error: 'No.' } }));
    await userEvent.type(code, '000000{Enter}');
    expect(await screen.findByText(/user name or the password is not right/)).toBeVisible();
    expect(screen.getByLabelText('Password')).toBeVisible();
  });

  it('waits when there were too many attempts', async () => {
    const server = askingServer();
    await renderApp({ server });
    const code = await typePassword();
    server.on('POST /tokens', () => ({ status: 429, headers: { 'Retry-After': '40' } }));
    await userEvent.type(code, '000000{Enter}');
    expect(await screen.findByText(/try again in \d+ seconds/)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Continue' })).toBeDisabled();
  });
});

describe('coming back to a session that is over', () => {
  it('asks for the code as well, over the page', async () => {
    const server = installFakeServer({ isSignedIn: true });
    await renderApp({ server, isSignedIn: true, address: '/v2/cases' });
    await screen.findByRole('table');
    server.isSignedIn = false;
    asking(server);
    await userEvent.click(screen.getByRole('button', { name: 'Age' }));
    await userEvent.type(await screen.findByLabelText('Password'), 'correct horse battery{Enter}');
    const code = await screen.findByRole('textbox', { name: 'Code from the app' });
    await userEvent.type(code, '000000');
    await userEvent.click(screen.getByRole('button', { name: 'Continue' }));
    expect(await screen.findByText('The code is not right, or it was used before.')).toBeVisible();
    await userEvent.clear(code);
    await userEvent.type(code, '123456{Enter}');
    expect(await screen.findByRole('table')).toBeVisible();
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });
});
