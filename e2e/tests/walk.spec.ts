/**
 * A walk through every screen, in English and Arabic, on a phone, a tablet and at a desk: pictures
 * for a person to leaf through (output/walk/index.html), and axe at each stop in both directions.
 */
import type { Page } from '@playwright/test';

import { asPerson, dayFromNow } from '../support/api';
import { field, newSurname } from '../support/case';
import { chooseTyped } from '../support/forms';
import { expect, people, test } from '../support/test';
import { label, text, type Language } from '../support/texts';
import { Walk } from '../support/walk';

test.use({ actionTimeout: 15_000 });

const { worker, arabicWorker, frenchWorker, supervisor, keeper: superuser } = people;

/** A case with something in every panel. */
function busyCase() {
  return {
    module_id: 'primeromodule-cp',
    name_first: 'Lina',
    name_last: newSurname('bdfgklmnst'),
    age: 9,
    sex: 'female',
    risk_level: 'high',
    consent_for_services: true,
    disclosure_other_orgs: true,
    services_section: [{ service_type: 'health_medical_service' }],
    followup_subform_section: [
      { followup_type: 'in_care', followup_needed_by_date: dayFromNow(-3) },
    ],
  };
}

async function toAddress(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

/** Opens an action of the record, keeps it, and closes it again. */
async function stopAtAction(walk: Walk, page: Page, language: Language, action: string) {
  await page.getByRole('button', { name: text(language, 'record.actions.menu') }).click();
  const name = text(language, `record.work.${action}`);
  await page.getByRole('menuitem', { name, exact: true }).click();
  const dialog = page.getByRole('dialog', { name });
  await expect(dialog).toBeVisible();
  if (action === 'refer') {
    const to = dialog.getByRole('combobox', { name: text(language, 'record.work.recipient') });
    await chooseTyped(to, frenchWorker.name, page.getByRole('option', { name: frenchWorker.name }));
    await expect(dialog.getByRole('region', { name: frenchWorker.name })).toBeVisible();
  }
  await walk.stop(`dialog-${action}`);
  await dialog.getByRole('button', { name: text(language, 'dialog.close') }).click();
  await expect(dialog).toHaveCount(0);
}

for (const person of [worker, arabicWorker]) {
  const { language } = person;
  test.describe(`a worker in ${language}`, () => {
    test.use({ locale: language });

    test('walks through the daily screens', async ({ page, signIn }) => {
      test.setTimeout(300_000);
      const walk = new Walk(page, language);
      await page.goto('/v2/login');
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await walk.stop('sign-in');
      await signIn(person);
      for (const [name, address] of [
        ['home', '/v2/dashboards'],
        ['cases', '/v2/cases'],
        ['cases-empty', '/v2/cases?sex[0]=nobody&page=1'],
        ['incidents', '/v2/incidents'],
        ['search', '/v2/search?query=an'],
        ['tasks', '/v2/tasks'],
        ['tasks-calendar', '/v2/tasks?view=calendar'],
        ['notifications', '/v2/notifications'],
        ['support', '/v2/support'],
        ['new-case', '/v2/cases/new'],
        ['new-case-form', '/v2/cases/primeromodule-cp/new'],
        ['new-incident-form', '/v2/incidents/primeromodule-cp/new'],
        ['not-found', '/v2/nowhere'],
        ['not-authorized', '/v2/families'],
      ] as const) {
        await toAddress(page, address);
        await walk.stop(name);
      }
      await page
        .getByRole('link', { name: personName(language) })
        .first()
        .click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(
        text(language, 'account.title'),
      );
      await walk.stop('account');
      await page.getByRole('button', { name: text(language, 'account.edit.action') }).click();
      await walk.stop('account-edit');
      walk.finish();
    });

    test('walks through a case', async ({ page, signIn, request, house }) => {
      test.setTimeout(300_000);
      const walk = new Walk(page, language);
      const made = await (await asPerson(request, house, person.name)).post('cases', busyCase());
      await signIn(person);
      const address = `/v2/cases/${String(made['id'])}`;
      await toAddress(page, address);
      await walk.stop('case');
      const group = page.locator('.record-nav details, nav details').first();
      await group.locator('summary').click();
      const panels = group.getByRole('button');
      const count = await panels.count();
      expect(count).toBeGreaterThan(2);
      // By their order: how many entries they hold becomes known, and changes, on the way.
      for (let index = 0; index < count; index += 1) {
        await panels.nth(index).click();
        await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
        await walk.stop(`case-panel-${index + 1}`);
      }
      await toAddress(page, `${address}/edit`);
      await walk.stop('case-edit');
      const save = text(language, 'record.save.action');
      await page
        .getByLabel(label(language, 'basic_identity', 'name_first'))
        .first()
        .fill('');
      await page.getByRole('button', { name: save, exact: true }).click();
      await walk.stop('case-edit-refused');
      await page.goto(address);
      await page
        .getByRole('alertdialog')
        .getByRole('button')
        .first()
        .click({ timeout: 2000 })
        .catch(() => undefined);
      await toAddress(page, address);
      for (const action of ['refer', 'transfer', 'request', 'note', 'flags']) {
        await stopAtAction(walk, page, language, action);
      }
      walk.finish();
    });
  });
}

for (const calendar of ['ethiopic', 'islamic-umalqura', 'persian', 'nepali']) {
  test(`a form takes days in the ${calendar} calendar`, async ({ page, signIn }) => {
    test.setTimeout(120_000);
    await page.route('**/api/v2/system_settings*', async (route) => {
      const answer = await route.fetch();
      const body = await answer.json();
      body.data.system_options.calendar = calendar;
      await route.fulfill({ response: answer, json: body });
    });
    await signIn(worker);
    const walk = new Walk(page, 'en');
    await toAddress(page, '/v2/cases/primeromodule-cp/new');
    const birth = label('en', 'basic_identity', 'date_of_birth');
    const group = page.getByRole('group', { name: new RegExp(`^${birth}`) }).first();
    await expect(group).toBeVisible();
    // The age that is typed gives a birthday, which the field then shows in its calendar.
    await field(page, 'en', 'age').fill('8');
    await page.keyboard.press('Tab');
    const year = new Date().getFullYear() - 8;
    const notes = page.getByText(/^Gregorian calendar/);
    await expect(notes.filter({ hasText: String(year) })).toBeVisible();
    await walk.stop(`calendar-${calendar}`, group);
    walk.finish();
  });
}

test.describe('a leader', () => {
  test.use({ locale: supervisor.language });

  test('walks through the screens of leaders', async ({ page, signIn, request, house }) => {
    test.setTimeout(240_000);
    const owner = await asPerson(request, house, worker.name);
    const { id } = await owner.post('cases', busyCase());
    const requested = { data: { approval_status: 'requested' } };
    await owner.patch(`cases/${String(id)}/approvals/assessment`, requested);
    await signIn(supervisor);
    const speak = async (name: string) => {
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.getByRole('button', { name, exact: true }).first().click();
    };
    for (const [language, name] of [
      ['en', 'English'],
      ['ar', 'العربية'],
    ] as const) {
      const walk = new Walk(page, language);
      await speak(name);
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      for (const [stop, address] of [
        ['leader-home', '/v2/dashboards'],
        ['leader-cases', '/v2/cases'],
        ['leader-incidents', '/v2/incidents'],
      ] as const) {
        await toAddress(page, address);
        await walk.stop(stop);
      }
      for (const panel of ['change_logs', 'access_logs']) {
        await stopAtLog(walk, page, language, `/v2/cases/${String(id)}?form=${panel}`);
      }
      walk.finish();
    }
    // The language is kept with the account, and other tests know this person as they were.
    await speak('Español');
    await expect(page.locator('html')).toHaveAttribute('lang', supervisor.language);
  });
});

/** A log of the record, and its filters. */
async function stopAtLog(walk: Walk, page: Page, language: Language, address: string) {
  await toAddress(page, address);
  const filters = page.getByRole('button', { name: text(language, 'cases.filters') });
  await expect(filters).toBeVisible();
  const name = address.replace(/^.*=/, 'leader-');
  await walk.stop(name);
  await filters.click();
  const drawer = page.getByRole('dialog', { name: text(language, 'filters.title') });
  await expect(drawer).toBeVisible();
  await walk.stop(`${name}-filters`);
  await page.keyboard.press('Escape');
  await expect(drawer).toHaveCount(0);
}

/** Somebody with every right sees the links to records of every kind. */
for (const language of ['en', 'ar'] as const) {
  test(`linked records are looked at in ${language}`, async ({ page, signIn, request, house }) => {
    test.setTimeout(120_000);
    const owner = await asPerson(request, house, worker.name);
    const { id } = await owner.post('cases', busyCase());
    await signIn(superuser);
    await page.setViewportSize({ width: 1280, height: 900 });
    const name = language === 'ar' ? 'العربية' : 'English';
    await page.getByRole('button', { name, exact: true }).first().click();
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    const walk = new Walk(page, language);
    await toAddress(page, `/v2/cases/${String(id)}?form=case_relationships`);
    const heading = text(language, 'record.panel.links');
    await expect(page.getByRole('heading', { level: 2, name: heading })).toBeVisible();
    await walk.stop('linked-records');
    await page.setViewportSize({ width: 1280, height: 900 });
    await beginFamily(page, language, `/v2/cases/${String(id)}`);
    walk.finish();
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.getByRole('button', { name: 'English', exact: true }).first().click();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  });
}

/** Searches a family that is not there yet, begins it and finds the case linked with it. */
async function beginFamily(page: Page, language: Language, address: string) {
  const name = newSurname('bdfgklmnst');
  const link = text(language, 'panel.family.link');
  await toAddress(page, `${address}?form=family_from_case`);
  await page.getByRole('button', { name: link, exact: true }).click();
  const asked = text(language, 'panel.registry.name');
  const search = page.getByRole('dialog', { name: link }).getByRole('textbox', { name: asked });
  await search.fill(name);
  await search.press('Enter');
  await page.getByRole('button', { name: text(language, 'panel.family.begin') }).click();
  const question = label(language, 'family_overview', 'family_name');
  const box = page.getByRole('textbox', { name: new RegExp(`^${question}`) });
  await expect(box).toHaveValue(name);
  const save = text(language, 'record.save.return');
  await page.getByRole('button', { name: save, exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`${address}\\?form=family_from_case`));
  const open = page.getByRole('link', { name: text(language, 'panel.family.open'), exact: true });
  await expect(open).toBeVisible();
}

function personName(language: Language): string {
  return language === 'ar' ? 'سلمى حداد' : 'Amina Sarr';
}
