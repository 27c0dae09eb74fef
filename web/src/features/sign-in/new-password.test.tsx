import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { renderApp } from '../../test/render-app';

const link = '/v2/password_reset?reset_password_token=mailed-secret';

async function choose(password: string, repeated = password) {
  await userEvent.type(screen.getByLabelText(/^New password(?! once)/), password);
  await userEvent.type(screen.getByLabelText('New password once more'), repeated);
  await userEvent.click(screen.getByRole('button', { name: 'Set the password and sign in' }));
}

describe('a forgotten password', () => {
  it('is asked for by mail, with one answer for every address', async () => {
    const server = await renderApp({ address: '/v2/login' });
    server.on('POST /users/password-reset-request', () => ({ body: { message: 'submitted' } }));
    await userEvent.click(screen.getByRole('button', { name: 'Forgotten your password?' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Send the link' }));
    expect(await screen.findByText('Enter your e-mail address.')).toBeVisible();
    await userEvent.type(screen.getByLabelText('Your e-mail address'), ' nadia@example.org ');
    await userEvent.click(screen.getByRole('button', { name: 'Send the link' }));
    expect(await screen.findByText(/If this address belongs to an account/)).toBeVisible();
    expect(server.seen('POST /users/password-reset-request').map(({ body }) => body)).toEqual([
      { user: { email: 'nadia@example.org' } },
    ]);
    await userEvent.click(screen.getByRole('button', { name: 'Back to sign-in' }));
    expect(await screen.findByRole('heading', { name: 'Sign in' })).toBeVisible();
  });

  it('is replaced by whoever has the link, who then is in', async () => {
    const server = await renderApp({ address: link });
    server.on('POST /users/password-reset', () => ({ body: { id: 7, user_name: 'nadia' } }));
    expect(window.location.href).not.toContain('mailed-secret');
    await choose('correct horse battery');
    expect(await screen.findByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
    expect(server.seen('POST /users/password-reset')[0]?.body).toEqual({
      user: {
        reset_password_token: 'mailed-secret',
        password: 'correct horse battery',
        password_confirmation: 'correct horse battery',
      },
    });
  });

  it('needs the same password twice, and says when the link is over', async () => {
    const server = await renderApp({ address: link });
    server.on('POST /users/password-reset', () => ({
      status: 422,
      body: {
        errors: [
          {
            status: 422,
            resource: '/api/v2/users/password-reset',
            detail: ['reset_password_token'],
            message: ['user.password_reset.errors.reset_password_token'],
          },
        ],
      },
    }));
    await choose('correct horse', 'correct house');
    expect(await screen.findByText('The two passwords are not the same.')).toBeVisible();
    expect(server.seen('POST /users/password-reset')).toHaveLength(0);
    await userEvent.clear(screen.getByLabelText('New password once more'));
    await userEvent.type(screen.getByLabelText('New password once more'), 'correct horse');
    await userEvent.click(screen.getByRole('button', { name: 'Set the password and sign in' }));
    expect(await screen.findByText(/It has been used or is too old/)).toBeVisible();
    expect(screen.queryByLabelText(/^New password/)).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Ask for a new link' }));
    expect(await screen.findByLabelText('Your e-mail address')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Back to sign-in' }));
    expect(await screen.findByRole('heading', { name: 'Sign in' })).toBeVisible();
  });

  it('is judged in words while it is typed, and refused with the server’s reason', async () => {
    const server = await renderApp({ address: link });
    server.on('POST /users/password-reset', () => ({
      status: 422,
      body: {
        errors: [
          {
            status: 422,
            resource: '/api/v2/users/password-reset',
            detail: 'password',
            message: ['errors.models.user.password_used_before'],
            problems: [{ pointer: 'password', message: 'You have used this password before.' }],
          },
        ],
      },
    }));
    await userEvent.type(screen.getByLabelText(/^New password(?! once)/), 'password1234');
    const words = screen.getByRole('status', { name: 'Strength of the password' });
    await waitFor(() => expect(words).toHaveTextContent(/Everybody tries this first/));
    await userEvent.clear(screen.getByLabelText(/^New password(?! once)/));
    await choose('seven herons cross the delta');
    await waitFor(() => expect(words).toHaveTextContent('Strong.'));
    expect(await screen.findByRole('alert')).toHaveTextContent('You have used this password');
  });
});
