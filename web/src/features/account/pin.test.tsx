import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { hasPin } from '../../shared/lock/keys';
import { settings } from '../../test/fake-data';
import { renderApp } from '../../test/render-app';

const password = 'correct horse battery';

async function openDialog() {
  const server = await renderApp({ isSignedIn: true, address: '/v2/account/7' });
  await userEvent.click(await screen.findByRole('button', { name: 'Set a PIN for the lock' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Set a PIN for the lock' }));
  const fill = async (given: string, pin: string, again = pin) => {
    for (const [label, value] of [
      ['Current password', given],
      ['PIN of 6 to 12 digits', pin],
      ['The same PIN again', again],
    ] as const) {
      const field = await dialog.findByLabelText(label);
      await userEvent.clear(field);
      await userEvent.type(field, value);
    }
    await userEvent.click(dialog.getByRole('button', { name: 'Set the PIN' }));
  };
  return { server, dialog, fill };
}

describe('the PIN of the lock', () => {
  it('is set with the password, and can be removed', async () => {
    const { server, fill } = await openDialog();
    await fill(password, '402957');
    expect(await screen.findByText('The PIN opens the lock from now on.')).toBeVisible();
    expect(hasPin()).toBe(true);
    // The page was loaded anew: only the server knew the password.
    expect(server.seen('POST /tokens').at(-1)?.body).toMatchObject({ user: { password } });
    expect(JSON.stringify(server.requests.map(({ body }) => body))).not.toContain('402957');
    await userEvent.click(await screen.findByRole('button', { name: 'Remove the PIN' }));
    await waitFor(() => expect(hasPin()).toBe(false));
  });

  it.each([
    [['wrong', '402957', '402957'], 'The password is not right.'],
    [[password, '40295', '40295'], 'Use 6 to 12 digits.'],
    [[password, '123456', '123456'], /This one is tried first/],
    [[password, '402957', '402958'], 'The two PINs are not the same.'],
  ] as const)('is refused: %j', async ([given, pin, again], words) => {
    const { dialog, fill } = await openDialog();
    await fill(given, pin, again);
    expect(await dialog.findByText(words)).toBeVisible();
    expect(hasPin()).toBe(false);
  });

  it('is not offered where the deployment forbids it', async () => {
    await renderApp({
      isSignedIn: true,
      address: '/v2/account/7',
      settings: { ...settings, system_options: { lock_pin: false } },
    });
    expect(await screen.findByRole('heading', { name: 'This device' })).toBeVisible();
    expect(screen.queryByRole('button', { name: /PIN/ })).not.toBeInTheDocument();
  });
});
