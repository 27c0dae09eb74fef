import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { record, recordId, recordWorker, serveRecord } from '../../../../test/fake-record';
import { installFakeServer } from '../../../../test/install-fake-server';
import { renderApp } from '../../../../test/render-app';

const near = {
  user_name: 'amal',
  position: 'Nurse',
  agency: 'agency-x',
  services: [],
  agency_services: ['health'],
  distance: 'same_place',
  opening_hours: { en: 'Mon–Thu 8–16' },
  capacity: 3,
  capacity_updated_at: '2026-03-01T08:00:00Z',
};
const far = { user_name: 'bruno', services: [], distance: 'elsewhere', capacity: 0 };

async function openReferral(users: readonly object[]) {
  const server = installFakeServer({ isSignedIn: true, user: recordWorker });
  serveRecord(server, {
    ...record,
    location_current: 'N1',
    consent_for_services: true,
    disclosure_other_orgs: true,
  });
  server.on('GET /users/refer-to', () => ({ body: { data: users } }));
  server.on('GET /roles', () => ({ body: { data: [] } }));
  server.on(`GET /cases/${recordId}/transitions`, () => ({ body: { data: [] } }));
  const preview = { user_name: 'amal', forms: {}, fields: [], record: {} };
  server.on(`GET /cases/${recordId}/referrals/preview`, () => ({ body: { data: preview } }));
  await renderApp({ server, isSignedIn: true, address: `/v2/cases/${recordId}` });
  await userEvent.click(await screen.findByRole('button', { name: 'More actions' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Refer' }));
  return { server, dialog: await screen.findByRole('dialog', { name: 'Refer' }) };
}

describe('the directory of recipients', () => {
  it('compares services, hours, free places and distance, and chooses one', async () => {
    const { server, dialog } = await openReferral([near, far]);
    const inside = within(dialog);
    const open = await inside.findByRole('button', { name: 'Compare recipients' });
    expect(open).toHaveAttribute('aria-expanded', 'false');
    await userEvent.click(open);
    const cards = inside.getAllByRole('listitem').filter((one) => /Choose/.test(one.textContent));
    expect(cards).toHaveLength(2);
    expect(cards[0]).toHaveTextContent(/amal.*Nurse/);
    expect(cards[0]).toHaveTextContent(/Open: Mon–Thu 8–16/);
    expect(cards[0]).toHaveTextContent(/Free places: 3 \(Mar 1, 2026\)/);
    expect(cards[0]).toHaveTextContent(/same place/);
    expect(cards[1]).toHaveTextContent(/further away/);
    await userEvent.click(inside.getByRole('button', { name: 'Choose amal' }));
    expect(inside.getByRole('button', { name: 'Choose amal' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    const recipient = inside.getByRole('combobox', { name: /Recipient/ });
    expect(recipient).toHaveValue('amal · Nurse · agency-x');
    expect(server.seen('GET /users/refer-to')[0]?.query.get('near')).toBe('N1');
  });
  it('is not there for one alone', async () => {
    const { dialog } = await openReferral([near]);
    expect(await within(dialog).findByRole('combobox', { name: /Recipient/ })).toBeVisible();
    expect(within(dialog).queryByRole('button', { name: 'Compare recipients' })).toBeNull();
  });
});
