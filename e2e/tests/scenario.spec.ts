/**
 * The acceptance scenario of case management, played through the screens: a child's case from
 * registration to closure and back, in the hands of three users, each in a language of their own.
 */
import type { APIRequestContext } from '@playwright/test';

import { asPerson, type Caller, dayFromNow } from '../support/api';
import { expectNoBarriers } from '../support/axe';
import { beginCase, type Child, fillIdentity, newSurname, openForm, save } from '../support/case';
import { choose, chooseOf, chooseTyped, tick, typeDay } from '../support/forms';
import type { House } from '../support/house';
import { expect, people, test } from '../support/test';
import {
  answerApproval,
  answerHandOver,
  begin,
  change,
  confirm,
  newcomer,
  requestApproval,
  type Seat,
  sendNow,
} from '../support/seats';
import { formName, label, option, text, type Language } from '../support/texts';

const { worker, supervisor, frenchWorker } = people;
const health = 'role-e2e-health';

test.use({ actionTimeout: 15_000, serviceWorkers: 'allow' });

/** Who plays, and what they know of the child and the case. */
interface Cast {
  a: Seat;
  m: Seat;
  p: Seat;
  m2: Seat;
  child: Child;
  address: string;
  admin: Caller;
  request: APIRequestContext;
  house: House;
}

/** Somebody of the second agency, whom the deployment does not know yet. */
async function addPerson(
  { admin, house }: Pick<Cast, 'admin' | 'house'>,
  name: string,
  role: string,
) {
  const agencies = await admin.list('agencies');
  return admin.post('users', {
    user_name: name,
    full_name: `Invented ${name}`,
    email: `${name}@example.org`,
    role_unique_id: role,
    agency_id: agencies.find((one) => one['unique_id'] === 'AGENCY-2')?.['id'],
    user_group_unique_ids: ['usergroup-primero-cp-families'],
    location: 'EX0201',
    locale: 'en',
    password: house.password,
    password_confirmation: house.password,
  });
}

async function close({ page }: Seat, address: string): Promise<void> {
  await page.goto(address);
  await page.getByRole('button', { name: text('en', 'record.actions.menu') }).click();
  const name = text('en', 'record.action.close');
  await page.getByRole('menuitem', { name, exact: true }).click();
  await confirm(page.getByRole('alertdialog').or(page.getByRole('dialog')), name);
  await expect(page.locator('.record-chips').first()).toContainText(/closed/i);
}

/** The worker registers a child, with consent and a high risk. */
async function registerChild(cast: Cast): Promise<void> {
  const { a, m, p, child } = cast;
  const { page } = a;
  await beginCase(page, 'en', child);
  await fillIdentity(page, 'en', child);
  await openForm(page, 'en', formName('en', 'consent'));
  await tick(page, label('en', 'consent', 'consent_for_services'));
  await tick(page, label('en', 'consent', 'disclosure_other_orgs'));
  await openForm(page, 'en', formName('en', 'protection_concern'));
  const risk = label('en', 'protection_concern', 'risk_level');
  await chooseOf(page, page, risk, ['lookup-risk-level', 'high']);
  await save(page, 'en');
  await expect(page).toHaveURL(/\/cases\/[0-9a-f-]{36}$/);
  const address = new URL(page.url()).pathname;
  cast.address = address;
  await m.page.goto(address);
  await expect(m.page.getByRole('heading', { level: 1 })).toBeVisible();
  await p.page.goto(address);
  await expect(p.page.getByText(text('fr', 'record.out_of_reach.title'))).toBeVisible();
}

/** The worker assesses and asks for approval; the manager sees it. */
async function assess(cast: Cast): Promise<void> {
  const { a, m, child } = cast;
  const { page } = a;
  await change(a, 'assessment', () =>
    typeDay(page, label('en', 'assessment', 'assessment_requested_on'), dayFromNow(0)),
  );
  await requestApproval(a, 'Assessment');
  await m.page.goto('/v2/dashboards');
  const day = m.page.getByRole('region', { name: text('es', 'day.title') });
  await expect(day.getByRole('link').filter({ hasText: child.surname })).toBeVisible();
}

/** The manager rejects, and approves what was corrected. */
async function decide(cast: Cast): Promise<void> {
  const { a, m, child, address } = cast;
  const { page } = a;
  await m.page.goto(address);
  const comment = 'Say where the child sleeps.';
  await answerApproval(m, { approval: 'Evaluación', answer: 'rejected', comment });
  await page.goto('/v2/dashboards');
  const day = page.getByRole('region', { name: text('en', 'day.title') });
  const row = day.getByRole('link').filter({ hasText: child.surname });
  await expect(row).toContainText('Not approved');
  await row.click();
  await expect(page).toHaveURL(new RegExp(address));
  await page.goto(address);
  await requestApproval(a, 'Assessment');
  await m.page.goto(address);
  await answerApproval(m, { approval: 'Evaluación', answer: 'approved' });
}

/** The worker writes the plan, and the case moves on. */
async function plan(cast: Cast): Promise<void> {
  const { a, address } = cast;
  const { page } = a;
  await page.goto(address);
  await change(a, 'cp_case_plan', () =>
    typeDay(page, label('en', 'cp_case_plan', 'date_case_plan'), dayFromNow(0)),
  );
  const steps = page.getByRole('region', { name: text('en', 'record.steps.label') });
  await expect(steps.locator('[aria-current=step]')).toContainText(/case plan/i);
}

/** A service is planned and referred; the provider sees only that. */
async function planAndRefer(cast: Cast): Promise<void> {
  const { a, p, child, address } = cast;
  const { page } = a;
  await change(a, 'services', async () => {
    await page
      .getByRole('button', { name: new RegExp(`^${text('en', 'form.entries.add')}`) })
      .click();
    const entry = page.getByRole('dialog');
    const of = (name: string) => label('en', 'services_section', name);
    await chooseOf(page, entry, of('service_response_type'), [
      'lookup-service-response-type',
      'service_provision',
    ]);
    await chooseOf(page, entry, of('service_type'), [
      'lookup-service-type',
      'health_medical_service',
    ]);
    await choose(page, entry, of('service_response_timeframe'), 'Three days');
    await confirm(entry, text('en', 'form.entry.save'));
  });
  // Only who offers the service is found for it: the provider says so in their account.
  await p.page.getByRole('link', { name: 'Moussa Diabaté' }).click();
  await p.page.getByRole('button', { name: text('fr', 'account.edit.action') }).click();
  const profile = p.page.getByRole('dialog');
  const service = option('fr', 'lookup-service-type', 'health_medical_service');
  // The list of places comes later than the dialog and moves what is below it.
  await expect(profile.getByRole('combobox')).toBeVisible();
  await profile.getByText(service, { exact: true }).click();
  await expect(profile.getByRole('checkbox', { name: service })).toBeChecked();
  await expectNoBarriers(p.page);
  await confirm(profile, text('fr', 'account.edit.save'));

  const dialog = await begin(a, 'record.work.refer');
  await choose(page, dialog, text('en', 'sharing.service'), 'Health');
  const to = dialog.getByRole('combobox', { name: text('en', 'record.work.recipient') });
  await chooseTyped(to, frenchWorker.name, page.getByRole('option', { name: frenchWorker.name }));
  await choose(page, dialog, text('en', 'sharing.role'), 'Health referral');
  const preview = dialog.getByRole('region', { name: `What ${frenchWorker.name} will see` });
  await expect(preview.getByText(formName('en', 'basic_identity'))).toBeVisible();
  await expect(preview.getByText(formName('en', 'consent'), { exact: true })).toHaveCount(0);
  await expectNoBarriers(page);
  await confirm(dialog, text('en', 'record.work.refer'));
  await sendNow(a);

  await p.page.goto('/v2/dashboards');
  const day = p.page.getByRole('region', { name: text('fr', 'day.title') });
  await expect(day.getByRole('link').filter({ hasText: child.surname })).toContainText(
    text('fr', 'task.referral_response'),
  );
  await p.page.goto(address);
  const forms = p.page.getByRole('navigation', { name: text('fr', 'record.nav.label') });
  await expect(forms).toBeVisible();
  await expect(p.page.getByText(child.firstName).first()).toBeVisible();
  await expect(p.page.getByText(label('fr', 'cp_case_plan', 'date_case_plan'))).toHaveCount(0);
}

/** The provider accepts, and is done with a note. */
async function provide(cast: Cast): Promise<void> {
  const { a, p, address } = cast;
  const { page } = a;
  await answerHandOver(p, address, 'accept');
  await answerHandOver(p, address, 'finish', 'Healthy and well.');
  await expect(p.page).toHaveURL(/\/v2\/cases(\?|$)/);
  await page.goto(`${address}?form=transfers_assignments`);
  await expect(page.getByText('Healthy and well.')).toBeVisible();
  await expect(page.getByText(text('en', 'record.hand_over.done')).first()).toBeVisible();
}

/** A late follow-up is a task until it is made. */
async function followUp(cast: Cast): Promise<void> {
  const { a, child, address } = cast;
  const { page } = a;
  await page.goto(address);
  const of = (name: string) => label('en', 'followup_subform_section', name);
  await change(a, 'followup', async () => {
    await page
      .getByRole('button', { name: new RegExp(`^${text('en', 'form.entries.add')}`) })
      .click();
    const entry = page.getByRole('dialog');
    await typeDay(entry, of('followup_needed_by_date'), dayFromNow(-1));
    await confirm(entry, text('en', 'form.entry.save'));
  });
  await page.goto('/v2/tasks');
  const overdue = page.getByRole('region', {
    name: new RegExp(`^${text('en', 'tasks.overdue')}`),
  });
  await expect(overdue).toContainText(child.surname);
  await page.goto(address);
  await change(a, 'followup', async () => {
    await page.getByRole('button', { name: /^Edit: / }).click();
    const entry = page.getByRole('dialog');
    await typeDay(entry, of('followup_date'), dayFromNow(0));
    await confirm(entry, text('en', 'form.entry.save'));
  });
  await page.goto('/v2/tasks');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByText(child.surname)).toHaveCount(0);
}

/** Another worker finds the case and asks for it. */
async function move(cast: Cast): Promise<void> {
  const { a, p, child, address } = cast;
  const { page } = a;
  await p.page.goto(`/v2/search?query=${child.surname}`);
  await p.page
    .getByRole('button', { name: text('fr', 'cases.request_transfer') })
    .first()
    .click();
  const dialog = p.page.getByRole('dialog', { name: text('fr', 'transfer_request.title') });
  await dialog.getByRole('textbox').fill('The family lives here now.');
  await dialog
    .getByRole('checkbox', { name: text('fr', 'transfer_request.agreed') })
    .check({ force: true });
  await expectNoBarriers(p.page);
  await confirm(dialog, text('fr', 'transfer_request.send'));
  await answerHandOver(a, address, 'accept');
  await expect(page).toHaveURL(/\/v2\/cases(\?|$)/);
  await page.goto(address);
  await expect(page.getByText(text('en', 'record.out_of_reach.title'))).toBeVisible();
  await p.page.goto(address);
  await expect(p.page.getByRole('link', { name: text('fr', 'record.edit.action') })).toBeVisible();
}

/** The new owner asks to close; their manager approves and closes. */
async function askToClose(cast: Cast): Promise<void> {
  const { p, address, m2 } = cast;
  await requestApproval(p, 'Clôture');
  await m2.page.goto(address);
  await answerApproval(m2, { approval: 'Closure', answer: 'approved' });
  await close(m2, address);
}

/** A service from elsewhere reopens the case, and it is closed again. */
async function reopen(cast: Cast): Promise<void> {
  const { p, address, m2, request, house } = cast;
  // No screen adds a service to a case that one cannot open; the programme of another agency does.
  const made = await addPerson(cast, 'outsider', 'role-cp-service-provider');
  // The given password opens no record: they choose their own first.
  const own = `${house.password}-own`;
  const beginner = await asPerson(request, house, 'outsider');
  const passwords = { password: own, password_confirmation: own };
  await beginner.patch(`users/${String(made['id'])}`, { data: passwords });
  const outsider = await asPerson(request, house, 'outsider', own);
  await outsider.patch(address.replace('/v2/', ''), {
    record_action: 'services_section_from_case',
    data: {
      services_section: [{ service_type: 'education_service', service_response_type: 'care_plan' }],
    },
  });
  await p.page.goto(address);
  await expect(p.page.locator('.record-chips').first()).not.toContainText(/clôtur/i);
  await close(m2, address);
}

test('a case goes its way from registration to closure and back', async ({
  page,
  signIn,
  browser,
  house,
  request,
}) => {
  test.setTimeout(240_000);
  const admin = await asPerson(request, house, 'admin');
  await admin.post('roles', {
    unique_id: health,
    name: 'Health referral',
    group_permission: 'self',
    referral_authorization: true,
    permissions: { case: ['read', 'write'] },
    form_section_read_write: { basic_identity: 'r', services: 'rw' },
    module_unique_ids: ['primeromodule-cp'],
  });
  await addPerson({ admin, house }, 'manager_b', 'role-cp-manager');
  const seatOf = async (person: { name: string; language: Language }): Promise<Seat> => {
    const context = await browser.newContext({ locale: person.language, baseURL: house.url });
    const own = await context.newPage();
    await signIn(person, own);
    return { page: own, language: person.language };
  };
  await signIn(worker);
  const cast: Cast = {
    a: { page, language: 'en' },
    m: await seatOf(supervisor),
    p: await seatOf(frenchWorker),
    m2: await newcomer(browser, house, 'manager_b'),
    child: { firstName: 'Imani', surname: newSurname('bdfgklmnst'), age: 9 },
    address: '',
    admin,
    request,
    house,
  };
  await test.step('1 the worker registers a child, with consent and a high risk', () =>
    registerChild(cast));
  await test.step('2 the worker assesses and asks for approval, the manager sees it', () =>
    assess(cast));
  await test.step('3 the manager rejects, and approves what was corrected', () => decide(cast));
  await test.step('4 the worker writes the plan, and the case moves on', () => plan(cast));
  await test.step('5 a service is planned and referred; the provider sees only that', () =>
    planAndRefer(cast));
  await test.step('6 the provider accepts, and is done with a note', () => provide(cast));
  await test.step('7 a late follow-up is a task until it is made', () => followUp(cast));
  await test.step('8 the child moves: another worker finds the case and asks for it', () =>
    move(cast));
  await test.step('9 the new owner asks to close, their manager approves and closes', () =>
    askToClose(cast));
  await test.step('10 a service from elsewhere reopens the case, and it is closed again', () =>
    reopen(cast));
  for (const seat of [cast.m, cast.p, cast.m2]) await seat.page.context().close();
});
