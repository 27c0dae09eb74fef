import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { readHandover } from '../../../shared/intake/handover';
import { record, recordId, recordWorker, serveRecord } from '../../../test/fake-record';
import { testField, testForm } from '../../../shared/forms/testing';
import { installFakeServer } from '../../../test/install-fake-server';
import { renderApp } from '../../../test/render-app';
import { siblingBeginning } from './sibling';

const consent = testForm('consent', [
  testField({ name: 'consent_for_services', type: 'tick_box' }),
]);
const context = { forms: [consent], module: undefined, mayJoinFamily: false };
const known = {
  id: recordId,
  name: 'Lina Haddad',
  name_first: 'Lina',
  name_last: 'Haddad',
  sex: 'female',
  age: 9,
  location_current: 'EX01',
  consent_for_services: true,
  protection_concerns: ['neglect'],
  family_details_section: [
    { unique_id: 'row', relation: 'mother', relation_name: 'Samar', family_member_id: 'x' },
    { unique_id: 'gone', relation: 'aunt', _destroy: true },
  ],
};

describe('the case of a brother or sister', () => {
  it('begins with the family, the place and what was agreed on', () => {
    const { family_details_section: rows, ...rest } = siblingBeginning(known, context);
    expect(rest).toEqual({
      name_last: 'Haddad',
      location_current: 'EX01',
      consent_for_services: true,
    });
    expect(rows).toEqual([
      { unique_id: expect.any(String), relation: 'mother', relation_name: 'Samar' },
      {
        unique_id: expect.any(String),
        relation: 'sister',
        relation_name: 'Lina Haddad',
        relation_age: 9,
      },
    ]);
    expect(JSON.stringify(rows)).not.toContain('"row"');
  });

  it('joins the family where there is one and the person may', () => {
    const inFamily = { ...known, family_id: 'f1' };
    const joined = siblingBeginning(inFamily, { ...context, mayJoinFamily: true });
    expect(joined['family_id']).toBe('f1');
    expect(joined).not.toHaveProperty('family_details_section');
    expect(siblingBeginning(inFamily, context)).not.toHaveProperty('family_id');
  });

  it('does not give away a protected name', () => {
    const hidden = { ...known, name: '*******', hidden_name: true };
    expect(siblingBeginning(hidden, context)['family_details_section']).toHaveLength(1);
  });

  async function openMenu(actions: readonly string[]) {
    const permissions = { list: [{ resource: 'cases', actions }] };
    const server = installFakeServer({
      isSignedIn: true,
      user: { ...recordWorker, permissions },
    });
    serveRecord(server, record);
    await renderApp({ server, isSignedIn: true, address: `/v2/cases/${recordId}` });
    await userEvent.click(await screen.findByRole('button', { name: 'More actions' }));
    return screen.queryByRole('menuitem', { name: 'Register a brother or sister' });
  }

  it('is begun from the menu', async () => {
    const item = await openMenu(['read', 'create', 'flag']);
    await userEvent.click(item ?? document.body);
    const name = 'Register a brother or sister';
    const dialog = within(await screen.findByRole('dialog', { name }));
    await userEvent.click(dialog.getByRole('button', { name: 'Begin the registration' }));
    expect(await screen.findByRole('textbox', { name: /^First name/ })).toHaveValue('');
    expect(window.location.pathname).toBe('/v2/cases/primeromodule-cp/new');
    expect(readHandover()).not.toHaveProperty('id');
  });

  it('is not offered to those who register nobody', async () => {
    expect(await openMenu(['read', 'flag'])).toBeNull();
  });
});
