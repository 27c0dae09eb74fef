import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { caseWorker } from '../../test/fake-data';
import { defaultListQuery } from '../../shared/records/list-query';
import { installFakeServer } from '../../test/install-fake-server';
import { renderApp } from '../../test/render-app';
import { bulkScope } from './bulk/work';

const filter = (field: string, more: object = {}) => ({
  name: field,
  field_name: field,
  ...more,
});
const violations = {
  en: [
    { id: 'killing', display_name: 'Killing' },
    { id: 'maiming', display_name: 'Maiming' },
  ],
};
const monitor = {
  ...caseWorker,
  module_unique_ids: ['primeromodule-mrm'],
  permissions: { list: [{ resource: 'incidents', actions: ['read'] }] },
  list_headers: { incidents: [{ name: 'id', field_name: 'short_id' }] },
  filters: {
    incidents: [
      filter('status', { options: { en: [{ id: 'open', display_name: 'Open' }] } }),
      filter('module_id', { options: { en: [{ id: 'primeromodule-mrm', display_name: 'MRM' }] } }),
      filter('violation_category', { options: violations }),
      filter('individual_violations', { options: violations }),
      filter('weapon_type', { options: { en: [{ id: 'mine', display_name: 'Mine' }] } }),
    ],
  },
};

async function openFilters(user: Record<string, unknown> = monitor, address = '/v2/incidents') {
  const server = installFakeServer({ isSignedIn: true, user });
  const none = { data: [], metadata: { total: 0, per: 20, page: 1 } };
  server.on('GET /incidents', () => ({ body: none }));
  await renderApp({ server, isSignedIn: true, address });
  await userEvent.click(await screen.findByRole('button', { name: /^Filters/ }));
  const panel = await screen.findByRole('dialog', { name: 'Filters' });
  return { server, panel: within(panel) };
}

describe('the filters of grave violations', () => {
  it('ask about incidents, children or violations, and join what belongs together', async () => {
    const { server, panel } = await openFilters();
    await userEvent.click(panel.getByRole('button', { name: 'More filters' }));
    expect(panel.getByRole('group', { name: 'Status' })).toBeVisible();
    expect(panel.queryByRole('group', { name: 'weapon type' })).toBeNull();
    expect(panel.queryByRole('group', { name: 'Programme' })).toBeNull();
    await userEvent.click(panel.getByRole('radio', { name: 'Children known one by one' }));
    expect(panel.getByRole('group', { name: 'individual violations' })).toBeVisible();
    expect(panel.queryByRole('group', { name: 'Status' })).toBeNull();
    await userEvent.click(panel.getByRole('radio', { name: 'Violations' }));
    const types = within(panel.getByRole('group', { name: 'violation category' }));
    await userEvent.click(types.getByRole('checkbox', { name: 'Killing' }));
    await userEvent.click(panel.getByRole('checkbox', { name: 'Mine' }));
    await userEvent.click(panel.getByRole('button', { name: 'Apply' }));
    expect(await screen.findByRole('button', { name: /violation category/ })).toBeVisible();
    const asked = server.seen('GET /incidents').at(-1)?.query;
    expect(asked?.get('violation_with_weapon_type[0]')).toBe('killing_mine');
    expect(asked?.has('weapon_type[0]')).toBe(false);
    expect(asked?.has('filter_category[0]')).toBe(false);
  });

  it('come back in the category of the address', async () => {
    const { panel } = await openFilters(monitor, '/v2/incidents?filter_category[0]=violations');
    expect(panel.getByRole('radio', { name: 'Violations' })).toBeChecked();
    expect(screen.queryByText('violations')).toBeNull();
  });

  it('have no categories where no violations are monitored', async () => {
    const { incidents } = monitor.filters;
    const others = { ...monitor, filters: { incidents: incidents.slice(0, 3) } };
    const { panel } = await openFilters(others);
    expect(panel.queryByRole('radio', { name: 'Violations' })).toBeNull();
  });

  it('name violations of a dashboard in words', async () => {
    const address = '/v2/incidents?violation_with_verification_status[0]=killing_verified';
    const { panel } = await openFilters(monitor, address);
    expect(panel.getByRole('button', { name: 'Apply' })).toBeVisible();
    expect(screen.getByText('killing: verified')).toBeInTheDocument();
  });

  it('are told neither the list nor those who act on all it finds', () => {
    const query = { ...defaultListQuery, filters: { filter_category: ['violations'] } };
    expect(bulkScope(query)).toEqual({ filters: { record_state: ['true'] } });
  });
});
