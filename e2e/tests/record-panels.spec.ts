import { asPerson, dayFromNow } from '../support/api';
import { expectNoBarriers } from '../support/axe';
import { openForm } from '../support/case';
import { keepScreens } from '../support/screens';
import { expect, people, test } from '../support/test';
import { text, type Language } from '../support/texts';
import type { House } from '../support/house';
import type { APIRequestContext, Page } from '@playwright/test';

/** The child of the demo scenario up to the request for closure; gives the address of the case. */
async function playScenario(
  request: APIRequestContext,
  house: House,
  worker: string = people.worker.name,
): Promise<string> {
  const { supervisor, frenchWorker } = people;
  const asWorker = await asPerson(request, house, worker);
  const asSupervisor = await asPerson(request, house, supervisor.name);
  const asProvider = await asPerson(request, house, frenchWorker.name);
  const { id } = await asWorker.post('cases', {
    module_id: 'primeromodule-cp',
    name_first: 'Imani',
    name_last: 'Invented',
    sex: 'female',
    age: 9,
    risk_level: 'high',
    consent_for_services: true,
    disclosure_other_orgs: true,
    family_details_section: [
      { relation_name: 'Salma', relation: 'aunt', relation_is_caregiver: true },
      { relation_name: 'Omar', relation: 'brother', relation_age: 12 },
    ],
  });
  const path = `cases/${String(id)}`;
  const ask = { data: { approval_status: 'requested' } };
  await asWorker.patch(`${path}/approvals/assessment`, ask);
  await asSupervisor.patch(`${path}/approvals/assessment`, {
    data: { approval_status: 'rejected', notes: 'Say where the child sleeps.' },
  });
  await asWorker.patch(`${path}/approvals/assessment`, ask);
  await asSupervisor.patch(`${path}/approvals/assessment`, {
    data: { approval_status: 'approved' },
  });
  const referral = await asWorker.post(`${path}/referrals`, {
    transitioned_to: frenchWorker.name,
    notes: 'A check-up, please.',
  });
  await asProvider.patch(`${path}/referrals/${String(referral['id'])}`, {
    data: { status: 'accepted' },
  });
  await asWorker.post(`${path}/flags`, { message: 'Ask about school', date: dayFromNow(3) });
  await asWorker.post('incidents', {
    module_id: 'primeromodule-cp',
    incident_case_id: id,
    incident_date: dayFromNow(-20),
  });
  await asWorker.patch(`${path}/approvals/closure`, ask);
  return `/v2/${path}`;
}

const panelOf = (page: Page, language: Language, name: string) =>
  page.getByRole('region', { name: text(language, name), exact: true });

const walked = [
  ['record.panel.story', 'story'],
  ['record.panel.summary', 'handover'],
  ['record.panel.approvals', 'approvals'],
  ['record.work.flags', 'flags'],
  ['record.panel.incidents', 'case-incidents'],
  ['record.panel.family', 'family-picture'],
] as const;

test('a worker reads the panels of a case and acts on them', async ({
  page,
  signIn,
  request,
  house,
}) => {
  const address = await playScenario(request, house);
  await signIn(people.worker);
  await page.goto(address);
  const alerts = panelOf(page, 'en', 'panel.alert.title');
  await expect(alerts.getByText(/Closure/).first()).toBeVisible();

  for (const [name, picture] of walked) {
    await openForm(page, 'en', text('en', name));
    await expectNoBarriers(page);
    await keepScreens(page, 'en', `record-${picture}`);
  }

  await openForm(page, 'en', text('en', 'record.panel.approvals'));
  const approvals = panelOf(page, 'en', 'record.panel.approvals');
  await expect(approvals.getByText('Say where the child sleeps.')).toBeVisible();

  const forms = page.getByRole('navigation', { name: text('en', 'record.nav.label') });
  const counted = forms.getByRole('button', { name: text('en', 'record.panel.incidents') });
  await expect(counted).toHaveAccessibleDescription('1 entry');

  await openForm(page, 'en', text('en', 'record.panel.story'));
  const story = panelOf(page, 'en', 'record.panel.story');
  await expect(story.getByText('A check-up, please.')).toBeVisible();
  await story.getByRole('button', { name: text('en', 'story.kind.flags') }).click();
  await expect(story.getByText('Ask about school')).toBeVisible();
  await expect(story.getByText('A check-up, please.')).toHaveCount(0);

  await openForm(page, 'en', text('en', 'record.work.flags'));
  const flags = panelOf(page, 'en', 'record.work.flags');
  await flags.getByRole('button', { name: /Ask about school/ }).click();
  const resolve = page.getByRole('dialog');
  await expectNoBarriers(page);
  await resolve.getByRole('textbox').fill('She goes to school.');
  const confirm = text('en', 'panel.flags.resolve_title');
  await resolve.getByRole('button', { name: confirm }).click();
  await expect(flags.getByText('She goes to school.')).toBeVisible();

  await alerts.getByRole('button', { name: /^Dismiss/ }).click();
  await expect(alerts).toHaveCount(0);

  await openForm(page, 'en', text('en', 'record.panel.incidents'));
  const incidents = panelOf(page, 'en', 'record.panel.incidents');
  await incidents.getByRole('link', { name: /^View incident/ }).click();
  await page.getByRole('link', { name: /^Of the case/ }).click();
  await expect(page).toHaveURL(new RegExp(address));
});

test.describe('from the right', () => {
  test.use({ locale: 'ar' });

  test('an Arabic reader is told the same', async ({ page, signIn, request, house }) => {
    const address = await playScenario(request, house, people.arabicWorker.name);
    await signIn(people.arabicWorker);
    await page.goto(address);
    for (const [name, picture] of walked) {
      await openForm(page, 'ar', text('ar', name));
      await expectNoBarriers(page);
      await keepScreens(page, 'ar', `record-${picture}`);
    }
  });
});

test('what is printed is the record without the app around it', async ({
  page,
  signIn,
  request,
  house,
}) => {
  const address = await playScenario(request, house);
  await signIn(people.worker);
  await page.goto(`${address}?form=hand_over`);
  const summary = panelOf(page, 'en', 'record.panel.summary');
  await expect(summary.getByText(/registered the case/)).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(summary.getByText(/registered the case/)).toBeVisible();
  await expect(summary.getByRole('button')).toHaveCount(0);
  await expect(page.getByRole('navigation')).toHaveCount(0);
});

test('an entry that was removed comes back from its history', async ({
  page,
  request,
  house,
  signIn,
}) => {
  const asWorker = await asPerson(request, house, people.worker.name);
  const salma = 'c5f2c1a0-2b5d-4c6e-9f10-0a1b2c3d4e5f';
  const { id } = await asWorker.post('cases', {
    module_id: 'primeromodule-cp',
    name_first: 'Imani',
    family_details_section: [{ unique_id: salma, relation_name: 'Salma', relation: 'aunt' }],
  });
  const path = `cases/${String(id)}`;
  await asWorker.patch(path, {
    data: { family_details_section: [{ unique_id: salma, _destroy: true }] },
  });
  await signIn(people.worker);
  await page.goto(`/v2/${path}?form=change_logs`);
  const removed = page.locator('details.change').filter({ hasText: /entry removed/ });
  await removed.locator('summary').first().click();
  await removed.getByRole('button', { name: /^History of:/ }).click();
  await expect(page.getByText(text('en', 'record.history.all'))).toBeVisible();
  if ((await removed.first().getAttribute('open')) === null) {
    await removed.locator('summary').first().click();
  }
  await removed.getByRole('button', { name: text('en', 'panel.log.restore_entry') }).click();
  await expectNoBarriers(page);
  await page.getByRole('button', { name: text('en', 'panel.log.restore') }).click();
  await expect(page.getByText(text('en', 'panel.log.restored'))).toBeVisible();
  await expect(page.locator('details.change').filter({ hasText: /entry added/ })).toHaveCount(2);
});
