import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { base, current, openMatching as open, press, retype } from '../../test/fake-matching';
import { renderApp } from '../../test/render-app';

type Wire = Record<string, unknown>;

const counts = {
  pairs: 4,
  listed_before: 3,
  listed_after: 2,
  likely_before: 1,
  likely_after: 0,
  risen: 0,
  fallen: 2,
};
const rehearsal = {
  confirmed: counts,
  rejected: counts,
  suggested: counts,
  traces: 9,
  traces_looked_at: 5,
  first_changed: 1,
  is_complete: false,
  moved: [],
};

const fitOf = (more: Wire = {}): Wire => ({
  id: 'f1',
  state: 'ready',
  ordered_by: 'amina',
  ordered_at: '2026-03-02T10:00:00.000Z',
  base_number: 2,
  decided_by: null,
  decided_at: null,
  has_proposal: true,
  progress: null,
  report: {
    method: 'weights',
    confirmed: 80,
    rejected: 90,
    needed: 50,
    changes: [{ comparator: 'sex', level: 'agree', before: 0.7, after: 1.2 }],
    kept: ['village'],
    rehearsal,
  },
  ...more,
});

const refused = (status: number, message: string, detail: string[] = []) => ({
  status,
  body: { errors: [{ status, resource: base, message: [message], detail }] },
});

describe('the rules by which matches are found', () => {
  it('are shown in words, also a criterion of the house', async () => {
    await open();
    expect(screen.getByText('village')).toBeVisible();
    await userEvent.click(screen.getByText('Sex'));
    expect(screen.getByRole('textbox', { name: 'Different' })).toHaveValue('-4');
    expect(screen.getByText('speaks strongly against')).toBeVisible();
    expect(screen.getByText('consent_for_tracing')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Put in force' })).not.toBeInTheDocument();
  });

  it('show what counts by itself, which can count otherwise or not at all', async () => {
    const scar = {
      id: 'scar',
      type: 'text',
      case: ['scar'],
      weights: { agree: 1, disagree: -0.5 },
    };
    const clan = { ...scar, id: 'clan', case: ['family_details_section.clan'] };
    const automatic = [scar, clan].map((one) => ({ ...one, automatic: true }));
    let saved: Wire = {};
    await open((server) => {
      server.on(`GET ${base}`, () => {
        const { body, headers } = current();
        const metadata = { ...body.metadata, automatic: { tracing: automatic, duplicates: [] } };
        return { body: { ...body, metadata }, headers };
      });
      server.on(`PATCH ${base}`, ({ body }) => {
        saved = body;
        return current(3);
      });
    });
    expect(
      screen.getByRole('heading', { name: 'Questions that count by themselves' }),
    ).toBeVisible();
    await userEvent.click(screen.getByText('scar'));
    const [, , box] = screen.getAllByRole('textbox', { name: 'The same' });
    if (box === undefined) throw new Error('no weight');
    await userEvent.clear(box);
    await userEvent.type(box, '3');
    expect(box).toHaveFocus();
    await userEvent.click(screen.getByText('clan'));
    await press('Leave out: clan');
    expect(screen.getByRole('button', { name: /^Let it count again: .*clan$/ })).toBeVisible();
    await press('Put in force');
    expect(await screen.findByText('The configuration is in force.')).toBeVisible();
    const own = { ...scar, measure: 'usual', weights: { agree: 3, disagree: -0.5 } };
    const left_out = ['family_details_section.clan'];
    const comparators: unknown = expect.arrayContaining([own]);
    expect(saved).toMatchObject({ data: { tracing: { left_out, comparators } } });
  });

  it('are tried out, then saved upon what was read', async () => {
    let asked: Wire = {};
    let number = 2;
    let saved: { body: Wire; match: string | null } | undefined;
    await open((server) => {
      server.on(`GET ${base}`, () => current(number));
      server.on(`POST ${base}/preview`, ({ body }) => {
        asked = body;
        return { body: { data: rehearsal } };
      });
      server.on(`PATCH ${base}`, ({ body, headers }) => {
        saved = { body, match: headers.get('If-Match') };
        number = 3;
        return current(number);
      });
    });
    await retype('Call it likely from (percent)', '٩٢٫٥');
    await press('See what would change');
    expect(await screen.findByRole('row', { name: /Confirmed by people 4/ })).toBeVisible();
    expect(screen.getByText(/Looked at 5 of 9 sought children/)).toBeVisible();
    const patch = { tracing: { thresholds: { likely: 0.925 } } };
    expect(asked).toEqual({ data: { configuration: patch } });
    await userEvent.type(screen.getByRole('textbox', { name: /^Why/ }), 'Too many doubts');
    await press('Put in force');
    expect(await screen.findByText('The configuration is in force.')).toBeVisible();
    expect(saved).toEqual({ body: { data: patch, note: 'Too many doubts' }, match: '"1:2"' });
    await waitFor(() =>
      expect(screen.queryByRole('button', { name: 'Put in force' })).not.toBeInTheDocument(),
    );
  });

  it('keep what was typed when somebody else was faster', async () => {
    let number = 2;
    await open((server) => {
      server.on(`GET ${base}`, () => current(number));
      server.on(`PATCH ${base}`, () => {
        number = 3;
        return refused(412, 'Stale');
      });
    });
    const box = await retype('Call it likely from (percent)', '95');
    const note = screen.getByRole('textbox', { name: /^Why/ });
    await userEvent.type(note, 'Doubts');
    await press('Put in force');
    expect(await screen.findByRole('alert')).toHaveTextContent(/your changes are kept here/);
    expect(box).toHaveValue('95');
    expect(note).toHaveValue('Doubts');
    await press('Discard changes');
    const fresh = await screen.findByRole('textbox', { name: 'Call it likely from (percent)' });
    expect(fresh).toHaveValue('80');
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it.each([
    [409, 'Another change is being taken over'],
    [422, 'These weights contradict each other'],
  ])('name what the server refuses with %i, and keep it', async (status, message) => {
    await open((server) => {
      server.on(`PATCH ${base}`, () =>
        refused(status, message, ['/data/tracing/comparators/0/weights']),
      );
    });
    await userEvent.click(screen.getByText('Sex'));
    const box = await retype('Different', '5');
    await press('Put in force');
    expect(await screen.findByRole('alert')).toHaveTextContent(`Sex: ${message}`);
    expect(box).toHaveValue('5');
  });

  it('are not sent while a number is none', async () => {
    await open();
    const box = await retype('Call it likely from (percent)', '120');
    await userEvent.tab();
    expect(box).toHaveValue('120');
    expect(screen.getByText('Enter a number from 0 to 100.')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Put in force' })).toBeDisabled();
    expect(screen.getByRole('button', { name: 'See what would change' })).toBeDisabled();
    await retype('Call it likely from (percent)', '99');
    expect(screen.getByRole('button', { name: 'Put in force' })).toBeEnabled();
  });

  it('are not lost by a slip', async () => {
    await open();
    const box = await retype('Call it likely from (percent)', '95');
    await userEvent.click(screen.getByRole('link', { name: 'Support' }));
    const dialog = await screen.findByRole('alertdialog');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Cancel' }));
    expect(box).toHaveValue('95');
    await userEvent.click(screen.getByRole('link', { name: 'Support' }));
    await press('Leave');
    await waitFor(() => expect(box).not.toBeInTheDocument());
  });

  it('are closed to roles without the right', async () => {
    await renderApp({ isSignedIn: true, address: '/v2/matching_configuration' });
    expect(
      await screen.findByRole('heading', { name: 'Your role does not allow this' }),
    ).toBeVisible();
    expect(screen.queryByRole('link', { name: 'Matching rules' })).not.toBeInTheDocument();
  });
});

describe('earlier rules', () => {
  it('come into force again, unless somebody was faster', async () => {
    const matches: (string | null)[] = [];
    let isStale = true;
    await open((server) => {
      server.on(`POST ${base}/versions/1/restore`, ({ headers }) => {
        matches.push(headers.get('If-Match'));
        return isStale ? refused(412, 'Stale') : current(3);
      });
    });
    await press('Go back to no. 1');
    const dialog = await screen.findByRole('alertdialog');
    const go = within(dialog).getByRole('button', { name: 'Go back' });
    await userEvent.click(go);
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(/then decide again/);
    isStale = false;
    await userEvent.click(go);
    expect(await screen.findByText('The earlier one is in force.')).toBeVisible();
    expect(matches).toEqual(['"1:2"', '"1:2"']);
  });
});

describe('weights from decisions', () => {
  it('are ordered, and show how far they are', async () => {
    let fits: Wire[] = [];
    await open((server) => {
      server.on(`GET ${base}/fits`, () => ({ body: { data: fits } }));
      server.on(`POST ${base}/fit`, () => {
        const progress = { step: 'comparing', done: 3, total: 10 };
        fits = [fitOf({ state: 'running', has_proposal: false, report: null, progress })];
        return { status: 202, body: { data: fits[0] } };
      });
    });
    await press('Fit the weights for sought children');
    const bar = await screen.findByRole('progressbar', { name: 'Comparing records' });
    expect(bar).toHaveAttribute('value', '3');
    expect(
      screen.getByRole('button', { name: 'Fit the weights for sought children' }),
    ).toBeDisabled();
    expect(screen.queryByRole('button', { name: 'Apply these weights' })).not.toBeInTheDocument();
  });

  it('may be those of duplicates', async () => {
    let fits: unknown[] = [];
    let asked: unknown;
    await open((server) => {
      server.on(`GET ${base}/fits`, () => ({ body: { data: fits } }));
      server.on(`POST ${base}/fit`, ({ body }) => {
        asked = body;
        fits = [fitOf({ model: 'duplicates' })];
        return { status: 202, body: { data: fits[0] } };
      });
    });
    await press('Fit the weights for duplicates');
    expect(await screen.findByText('For duplicates')).toBeVisible();
    expect(asked).toEqual({ data: { model: 'duplicates' } });
  });

  it('say why none are ordered', async () => {
    await open((server) => {
      server.on(`POST ${base}/fit`, () => refused(409, 'Another fit is under way'));
    });
    await press('Fit the weights for sought children');
    expect(await screen.findByRole('alert')).toHaveTextContent('Another fit is under way');
  });

  it('are reported, and applied after a question', async () => {
    let state = 'ready';
    let isLate = true;
    await open((server) => {
      server.on(`GET ${base}/fits`, () => ({ body: { data: [fitOf({ state })] } }));
      server.on(`POST ${base}/fits/f1/apply`, () => {
        if (isLate) return refused(409, 'The configuration was changed since');
        state = 'applied';
        return { body: { data: fitOf({ state }) } };
      });
    });
    expect(await screen.findByText(/80 confirmed, 90 rejected/)).toBeVisible();
    await userEvent.click(screen.getByText('Weights that would change'));
    expect(screen.getByText('Sex, The same: from 0.7 to 1.2')).toBeVisible();
    expect(screen.getByText(/the old weights stay: village/)).toBeVisible();
    const apply = async () => {
      await press('Apply these weights');
      const dialog = await screen.findByRole('alertdialog');
      await userEvent.click(within(dialog).getByRole('button', { name: 'Apply these weights' }));
    };
    await apply();
    expect(await screen.findByRole('alert')).toHaveTextContent('changed since');
    isLate = false;
    await apply();
    expect(await screen.findByText('The weights are applied.')).toBeVisible();
    expect(await screen.findByRole('heading', { name: 'Applied' })).toBeVisible();
  });

  it('are dropped, and tell of too few decisions', async () => {
    let state = 'ready';
    const report = { method: 'none', confirmed: 3, rejected: 1, needed: 20 };
    await open((server) => {
      server.on(`GET ${base}/fits`, () => ({
        body: { data: [fitOf({ state, has_proposal: false, report })] },
      }));
      server.on(`DELETE ${base}/fits/f1`, () => {
        state = 'dropped';
        return { body: { data: fitOf({ state }) } };
      });
    });
    expect(await screen.findByText(/at least 20 of each are needed/)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Apply these weights' })).not.toBeInTheDocument();
    await press('Drop this fit');
    expect(await screen.findByText('The fit is dropped.')).toBeVisible();
    expect(await screen.findByRole('heading', { name: 'Dropped' })).toBeVisible();
  });
});
