import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { caseWorker, settings } from '../../test/fake-data';
import { renderApp } from '../../test/render-app';

const steps = (...texts: readonly string[]) => ({
  en: texts.map((text) => ({ id: text.toLowerCase().replace(' ', '_'), display_text: text })),
});
const workflow = {
  name: 'workflow',
  field_name: 'workflow',
  type: 'checkbox',
  options: { cp: steps('New', 'Case plan', 'Closed'), other: steps('New', 'Visit', 'Closed') },
};
const programmes = { name: 'module_id', field_name: 'module_id', type: 'multi_select' };
const user = {
  ...caseWorker,
  module_unique_ids: ['cp', 'other'],
  filters: {
    cases: [
      {
        ...programmes,
        options: [
          { id: 'cp', display_name: 'CP' },
          { id: 'other', display_name: 'Shelters' },
        ],
      },
      workflow,
    ],
  },
};
const modules = [
  { unique_id: 'cp', name: 'CP', associated_record_types: ['case'] },
  { unique_id: 'other', name: 'Shelters', associated_record_types: ['case'] },
];

async function openFilters(search = '') {
  await renderApp({
    isSignedIn: true,
    user,
    settings: { ...settings, modules },
    address: `/v2/cases${search}`,
  });
  await userEvent.click(await screen.findByRole('button', { name: /^Filters/ }));
  return within(await screen.findByRole('dialog', { name: 'Filters' }));
}

async function choose(panel: ReturnType<typeof within>, programme: string) {
  await userEvent.click(panel.getByRole('button', { name: /Workflow step · Programme/ }));
  await userEvent.click(await screen.findByRole('option', { name: programme }));
}

function stepsOf(panel: ReturnType<typeof within>): readonly (string | null)[] {
  const boxes = within(panel.getByRole('group', { name: 'Workflow step' })).getAllByRole(
    'checkbox',
  );
  return boxes.map((box) => box.closest('label')?.textContent ?? null);
}

describe('the filter of the workflow in several programmes', () => {
  it('asks for the programme, then shows its steps', async () => {
    const panel = await openFilters();
    await userEvent.click(panel.getByRole('button', { name: 'More filters' }));
    expect(panel.queryByRole('group', { name: 'Workflow step' })).not.toBeInTheDocument();
    await choose(panel, 'Shelters');
    expect(stepsOf(panel)).toEqual(['New', 'Visit', 'Closed']);
    expect(panel.getByRole('checkbox', { name: 'Shelters' })).toBeChecked();
    await userEvent.click(panel.getByRole('checkbox', { name: 'New' }));
    await userEvent.click(panel.getByRole('checkbox', { name: 'Visit' }));
    await choose(panel, 'CP');
    expect(stepsOf(panel)).toEqual(['New', 'Case plan', 'Closed']);
    await userEvent.click(panel.getByRole('button', { name: 'Apply' }));
    // The step that only the other programme has is not asked for any more.
    await waitFor(() => expect(window.location.search).toContain('module_id'));
    const asked = [...new URLSearchParams(window.location.search)].filter(([name]) =>
      /^(?:module_id|workflow)/.test(name),
    );
    expect(asked.map(([, value]) => value).sort()).toEqual(['cp', 'new']);
  });

  it('shows a step of another programme, to take it back', async () => {
    const panel = await openFilters('?module_id[0]=cp&workflow[0]=visit');
    expect(stepsOf(panel)).toEqual(['New', 'Case plan', 'Closed', 'Visit']);
    expect(panel.getByRole('checkbox', { name: 'Visit' })).toBeChecked();
  });

  it('shows steps that an address asks for without a programme, to take them back', async () => {
    const panel = await openFilters('?workflow[0]=visit');
    expect(stepsOf(panel)).toEqual(['Visit']);
    await userEvent.click(panel.getByRole('checkbox', { name: 'Visit' }));
    expect(panel.queryByRole('group', { name: 'Workflow step' })).not.toBeInTheDocument();
  });
});
