import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { record, recordId, recordWorker, serveRecord } from '../../test/fake-record';
import { installFakeServer } from '../../test/install-fake-server';
import { renderApp } from '../../test/render-app';

type Wire = Record<string, unknown>;

const otherId = 'eeeeeeee-0000-4000-8000-000000000002';
const address = `/v2/cases/${recordId}/merge/${otherId}`;
const route = `/cases/${recordId}/merges/${otherId}`;

const merger: Wire = {
  ...recordWorker,
  permissions: {
    list: [
      { resource: 'cases', actions: ['read', 'write'] },
      { resource: 'duplicates', actions: ['read'] },
    ],
  },
};

const field = (name: string, more: Wire = {}): Wire => ({
  name,
  display_name: { en: name },
  type: 'text_field',
  state: 'different',
  this: 'Halima',
  other: 'Halimo',
  choices: ['this', 'other', 'value'],
  suggested: null,
  ...more,
});

const moved = {
  incidents: 2,
  referrals: 0,
  attachments: 0,
  flags: 1,
  traces: 0,
  relationships: 0,
  family: true,
  registry_record: false,
};

const preview = (more: Wire = {}): Wire => ({
  this: { id: recordId, revision: 3, case_id_display: 'AAA-1' },
  other: { id: otherId, revision: 5, case_id_display: 'BBB-2' },
  forms: [{ unique_id: 'basic_identity', name: { en: 'Identity' }, fields: [field('first_name')] }],
  withheld: 0,
  moved,
  shared_with: 0,
  obstacles: [],
  ...more,
});

async function open(seen: Wire = preview(), at = address) {
  const server = installFakeServer({ isSignedIn: true, user: merger });
  serveRecord(server, record);
  server.on(`GET ${route}`, () => ({ body: { data: seen } }));
  server.on(`POST ${route}`, () => ({ body: { data: {} } }));
  await renderApp({ server, isSignedIn: true, address: at });
  return server;
}

const press = async (name: string) => userEvent.click(await screen.findByRole('button', { name }));

describe('merging two cases', () => {
  it('says a year that is known as a year, not as its first day', async () => {
    const date = { this: '2020-01-01', this_precision: 'year', other: '2020-01-01' };
    const fields = [field('date_of_separation', { type: 'date_field', ...date })];
    await open(preview({ forms: [{ unique_id: 'tracing', name: { en: 'Tracing' }, fields }] }));
    const choices = await screen.findByRole('radiogroup', { name: 'date_of_separation' });
    expect(within(choices).getByRole('radio', { name: /Case that stays.*2020$/ })).toBeVisible();
    expect(
      within(choices).getByRole('radio', { name: /Case that stays/ }),
    ).not.toHaveAccessibleName(/Jan/);
    expect(within(choices).getByRole('radio', { name: /Other case.*Jan/ })).toBeVisible();
  });

  it('asks for every difference before it goes on', async () => {
    const server = await open();
    await press('Merge the cases');
    expect(await screen.findByText(/Some differences are not decided/)).toBeVisible();
    expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument();
    const choices = screen.getByRole('radiogroup', { name: 'first_name' });
    await userEvent.click(within(choices).getByRole('radio', { name: /Other case/ }));
    await press('Merge the cases');
    const dialog = await screen.findByRole('alertdialog');
    expect(dialog).toHaveTextContent('BBB-2 becomes a duplicate of AAA-1.');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Merge the cases' }));
    await screen.findByText('The cases are merged.');
    const [sent] = server.seen(`POST ${route}`);
    expect(sent?.body).toEqual({
      data: { revision: 3, other_revision: 5, choices: { first_name: 'other' } },
    });
    expect(sent?.headers.get('idempotency-key')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('says what moves', async () => {
    await open();
    const moves = await screen.findByRole('region', { name: 'What moves to the case that stays' });
    const lines = within(moves).getAllByRole('listitem');
    expect(lines.map(({ textContent }) => textContent)).toEqual([
      '2 incidents',
      '1 open flag',
      'The place in the family',
    ]);
  });

  it('says who will see what comes in, and how much stays out of sight', async () => {
    await open(preview({ shared_with: 2, withheld: 1 }));
    const moves = await screen.findByRole('region', { name: 'What moves to the case that stays' });
    expect(moves).toHaveTextContent(/2 open referrals of the case that stays/);
    expect(moves).toHaveTextContent(/1 answer that you may not see or change differs/);
  });

  it('offers no merge where something stands in the way, and says what', async () => {
    await open(preview({ obstacles: [{ side: 'other', code: 'x', message: 'It is closed.' }] }));
    expect(await screen.findByText('These two cannot be merged now')).toBeVisible();
    expect(screen.getByText(/BBB-2/, { selector: 'li bdi' })).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Merge the cases' })).not.toBeInTheDocument();
  });

  it('shows the reasons of the server with their places', async () => {
    const server = await open(preview({ forms: [] }));
    server.on(`POST ${route}`, () => ({
      status: 422,
      body: {
        errors: [
          {
            status: 422,
            message: 'Invalid',
            detail: ['/data/choices/name_first'],
            problems: [{ pointer: '/data/choices/name_first', message: 'Choose.' }],
          },
        ],
      },
    }));
    await press('Merge the cases');
    const dialog = await screen.findByRole('alertdialog');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Merge the cases' }));
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(/Choose\.$/);
  });

  const pick = async (name: string, answer: RegExp) => {
    const choices = await screen.findByRole('radiogroup', { name });
    await userEvent.click(await within(choices).findByRole('radio', { name: answer }));
  };
  const two = (revision: number, more: Wire = {}) =>
    preview({
      this: { id: recordId, revision, case_id_display: 'AAA-1' },
      forms: [
        {
          unique_id: 'basic_identity',
          name: { en: 'Identity' },
          fields: [field('first_name'), field('last_name', more)],
        },
      ],
    });

  it('keeps what was chosen when a case has changed, but for what is another now', async () => {
    const server = await open(two(3));
    await pick('first_name', /Another answer/);
    await userEvent.type(await screen.findByRole('textbox', { name: /first_name/ }), 'Hali');
    await pick('last_name', /Other case/);
    server.on(`POST ${route}`, () => ({ status: 409, body: { errors: [{ status: 409 }] } }));
    server.on(`GET ${route}`, () => ({ body: { data: two(4, { this: 'Noor' }) } }));
    await press('Merge the cases');
    const dialog = await screen.findByRole('alertdialog');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Merge the cases' }));
    await userEvent.click(await within(dialog).findByRole('button', { name: 'Compare again' }));
    expect(await screen.findByText(/One of the cases has been changed/)).toBeVisible();
    expect(screen.getByRole('textbox', { name: /first_name/ })).toHaveValue('Hali');
    const changed = screen.getByRole('radiogroup', { name: 'last_name' });
    expect(within(changed).queryByRole('radio', { checked: true })).toBeNull();
    await pick('last_name', /Case that stays/);
    server.on(`POST ${route}`, () => ({ body: { data: {} } }));
    await press('Merge the cases');
    const again = await screen.findByRole('alertdialog');
    await userEvent.click(within(again).getByRole('button', { name: 'Merge the cases' }));
    await screen.findByText('The cases are merged.');
    expect(server.seen(`POST ${route}`).at(-1)?.body).toEqual({
      data: {
        revision: 4,
        other_revision: 5,
        choices: { first_name: { value: 'Hali' }, last_name: 'this' },
      },
    });
  });

  it('takes a new answer in the way the form asks for it', async () => {
    const fields = [
      field('sex', { type: 'select_box', this: 'female', other: 'male' }),
      field('languages', { type: 'select_box', this: ['arabic'], other: ['french'] }),
      field('born', { type: 'date_field', this: '2018-01-02', other: '2018-02-03' }),
    ];
    const server = await open(
      preview({ forms: [{ unique_id: 'basic_identity', name: { en: 'I' }, fields }] }),
    );
    await pick('sex', /Another answer/);
    await userEvent.click(await screen.findByRole('button', { name: /New answer: sex/ }));
    const list = await screen.findByRole('listbox');
    const options = within(list).getAllByRole('option');
    expect(options.map(({ textContent }) => textContent)).toEqual(['Male', 'Female']);
    await userEvent.click(within(list).getByRole('option', { name: 'Male' }));
    expect(screen.getByRole('button', { name: /New answer: sex/ })).toHaveTextContent('Male');
    const several = await screen.findByRole('radiogroup', { name: 'languages' });
    expect(within(several).getByRole('radio', { name: /Another answer/ })).toBeVisible();
    await pick('languages', /Case that stays/);
    const born = screen.getByRole('radiogroup', { name: 'born' });
    // No form tells how it would be asked.
    expect(within(born).queryByRole('radio', { name: /Another answer/ })).toBeNull();
    await pick('born', /Other case/);
    await press('Merge the cases');
    const dialog = await screen.findByRole('alertdialog');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Merge the cases' }));
    await screen.findByText('The cases are merged.');
    const [sent] = server.seen(`POST ${route}`);
    expect(sent?.body).toMatchObject({
      data: { choices: { sex: { value: 'male' }, languages: 'this', born: 'other' } },
    });
  });

  it('asks whoever leaves with choices made, and nobody else', async () => {
    await open();
    await pick('first_name', /Other case/);
    await userEvent.click(screen.getByRole('link', { name: 'Back without merging' }));
    const dialog = await screen.findByRole('alertdialog');
    expect(dialog).toHaveTextContent('What you chose here is not kept.');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Cancel' }));
    const choices = screen.getByRole('radiogroup', { name: 'first_name' });
    expect(within(choices).getByRole('radio', { name: /Other case/ })).toBeChecked();
    await userEvent.click(screen.getByRole('link', { name: 'Back without merging' }));
    const again = await screen.findByRole('alertdialog');
    await userEvent.click(within(again).getByRole('button', { name: 'Leave' }));
    await waitFor(() => expect(screen.queryByText('Merge two cases')).not.toBeInTheDocument());
  });

  it('lets go whoever has chosen nothing', async () => {
    await open();
    await userEvent.click(await screen.findByRole('link', { name: 'Back without merging' }));
    await waitFor(() => expect(screen.queryByText('Merge two cases')).not.toBeInTheDocument());
    expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument();
  });

  it('is said on the case, with the way back', async () => {
    const server = installFakeServer({ isSignedIn: true, user: merger });
    serveRecord(server, { ...record, duplicates: [otherId] });
    const reference = { id: otherId, case_id_display: 'BBB-2', record_in_scope: true };
    const entry = {
      id: 'm',
      state: 'merged',
      part: 'survivor',
      case_id: otherId,
      merged_at: '2026-03-01T10:00:00.000Z',
      merged_by: 'nadia',
      case: reference,
      can_undo: true,
    };
    const told = { duplicate_of: null, duplicates: [reference], merges: [entry] };
    server.on(`GET /cases/${recordId}/merges`, () => ({ body: { data: told } }));
    server.on(`DELETE ${route}`, () => ({ body: { data: {} } }));
    await renderApp({ server, isSignedIn: true, address: `/v2/cases/${recordId}` });
    const banner = await screen.findByRole('region', { name: 'Duplicates of this case' });
    expect(banner).toHaveTextContent(/BBB-2 was merged into this case\. By nadia/);
    await userEvent.click(within(banner).getByRole('button', { name: 'Undo the merge' }));
    const dialog = await screen.findByRole('alertdialog');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Undo the merge' }));
    expect(await screen.findByText('The merge is undone.')).toBeVisible();
    expect(server.seen(`DELETE ${route}`)).toHaveLength(1);
  });

  it.each([
    ['merged', /Work goes on there/, 0],
    ['undone', /This case is a duplicate of/, 1],
  ])(
    'leaves no way to write into a case only while it is merged away (%s)',
    async (state, said, edits) => {
      const server = installFakeServer({ isSignedIn: true, user: merger });
      serveRecord(server, { ...record, status: 'duplicate', duplicate_case_id: otherId });
      const reference = { id: otherId, case_id_display: 'BBB-2', record_in_scope: true };
      const entry = {
        id: 'm',
        state,
        part: 'other',
        case_id: otherId,
        merged_at: '2026-03-01T10:00:00.000Z',
        merged_by: 'nadia',
        case: reference,
        can_undo: false,
      };
      const told = { duplicate_of: reference, duplicates: [], merges: [entry] };
      server.on(`GET /cases/${recordId}/merges`, () => ({ body: { data: told } }));
      await renderApp({ server, isSignedIn: true, address: `/v2/cases/${recordId}` });
      const banner = await screen.findByRole('region', { name: 'Duplicates of this case' });
      expect(banner).toHaveTextContent(said);
      await waitFor(() =>
        expect(screen.queryAllByRole('link', { name: 'Edit' })).toHaveLength(edits),
      );
    },
  );
});
