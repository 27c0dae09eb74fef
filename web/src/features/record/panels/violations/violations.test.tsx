import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { Language } from '../../../../shared/i18n/languages';
import { recordWorker, serveRecord } from '../../../../test/fake-record';
import { installFakeServer } from '../../../../test/install-fake-server';
import { renderApp } from '../../../../test/render-app';
import { hitSeveralTimes, violationsOf } from './violations';

const id = '11111111-0000-4000-8000-000000000009';
const path = `/incidents/${id}`;
const killing = 'aaaaaaaa-0000-4000-8000-000000000001';
const school = 'bbbbbbbb-0000-4000-8000-000000000002';
const incident = {
  id,
  module_id: 'primeromodule-mrm',
  enabled: true,
  record_state: true,
  record_in_scope: true,
  incident_description: 'A school was shelled.',
  incident_total_tally: { boys: 2, girls: 1, unknown: 0, total: 3 },
  killing: [
    {
      unique_id: killing,
      violation_tally: { boys: 2, total: 2 },
      ctfmr_verified: 'verified',
      is_late_verification: true,
    },
  ],
  attack_on_schools: [{ unique_id: school }],
  individual_victims: [
    {
      unique_id: 'v1',
      violations_ids: [killing, school],
      individual_age: 9,
      individual_sex: 'male',
    },
    { unique_id: 'v2', violations_ids: [school] },
  ],
  perpetrators: [{ unique_id: 'p1', violations_ids: [killing], perpetrator_category: 'state' }],
  responses: [{ unique_id: 'r1', violations_ids: killing, service_type: 'health' }],
};

async function open(actions: readonly string[], more: object = {}, language: Language = 'en') {
  const list = [{ resource: 'incidents', actions }];
  const server = installFakeServer({
    isSignedIn: true,
    user: { ...recordWorker, permissions: { list } },
  });
  serveRecord(server);
  server.on(`GET ${path}`, () => ({ body: { data: { ...incident, ...more } } }));
  server.on(`PATCH ${path}`, () => ({ body: { data: { id } } }));
  const address = `/v2${path}?form=summary_incident_mrm`;
  await renderApp({ server, isSignedIn: true, address, language });
  return server;
}

describe('the summary of violations', () => {
  it('says what was done to whom, by whom, and how sure it is', async () => {
    await open(['read']);
    const panel = within(await screen.findByRole('region', { name: 'Summary of violations' }));
    expect(panel.getByText('A school was shelled.')).toBeVisible();
    expect(panel.getByText('Boys: 2, Girls: 1, Total: 3')).toBeVisible();
    const card = within(panel.getByRole('listitem', { name: /^Killing/ }));
    expect(card.getByText('Verified')).toBeVisible();
    expect(card.getByText('Verified late')).toBeVisible();
    expect(card.getByText('9 · male')).toBeVisible();
    expect(card.getByText('state')).toBeVisible();
    expect(card.getByText('health')).toBeVisible();
    const other = within(panel.getByRole('listitem', { name: /^Attack on a school/ }));
    expect(other.getByText('Not verified yet')).toBeVisible();
    expect(other.queryByText('state')).toBeNull();
    const [hit] = panel.getAllByRole('listitem');
    expect(hit).toHaveTextContent('v1 · male · 9: Killing, Attack on a school');
    expect(panel.queryByRole('button', { name: /^Verify/ })).toBeNull();
  });

  it('takes how sure a violation is from those with the right', async () => {
    const server = await open(['read', 'write', 'verify_mrm']);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Verify: Attack on a school' }),
    );
    const dialog = within(await screen.findByRole('dialog', { name: /^Verification/ }));
    await userEvent.click(dialog.getByRole('button', { name: 'Save' }));
    expect(dialog.getByText('Choose how sure it is.')).toBeVisible();
    expect(server.seen(`PATCH ${path}`)).toHaveLength(0);
    await userEvent.click(dialog.getByRole('radio', { name: /could not be verified/ }));
    await userEvent.click(dialog.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('The change is saved.')).toBeVisible();
    expect(server.seen(`PATCH ${path}`)[0]?.body).toEqual({
      data: {
        attack_on_schools: [
          {
            unique_id: school,
            ctfmr_verified: 'reported_not_verified',
            ctfmr_verified_date: null,
          },
        ],
      },
    });
  });

  it('belongs to incidents of the programme that monitors violations', async () => {
    await open(['read'], { module_id: 'primeromodule-cp' });
    await screen.findByRole('button', { name: 'Record information' });
    expect(screen.queryByRole('button', { name: 'Summary of violations' })).toBeNull();
  });

  it('is there in Arabic', async () => {
    await open(['read'], {}, 'ar');
    expect(await screen.findByRole('region', { name: 'ملخص الانتهاكات' })).toBeVisible();
  });
});

describe('victims', () => {
  it('hang on the violations they name, one or several', () => {
    const [first, second] = violationsOf(incident);
    expect(first?.of.individual_victims.map((one) => one['unique_id'])).toEqual(['v1']);
    expect(first?.of.responses).toHaveLength(1);
    expect(second?.of.individual_victims).toHaveLength(2);
    expect(second?.of.responses).toHaveLength(0);
  });

  it('count as hit several times when they name several violations, or are marked so', () => {
    expect(hitSeveralTimes(incident).map((one) => one.id)).toEqual(['v1']);
    const group = { unique_id: 'g1', violations_ids: [school], group_multiple_violations: true };
    const marked = hitSeveralTimes({ ...incident, group_victims: [group] });
    expect(marked.map(({ id: one, types }) => [one, types])).toEqual([
      ['v1', ['killing', 'attack_on_schools']],
      ['g1', ['attack_on_schools']],
    ]);
  });
});
