import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import {
  base,
  configuration,
  current,
  facts,
  openMatching as open,
  press,
  retype,
  tracing,
} from '../../test/fake-matching';
import { recordForms } from '../../test/fake-record';

type Wire = Record<string, unknown>;

describe('changes of the rules', () => {
  it('keep what was typed while they were being saved, upon what came into force', async () => {
    let opened: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      opened = resolve;
    });
    let inForce = configuration();
    const matches: (string | null)[] = [];
    const sent: Wire[] = [];
    await open((server) => {
      server.on(`GET ${base}`, () => ({
        ...current(),
        body: { ...current().body, data: inForce },
      }));
      server.on(`PATCH ${base}`, ({ body, headers }) => {
        sent.push(body);
        matches.push(headers.get('If-Match'));
        inForce = configuration({
          tracing: {
            ...tracing,
            thresholds: { list: 0.02, likely: 0.9 },
          },
        });
        return { body: { data: inForce, metadata: facts(3) }, headers: { ETag: '"1:3"' } };
      });
    });
    const { fetch } = globalThis;
    vi.stubGlobal('fetch', async (input: string, init: RequestInit = {}) => {
      if (init.method === 'PATCH') await gate;
      return fetch(input, init);
    });
    const box = await retype('Call it likely from (percent)', '90');
    await press('Put in force');
    const list = await retype('Show from (percent)', '5');
    opened();
    expect(await screen.findByText('The configuration is in force.')).toBeVisible();
    expect(list).toHaveValue('5');
    expect(box).toHaveValue('90');
    await press('Put in force');
    await waitFor(() => expect(sent).toHaveLength(2));
    expect(sent[0]).toMatchObject({ data: { tracing: { thresholds: { likely: 0.9 } } } });
    expect(sent[1]).toMatchObject({ data: { tracing: { thresholds: { list: 0.05 } } } });
    expect(matches).toEqual(['"1:2"', '"1:3"']);
  });
});

describe('a criterion of the house', () => {
  const forms = [
    ...recordForms,
    {
      id: 70,
      unique_id: 'tracing_request_subform_section',
      name: { en: 'Sought children' },
      parent_form: 'tracing_request',
      is_nested: true,
      module_ids: ['primeromodule-cp'],
      fields: [
        { name: 'other_name', type: 'text_field', display_name: { en: 'Other name' } },
        { name: 'nickname', type: 'text_field', display_name: { en: 'Called at home' } },
        { name: 'lost_on', type: 'date_field', display_name: { en: 'Lost on' } },
      ],
    },
  ];
  const pick = async (label: string, option: RegExp) => {
    const box = await screen.findByRole('combobox', { name: label });
    await userEvent.clear(box);
    await userEvent.type(box, option.source);
    await userEvent.click(await screen.findByRole('option', { name: option }));
  };

  it('is added with a question of each side and small weights', async () => {
    const sent: Wire[] = [];
    await open((server) => {
      server.on('GET /forms', () => ({ body: { data: forms } }));
      server.on(`PATCH ${base}`, ({ body }) => {
        sent.push(body);
        return current(3);
      });
    });
    await press('Add a criterion');
    await pick('Question on the case', /Nickname/);
    // The question of the same name stands there already.
    expect(screen.getByRole('combobox', { name: 'Question about the sought child' })).toHaveValue(
      'Called at home (nickname)',
    );
    await userEvent.click(screen.getByRole('radio', { name: /^As a text/ }));
    await press('Add');
    expect(await screen.findByText('Nickname')).toBeVisible();
    await press('Put in force');
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]).toHaveProperty('data.tracing.comparators.2', {
      id: 'nickname',
      type: 'text',
      measure: 'usual',
      case: ['nickname'],
      trace: ['nickname'],
      weights: { agree: 1, disagree: -0.5 },
    });
  });

  it('is compared with nothing that asks something else, unless a person says so', async () => {
    await open((server) => server.on('GET /forms', () => ({ body: { data: forms } })));
    await press('Add a criterion');
    await pick('Question on the case', /First name/);
    expect(screen.getByRole('combobox', { name: 'Question about the sought child' })).toHaveValue(
      '',
    );
    expect(screen.getByRole('button', { name: 'Add' })).toBeDisabled();
    await pick('Question about the sought child', /Other name/);
    expect(screen.getByRole('button', { name: 'Add' })).toBeEnabled();
  });

  it('is not made of a question that nothing answers on the other side', async () => {
    await open((server) => server.on('GET /forms', () => ({ body: { data: forms } })));
    await press('Add a criterion');
    await pick('Question on the case', /Languages/);
    expect(await screen.findByRole('alert')).toHaveTextContent(/Nothing that is asked/);
    expect(screen.getByRole('button', { name: 'Add' })).toBeDisabled();
  });
});

describe('a refusal of the rules', () => {
  it('is told sentence by sentence, each with what it is about', async () => {
    const message = 'This threshold must not be below the one from which matches are listed.';
    const problem = (pointer: string) => ({ pointer, message, code: 'errors.matching.contradict' });
    const problems = ['likely', 'notify'].map((one) => problem(`/data/tracing/thresholds/${one}`));
    await open((server) => {
      server.on(`PATCH ${base}`, () => ({
        status: 422,
        body: { errors: [{ status: 422, message: 'Invalid Record JSON', problems }] },
      }));
    });
    await retype('Show from (percent)', '90');
    await press('Put in force');
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(`Call it likely from (percent): ${message}`);
    expect(alert).toHaveTextContent(`Tell people from (percent): ${message}`);
    expect(alert).not.toHaveTextContent('Invalid Record JSON');
  });
});

describe('rules that are being taken over', () => {
  it('are asked for until they are', async () => {
    let isCatchingUp = true;
    await open((server) => {
      server.on(`GET ${base}`, () => ({
        ...current(),
        body: { ...current().body, metadata: facts(2, { is_catching_up: isCatchingUp }) },
      }));
    });
    const note = await screen.findByText(/The new weights are being taken over/);
    isCatchingUp = false;
    await waitFor(() => expect(note).not.toBeInTheDocument(), { timeout: 10_000 });
  });
});
