import type { Page } from '@playwright/test';

import { asPerson } from '../support/api';
import { expectNoBarriers } from '../support/axe';
import { newSurname, openForm, save } from '../support/case';
import { takeOption } from '../support/forms';
import { keepScreens } from '../support/screens';
import { expect, people, test } from '../support/test';
import { formName, label, option, text, type Language } from '../support/texts';

const { worker, tracer } = people;
const trace_form = 'tracing_request_subform_section';

interface Family {
  child: string;
  /** As the person who asks writes it. */
  sought: string;
  mother: string;
}

/** The answers of a case of a child whose family agreed to tracing. */
function childOf({ child, mother }: Family) {
  const [first = '', last = ''] = child.split(' ');
  return {
    name_first: first,
    name_last: last,
    name: child,
    age: 8,
    sex: 'female',
    module_id: 'primeromodule-cp',
    consent_for_tracing: true,
    family_details_section: [
      { unique_id: crypto.randomUUID(), relation: 'mother', relation_name: mother },
    ],
  };
}

/** Fills in who asks and who is sought, and saves. */
async function registerRequest(page: Page, language: Language, { sought, mother }: Family) {
  const name = (form: string, field: string) => new RegExp(`^${label(language, form, field)}`);
  await page.goto('/v2/tracing_requests/primeromodule-cp/new');
  const inquirer = page.getByRole('region', {
    name: formName(language, 'tracing_request_inquirer'),
  });
  await inquirer
    .getByRole('textbox', { name: name('tracing_request_inquirer', 'relation_name') })
    .fill(mother);
  await openForm(page, language, formName(language, 'tracing_request_tracing_request'));
  await page.getByRole('button', { name: text(language, 'form.entries.add') }).click();
  const entry = page.getByRole('dialog');
  await entry
    .getByRole('textbox', { name: name(trace_form, 'name') })
    .first()
    .fill(sought);
  await entry.getByRole('textbox', { name: name(trace_form, 'age') }).fill('8');
  const motherOption = option(language, 'lookup-family-relationship', 'mother');
  await entry.getByRole('combobox', { name: name(trace_form, 'relation') }).fill(motherOption);
  await takeOption(page.getByRole('option', { name: motherOption, exact: true }));
  const sex = new RegExp(`${label(language, trace_form, 'sex')}$`);
  await entry.getByRole('button', { name: sex }).click();
  const female = option(language, 'lookup-gender', 'female');
  await takeOption(page.getByRole('option', { name: female, exact: true }));
  await entry.getByRole('button', { name: text(language, 'form.entry.save'), exact: true }).click();
  await expect(entry).toHaveCount(0);
  await save(page, language);
  await expect(page).toHaveURL(/\/tracing_requests\/[0-9a-f-]{36}$/);
}

/** The card of a candidate: its link opens the pair. */
const cards = (page: Page) => page.locator('.match-list article');

test('a sought child is found in another caseload, confirmed, and seen on the case', async ({
  page,
  signIn,
  browser,
  house,
  request,
}) => {
  test.slow();
  const surname = newSurname('bdfgklmnrst');
  const family = {
    child: `Halima ${surname}`,
    sought: `Halimo ${surname}`,
    mother: `Asha ${surname}`,
  };
  const api = await asPerson(request, house, worker.name);
  const child = String((await api.post('cases', childOf(family)))['id']);
  await signIn(tracer);
  await registerRequest(page, 'en', family);
  await openForm(page, 'en', text('en', 'record.panel.traces'));
  await expectNoBarriers(page);
  await page.getByRole('link', { name: text('en', 'tracing.panel.find') }).click();

  // The officer may not read the case: a hint, and whom to ask.
  await expect(cards(page).first()).toContainText(worker.name);
  await expect(cards(page).first()).not.toContainText(surname);
  await expectNoBarriers(page);
  await cards(page).first().getByRole('link').click();
  await expect(page).toHaveURL(new RegExp(`/matches/[0-9a-f-]{36}/${child}$`));
  await expect(page.getByRole('list', { name: text('en', 'tracing.evidence.list') })).toBeVisible();
  await expect(page.getByText(`Asha ${surname}`).first()).toBeVisible();
  await expectNoBarriers(page);

  await page.getByRole('button', { name: text('en', 'tracing.answer.confirm') }).click();
  const dialog = page.getByRole('dialog');
  await expectNoBarriers(page);
  await dialog.getByRole('button', { name: text('en', 'tracing.answer.confirm') }).click();
  await expect(page.getByText(text('en', 'tracing.decision.done'))).toBeVisible();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText(text('en', 'tracing.state.under_verification'))).toBeVisible();
  await expectNoBarriers(page);

  // A second person has to confirm it.
  const trace = /matches\/([0-9a-f-]{36})\//.exec(page.url())?.[1] ?? '';
  const second = await asPerson(request, house, 'admin');
  await second.post(`traces/${trace}/potential_matches/${child}/decision`, { state: 'confirmed' });

  const context = await browser.newContext({ locale: 'en', baseURL: house.url });
  const other = await context.newPage();
  await signIn(worker, other);
  await other.goto(`/v2/cases/${child}?form=summary`);
  await expect(other.getByText(text('en', 'tracing.panel.consent'))).toBeVisible();
  await expect(other.getByText(text('en', 'tracing.panel.other_request'))).toBeVisible();
  await expectNoBarriers(other);
  await context.close();
});

for (const language of ['en', 'ar'] as const) {
  test(`pictures of tracing in ${language}`, async ({ page, signIn, house, request }) => {
    test.slow();
    const surname = newSurname('bdfgklmnrst');
    const trace = crypto.randomUUID();
    const api = await asPerson(request, house, tracer.name);
    const mother = `Asha ${surname}`;
    const child = await api.post('cases', {
      ...childOf({ child: `Halima ${surname}`, sought: '', mother }),
    });
    const asked = await api.post('tracing_requests', {
      relation_name: mother,
      module_id: 'primeromodule-cp',
      tracing_request_subform_section: [
        { unique_id: trace, name: `Halimo ${surname}`, age: 10, sex: 'female', relation: 'mother' },
      ],
    });
    const [caseId, requestId] = [String(child['id']), String(asked['id'])];
    await signIn(tracer);
    await page.addInitScript((code) => localStorage.setItem('amparo.language', code), language);
    const places = {
      'tracing-request': [`/v2/tracing_requests/${requestId}?form=traces`, '.trace-row'],
      'tracing-matches': [`/v2/traces/${trace}/matches`, '.match-card'],
      'tracing-pair': [`/v2/matches/${trace}/${caseId}`, '.evidence'],
      'tracing-case': [`/v2/cases/${caseId}?form=summary`, '.consent'],
      'tracing-case-matches': [`/v2/cases/${caseId}/matches`, '.match-card'],
    } as const;
    for (const [name, [address, sign]] of Object.entries(places)) {
      await page.goto(address);
      await expect(page.locator(sign).first()).toBeVisible();
      await expectNoBarriers(page);
      await keepScreens(page, language, name);
    }

    // A second registration of the same child is noticed while it is typed.
    await page.goto('/v2/cases/new');
    await page.getByRole('searchbox').fill(`Halimo ${surname}`);
    await page.getByRole('textbox', { name: text(language, 'duplicates.age') }).fill('8');
    await expect(page.locator('.hint').first()).toBeVisible();
    await expectNoBarriers(page);
    await keepScreens(page, language, 'duplicates');
  });
}
