/** Grave violations, the change log of an incident and the checklist of a step: all demo data. */
import type { Locator, Page } from '@playwright/test';

import { asPerson } from '../support/api';
import { expect, people, test } from '../support/test';
import { text, type Language } from '../support/texts';
import { Walk } from '../support/walk';

test.use({ actionTimeout: 15_000 });

const { monitor, monitorManager, worker } = people;
const languages = [
  ['en', 'English'],
  ['ar', 'العربية'],
] as const;

/** The language is kept with the account: others know these people in English. */
async function speak(page: Page, language: Language, name: string): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.getByRole('button', { name, exact: true }).first().click();
  await expect(page.locator('html')).toHaveAttribute('lang', language);
}

async function toPanel(page: Page, address: string): Promise<Locator> {
  await page.goto(address);
  const panel = page.getByRole('heading', { level: 2 }).first();
  await expect(panel).toBeVisible();
  return panel;
}

/** The incident of the attacked school. */
async function attackedSchool(caller: Awaited<ReturnType<typeof asPerson>>): Promise<string> {
  const filter = 'violation_with_verification_status[0]=attack_on_schools_verified';
  const [found] = await caller.list(`incidents?${filter}`);
  return `/v2/incidents/${String(found?.['id'])}`;
}

test('violations are looked at and verified', async ({ page, signIn, request, house }) => {
  test.setTimeout(240_000);
  const address = await attackedSchool(await asPerson(request, house, monitorManager.name));
  await signIn(monitorManager);
  for (const [language, name] of languages) {
    const walk = new Walk(page, language);
    await speak(page, language, name);
    await page.goto('/v2/dashboards');
    await expect(page.getByRole('table').first()).toBeVisible();
    await walk.stop('violations-home');
    await toPanel(page, `${address}?form=summary_incident_mrm`);
    const cards = page
      .getByRole('listitem')
      .filter({ has: page.getByRole('heading', { level: 4 }) });
    await expect(cards).toHaveCount(3);
    await expect(cards.first()).toContainText(text(language, 'mrm.status.verified'));
    await walk.stop('violations-summary');
    const [verify = ''] = text(language, 'mrm.verify_of').split('{name}');
    await page.getByRole('button', { name: verify }).nth(1).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await walk.stop('violations-verify');
    await page.keyboard.press('Escape');
    await toPanel(page, `${address}?form=change_logs`);
    const byManager = page.getByRole('listitem').filter({ hasText: monitorManager.name });
    await expect(byManager.first()).toBeVisible();
    await walk.stop('violations-change-log');
    walk.finish();
  }
  await speak(page, 'en', 'English');
});

test('an incident of violations is registered and found again', async ({ page, signIn }) => {
  test.setTimeout(240_000);
  await signIn(monitor);
  for (const [language, name] of languages) {
    const walk = new Walk(page, language);
    await speak(page, language, name);
    await page.goto('/v2/incidents');
    await expect(page.getByRole('row').nth(4)).toBeVisible();
    await walk.stop('violations-list');
    const filters = new RegExp(`^${text(language, 'cases.filters')}`);
    await page.getByRole('button', { name: filters }).click();
    const panel = page.getByRole('dialog', { name: text(language, 'filters.title') });
    const violations = text(language, 'filters.category.violations');
    await panel.getByText(violations, { exact: true }).click();
    await walk.stop('violations-filters');
    await page.keyboard.press('Escape');
    await page.goto('/v2/incidents/primeromodule-mrm/new?form=mrm_individual_victims');
    await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
    await walk.stop('violations-new');
    walk.finish();
  }
  await speak(page, 'en', 'English');
});

test('a joined filter finds one violation that is both', async ({ page, signIn }) => {
  await signIn(monitor);
  const both = 'violation_category[0]=killing&weapon_type[0]=artillery&verification_status[0]';
  await page.goto(`/v2/incidents?${both}=verified`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('(1)');
  await page.goto('/v2/incidents?violation_category[0]=maiming&verification_status[0]=verified');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('(0)');
});

test('what a step asks for is listed with what is left', async ({
  page,
  signIn,
  request,
  house,
}) => {
  test.setTimeout(120_000);
  const caller = await asPerson(request, house, worker.name);
  const child = { module_id: 'primeromodule-cp', name_first: 'Ada', name_last: 'Lind', age: 9 };
  const { id } = await caller.post('cases', { ...child, sex: 'female' });
  await signIn(worker);
  for (const [language, name] of languages) {
    const walk = new Walk(page, language);
    await speak(page, language, name);
    await page.goto(`/v2/cases/${String(id)}`);
    const list = page.locator('.workflow-checklist');
    await list.locator('summary').click();
    await expect(list.getByRole('listitem')).toHaveCount(4);
    const open = text(language, 'record.checklist.is_open');
    await expect(list.getByText(open, { exact: true })).toHaveCount(3);
    await walk.stop('case-checklist');
    walk.finish();
  }
  await speak(page, 'en', 'English');
  const list = page.locator('.workflow-checklist');
  if (!(await list.getByRole('list').isVisible())) await list.locator('summary').click();
  await list.getByRole('button').nth(1).click();
  await expect(page).toHaveURL(/form=consent/);
});
