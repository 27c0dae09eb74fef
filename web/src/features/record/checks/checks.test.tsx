import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import {
  record,
  recordForms,
  recordId,
  recordWorker,
  serveRecord,
} from '../../../test/fake-record';
import { settings } from '../../../test/fake-data';
import type { Language } from '../../../shared/i18n/languages';
import { installFakeServer } from '../../../test/install-fake-server';
import { renderApp } from '../../../test/render-app';

const rules = [
  { record_type: 'case', kind: 'age_max', age: 'age', birth: 'date_of_birth', max: 18 },
  { record_type: 'case', kind: 'age', rows: 'relatives', age: 'age', birth: 'born' },
  { record_type: 'incident', kind: 'age_max', age: 'age', birth: 'date_of_birth', max: 1 },
];

async function open(data: object, place = '/edit', language: Language = 'en') {
  const server = installFakeServer({ isSignedIn: true, user: recordWorker });
  serveRecord(server, { ...record, ...data });
  server.on('GET /system_settings', () => ({
    body: { data: { ...settings, plausibility_rules: rules } },
  }));
  const address = `/v2/cases/${recordId}${place}`;
  await renderApp({ server, isSignedIn: true, address, language });
  await screen.findByRole('navigation', { name: /Forms of this record|نماذج هذا السجل/ });
  return server;
}

const title = /is unlikely|are unlikely/;

describe('unlikely answers', () => {
  it('are named with the way to them, and hold up nothing', async () => {
    const server = await open({ age: 44 });
    const doubt = await screen.findByText('1 answer is unlikely. Is it right?');
    expect(doubt.closest('[role=status]')).toHaveTextContent(
      'Age: this makes the child older than 18 years.',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Age:' }));
    const age = screen.getByRole('textbox', { name: 'Age' });
    await waitFor(() => expect(age).toHaveFocus());
    await userEvent.type(screen.getByRole('textbox', { name: 'Nickname' }), 'o');
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('Saved: SEL-abc1234')).toBeVisible();
    expect(server.seen(`PATCH /cases/${recordId}`)).toHaveLength(1);
  });

  it('are looked for when the field is left, not while somebody types', async () => {
    await open({ age: 9 });
    const age = await screen.findByRole('textbox', { name: 'Age' });
    await screen.findByText('First name');
    expect(screen.queryByText(title)).toBeNull();
    await userEvent.clear(age);
    await userEvent.type(age, '90');
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(screen.queryByText(title)).toBeNull();
    await userEvent.tab();
    expect(await screen.findByText(title)).toBeVisible();
    await userEvent.clear(age);
    await userEvent.type(age, '9');
    await userEvent.tab();
    await waitFor(() => expect(screen.queryByText(title)).toBeNull());
  });

  it('are told to whoever only reads, in their language', async () => {
    await open({ age: 44 }, '', 'ar');
    expect(await screen.findByText('إجابات غير محتملة: 1. هل هي صحيحة؟')).toBeVisible();
  });

  it('are none where the deployment has no such rule', async () => {
    await open({ age: 18 }, '');
    const form = screen.getByRole('button', { name: 'Basic identity' });
    await waitFor(() => expect(form).toHaveAccessibleDescription(/answered/));
    expect(screen.queryByText(title)).toBeNull();
  });
});

describe('how full a form is', () => {
  const formButton = () => screen.getByRole('button', { name: 'Basic identity' });

  it('is told beside its name, and follows the answers', async () => {
    expect(recordForms[0]?.['unique_id']).toBe('basic_identity');
    await open({ name_first: 'Amina', nickname: '', age: null, sex: null, languages: [] });
    await waitFor(() => expect(formButton()).toHaveAccessibleDescription('20% answered'));
    expect(within(formButton()).getByText('20%')).toBeVisible();
    const nickname = screen.getByRole('textbox', { name: 'Nickname' });
    await userEvent.type(nickname, 'Mimi');
    // Whoever goes on to the next box still types.
    act(() => nickname.blur());
    await waitFor(() => expect(formButton()).toHaveAccessibleDescription('40% answered'));
  });

  it('tells how many entries its lists have, without those that were removed', async () => {
    const relatives = ['a', 'b', 'c'].map((unique_id) => ({ unique_id, relative_name: 'Zoé' }));
    await open({ relatives: [...relatives, { unique_id: 'd', _destroy: true }] });
    const family = screen.getByRole('button', { name: 'Family' });
    await waitFor(() => expect(family).toHaveAccessibleDescription(/3 entries/));
    expect(within(family).getByText('3')).toBeVisible();
    expect(formButton()).not.toHaveAccessibleDescription(/entr/);
  });

  it('counts a conditional question only while it is asked', async () => {
    await open({ name_first: 'Amina', nickname: '', age: null, sex: null, languages: [] });
    await waitFor(() => expect(formButton()).toHaveAccessibleDescription('20% answered'));
    await userEvent.click(screen.getByRole('checkbox', { name: /Urgent/ }));
    await waitFor(() => expect(formButton()).toHaveAccessibleDescription('16% answered'));
  });
});
