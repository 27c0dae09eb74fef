import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { settings } from '../../../test/fake-data';
import { record, recordId, recordWorker, serveRecord } from '../../../test/fake-record';
import { installFakeServer } from '../../../test/install-fake-server';
import { renderApp } from '../../../test/render-app';
import { workflowSteps } from './workflow-steps';

const states = ['new', 'reopened', 'case_plan', 'action_plan', 'services_implemented', 'closed'];

const module = {
  unique_id: 'primeromodule-cp',
  name: 'CP',
  associated_record_types: ['case'],
  options: {},
  module_options: {
    step_checklist: [
      { step: 'case_plan', forms: ['papers', 'family', 'unknown'], fields: ['age', 'nickname'] },
    ],
  },
  workflows: {
    case: states.map((id) => ({
      id,
      display_text: id === 'action_plan' ? { en: 'Plan of action', ar: 'خطة العمل' } : {},
    })),
  },
};

const stepsOf = (data: object) =>
  workflowSteps(module, { id: recordId, ...data }).map(({ id, state }) => `${id} ${state}`);

describe('the steps of a case', () => {
  it('lead through where it stands', () => {
    expect(stepsOf({ status: 'open', workflow: 'case_plan' })).toEqual([
      'new before',
      'case_plan now',
      'action_plan ahead',
      'services_implemented ahead',
      'closed ahead',
    ]);
  });

  it('begin with the reopening of a case that was closed before', () => {
    const steps = stepsOf({ status: 'open', workflow: 'reopened', case_status_reopened: true });
    expect(steps.slice(0, 2)).toEqual(['reopened now', 'case_plan ahead']);
  });

  it('end with the closure, whatever the step says', () => {
    expect(stepsOf({ status: 'closed', workflow: 'case_plan' }).at(-1)).toBe('closed now');
  });

  it.each([
    ['a case out of use', { status: 'open', workflow: 'new', record_state: false }],
    ['a step that the module does not have', { status: 'open', workflow: 'assessment' }],
  ])('are not shown for %s', (_name, data) => {
    expect(stepsOf(data)).toEqual([]);
  });

  it('are not shown where the module shows none', () => {
    expect(workflowSteps({ ...module, workflows: {} }, { id: 'x', workflow: 'new' })).toEqual([]);
    expect(workflowSteps(undefined, { id: 'x', workflow: 'new' })).toEqual([]);
  });
});

async function openCase(data: object, address = '') {
  const server = installFakeServer({ isSignedIn: true, user: recordWorker });
  serveRecord(server, { ...record, ...data });
  server.on('GET /system_settings', () => ({ body: { data: { ...settings, modules: [module] } } }));
  await renderApp({
    server,
    isSignedIn: true,
    address: `/v2/cases/${recordId}${address}`,
    language: 'en',
  });
  return screen.findByRole('region', { name: 'Steps of the case' });
}

describe('the stepper', () => {
  it('names each step, and marks the one where the case stands', async () => {
    const stepper = await openCase({ workflow: 'action_plan' });
    const items = within(stepper).getAllByRole('listitem');
    expect(items.map((item) => item.textContent)).toEqual([
      'New (behind)',
      'Case plan (behind)',
      '3Plan of action',
      '4Services provided',
      '5Closed',
    ]);
    const current = items.filter((item) => item.getAttribute('aria-current') === 'step');
    expect(current.map((item) => item.textContent)).toEqual(['3Plan of action']);
    expect(screen.queryByText('Plan of action', { selector: '.chip' })).toBeNull();
  });

  it('leads to what is to be done in the step', async () => {
    const stepper = await openCase({ workflow: 'case_plan', nickname: null, relatives: [] });
    const summary = within(stepper).getByText('2 things are left to do in this step');
    await userEvent.click(summary);
    const lines = within(stepper.querySelector('details') ?? stepper).getAllByRole('listitem');
    expect(lines.map((line) => line.textContent)).toEqual([
      'Papersdone',
      'Familyto do',
      'Agedone',
      'Nicknameto do',
    ]);
    await userEvent.click(within(stepper).getByRole('button', { name: 'Family' }));
    expect(await screen.findByRole('heading', { level: 2, name: 'Family' })).toHaveFocus();
  });

  it('stays while the case is changed, and follows what is answered', async () => {
    const stepper = await openCase(
      { workflow: 'case_plan', nickname: null, relatives: [] },
      '/edit',
    );
    const nickname = await screen.findByRole('textbox', { name: 'Nickname' });
    await userEvent.type(nickname, 'Mimi');
    expect(await within(stepper).findByText('1 thing is left to do in this step')).toBeVisible();
  });
});
