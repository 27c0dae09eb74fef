/**
 * The acceptance scenario of case management, played through the screens: a child's case from
 * registration to closure and back, in the hands of three users, each in a language of their own.
 */
import type { Browser, Locator, Page } from '@playwright/test';

import { asPerson, dayFromNow } from '../support/api';
import { expectNoBarriers } from '../support/axe';
import { beginCase, fillIdentity, newSurname, openEdit, openForm, save } from '../support/case';
import { choose, chooseOf, tick, typeDay } from '../support/forms';
import type { House } from '../support/house';
import { expect, people, submitSignIn, test } from '../support/test';
import { formName, label, option, text, type Language } from '../support/texts';

const { worker, supervisor, frenchWorker } = people;
const health = 'role-e2e-health';

test.use({ actionTimeout: 15_000 });

/** Somebody at their own screen. */
interface Seat {
  page: Page;
  language: Language;
}

async function begin({ page, language }: Seat, name: string): Promise<Locator> {
  await page.getByRole('button', { name: text(language, 'record.actions.menu') }).click();
  await page.getByRole('menuitem', { name: text(language, name), exact: true }).click();
  return page.getByRole('dialog', { name: text(language, name) });
}

async function confirm(dialog: Locator, name: string): Promise<void> {
  await dialog.getByRole('button', { name, exact: true }).click();
  await expect(dialog).toHaveCount(0);
}

/** Changes a form of the case and saves it. */
async function change(seat: Seat, form: string, fill: () => Promise<void>): Promise<void> {
  const { page, language } = seat;
  await openForm(page, language, formName(language, form));
  await openEdit(page, language);
  await fill();
  await save(page, language);
  await expect(
    page.getByRole('link', { name: text(language, 'record.edit.action') }),
  ).toBeVisible();
}

async function requestApproval(seat: Seat, approval: string): Promise<void> {
  const dialog = await begin(seat, 'record.work.request');
  await dialog.getByRole('radio', { name: approval, exact: true }).check({ force: true });
  await confirm(dialog, text(seat.language, 'record.work.request_send'));
}

interface Answer {
  approval: string;
  answer: 'approved' | 'rejected';
  comment?: string;
}

async function answerApproval(seat: Seat, { approval, answer, comment }: Answer): Promise<void> {
  const { language } = seat;
  const dialog = await begin(seat, 'record.work.answer');
  await dialog.getByRole('radio', { name: approval, exact: true }).check({ force: true });
  const name = text(language, `record.work.${answer}`);
  await dialog.getByRole('radio', { name, exact: true }).check({ force: true });
  if (comment !== undefined) {
    await dialog
      .getByRole('textbox', { name: text(language, 'record.work.comment') })
      .fill(comment);
  }
  await expectNoBarriers(seat.page);
  await confirm(dialog, text(language, 'record.work.answer_send'));
}

async function answerHandOver(seat: Seat, address: string, answer: string, note?: string) {
  const { page, language } = seat;
  await page.goto(`${address}?form=transfers_assignments`);
  const name = text(language, `record.hand_over.${answer}`);
  await page.getByRole('button', { name, exact: true }).first().click();
  const dialog = page.getByRole('dialog', { name });
  if (note !== undefined) await dialog.getByRole('textbox').fill(note);
  await confirm(dialog, name);
}

/** Somebody new at their own screen: whoever was given a password chooses another one first. */
async function newcomer(browser: Browser, house: House, name: string): Promise<Seat> {
  const context = await browser.newContext({ locale: 'en', baseURL: house.url });
  const page = await context.newPage();
  await page.goto('/');
  await submitSignIn(page, { name, language: 'en' }, house.password);
  const own = `${house.password}-own`;
  await page.getByLabel(text('en', 'password.new'), { exact: true }).fill(own);
  await page.getByLabel(text('en', 'password.repeat'), { exact: true }).fill(own);
  await page.getByRole('button', { name: text('en', 'password.action') }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(text('en', 'home.title'));
  return { page, language: 'en' };
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
  await admin.post('users', {
    user_name: 'manager_b',
    full_name: 'Invented Manager',
    email: 'manager_b@example.org',
    role_unique_id: 'role-cp-manager',
    agency_id: (await admin.list('agencies')).find((one) => one['unique_id'] === 'AGENCY-2')?.[
      'id'
    ],
    user_group_unique_ids: ['usergroup-primero-cp-families'],
    location: 'EX0201',
    locale: 'en',
    password: house.password,
    password_confirmation: house.password,
  });

  const seatOf = async (person: { name: string; language: Language }): Promise<Seat> => {
    const context = await browser.newContext({ locale: person.language, baseURL: house.url });
    const own = await context.newPage();
    await signIn(person, own);
    return { page: own, language: person.language };
  };
  const a: Seat = { page, language: 'en' };
  await signIn(worker);
  const m = await seatOf(supervisor);
  const p = await seatOf(frenchWorker);
  const child = { firstName: 'Imani', surname: newSurname('bdfgklmnst'), age: 9 };
  let address = '';

  await test.step('1 the worker registers a child, with consent and a high risk', async () => {
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
    address = new URL(page.url()).pathname;
    await m.page.goto(address);
    await expect(m.page.getByRole('heading', { level: 1 })).toBeVisible();
    await p.page.goto(address);
    await expect(p.page.getByText(text('fr', 'failure.forbidden'))).toBeVisible();
  });

  await test.step('2 the worker assesses and asks for approval, the manager sees it', async () => {
    await change(a, 'assessment', () =>
      typeDay(page, label('en', 'assessment', 'assessment_requested_on'), dayFromNow(0)),
    );
    await requestApproval(a, 'Assessment');
    await m.page.goto('/v2/dashboards');
    const day = m.page.getByRole('region', { name: text('es', 'day.title') });
    await expect(day.getByRole('link').filter({ hasText: child.surname })).toBeVisible();
  });

  await test.step('3 the manager rejects, and approves what was corrected', async () => {
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
  });

  await test.step('4 the worker writes the plan, and the case moves on', async () => {
    await page.goto(address);
    await change(a, 'cp_case_plan', () =>
      typeDay(page, label('en', 'cp_case_plan', 'date_case_plan'), dayFromNow(0)),
    );
    await expect(page.locator('.record-chips').first()).toContainText(/case plan/i);
  });

  await test.step('5 a service is planned and referred; the provider sees only that', async () => {
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
    await profile.getByRole('checkbox', { name: service }).check({ force: true });
    await expectNoBarriers(p.page);
    await confirm(profile, text('fr', 'account.edit.save'));

    const dialog = await begin(a, 'record.work.refer');
    await choose(page, dialog, text('en', 'sharing.service'), 'Health');
    const to = dialog.getByRole('combobox', { name: text('en', 'record.work.recipient') });
    await to.fill(frenchWorker.name);
    await page.getByRole('option', { name: frenchWorker.name }).first().click();
    await choose(page, dialog, text('en', 'sharing.role'), 'Health referral');
    const preview = dialog.getByRole('region', { name: `What ${frenchWorker.name} will see` });
    await expect(preview.getByText(formName('en', 'basic_identity'))).toBeVisible();
    await expect(preview.getByText(formName('en', 'consent'), { exact: true })).toHaveCount(0);
    await expectNoBarriers(page);
    await confirm(dialog, text('en', 'record.work.refer'));

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
  });

  await test.step('6 the provider accepts, and is done with a note', async () => {
    await answerHandOver(p, address, 'accept');
    await answerHandOver(p, address, 'finish', 'Healthy and well.');
    await expect(p.page).toHaveURL(/\/v2\/cases(\?|$)/);
    await page.goto(`${address}?form=transfers_assignments`);
    await expect(page.getByText('Healthy and well.')).toBeVisible();
    await expect(page.getByText(text('en', 'record.hand_over.done')).first()).toBeVisible();
  });

  await test.step('7 a late follow-up is a task until it is made', async () => {
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
  });

  await test.step('8 the child moves: another worker finds the case and asks for it', async () => {
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
    await expect(page.getByText(text('en', 'failure.forbidden'))).toBeVisible();
    await p.page.goto(address);
    await expect(
      p.page.getByRole('link', { name: text('fr', 'record.edit.action') }),
    ).toBeVisible();
  });

  const m2 = await newcomer(browser, house, 'manager_b');
  const close = async () => {
    await m2.page.goto(address);
    await m2.page.getByRole('button', { name: text('en', 'record.actions.menu') }).click();
    const name = text('en', 'record.action.close');
    await m2.page.getByRole('menuitem', { name, exact: true }).click();
    await confirm(m2.page.getByRole('alertdialog').or(m2.page.getByRole('dialog')), name);
    await expect(m2.page.locator('.record-chips').first()).toContainText(/closed/i);
  };

  await test.step('9 the new owner asks to close, their manager approves and closes', async () => {
    await requestApproval(p, 'Clôture');
    await m2.page.goto(address);
    await answerApproval(m2, { approval: 'Closure', answer: 'approved' });
    await close();
  });

  await test.step('10 a service from elsewhere reopens the case, and it is closed again', async () => {
    // No screen adds a service to a case that one cannot open; the programme of another agency does.
    await admin.post('users', {
      user_name: 'outsider',
      full_name: 'Invented Provider',
      email: 'outsider@example.org',
      role_unique_id: 'role-cp-service-provider',
      agency_id: (await admin.list('agencies')).find((one) => one['unique_id'] === 'AGENCY-2')?.[
        'id'
      ],
      user_group_unique_ids: ['usergroup-primero-cp-families'],
      location: 'EX0201',
      password: house.password,
      password_confirmation: house.password,
    });
    const outsider = await asPerson(request, house, 'outsider');
    await outsider.patch(address.replace('/v2/', ''), {
      record_action: 'services_section_from_case',
      data: {
        services_section: [
          { service_type: 'education_service', service_response_type: 'care_plan' },
        ],
      },
    });
    await p.page.goto(address);
    await expect(p.page.locator('.record-chips').first()).not.toContainText(/clôtur/i);
    await close();
  });

  for (const seat of [m, p, m2]) await seat.page.context().close();
});
