import { expectNoBarriers } from '../support/axe';
import { asPerson, dayFromNow } from '../support/api';
import { keepScreens } from '../support/screens';
import { expect, people, test } from '../support/test';
import { text } from '../support/texts';
import { newSurname } from '../support/case';
import type { Page } from '@playwright/test';

const { worker, arabicWorker, supervisor, keeper } = people;

/** A case whose assessment was due three days ago. */
function lateAssessment(surname: string) {
  return {
    module_id: 'primeromodule-cp',
    name_first: 'Mira',
    name_last: surname,
    age: 9,
    sex: 'female',
    risk_level: 'high',
    assessment_due_date: dayFromNow(-3),
  };
}

/** The row of a child in a list of tasks. */
const rowOf = (page: Page, surname: string) =>
  page.locator('.work-list > li').filter({ hasText: surname });

test('a task is put off, seen by the supervisor meanwhile, and brought back', async ({
  page,
  signIn,
  request,
  browser,
  house,
}) => {
  const surname = newSurname('bdfgklmnst');
  await (await asPerson(request, house, worker.name)).post('cases', lateAssessment(surname));
  await signIn(worker);
  await page.goto('/v2/tasks');
  const row = rowOf(page, surname);
  await row.getByRole('button', { name: text('en', 'tasks.snooze') }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('radio')).toHaveCount(5);
  await expectNoBarriers(page);
  await keepScreens(page, 'en', 'task-snooze');
  await dialog.getByRole('button', { name: text('en', 'snooze.action'), exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await expect(row).toHaveCount(0);

  const context = await browser.newContext({ locale: 'es', baseURL: house.url });
  const other = await context.newPage();
  await signIn(supervisor, other);
  await other.goto('/v2/tasks?scope=team');
  await expect(rowOf(other, surname)).toContainText('Aplazada hasta');
  await expect(
    rowOf(other, surname).getByRole('button', { name: text('es', 'tasks.wake') }),
  ).toHaveCount(0);
  await context.close();

  await page.getByRole('button', { name: text('en', 'tasks.view.snoozed'), exact: true }).click();
  await expect(row).toContainText('Put off until');
  await expectNoBarriers(page);
  await row.getByRole('button', { name: text('en', 'tasks.wake') }).click();
  await page.getByRole('button', { name: text('en', 'tasks.view.list'), exact: true }).click();
  await expect(row).toHaveCount(1);
});

test('a task of one’s own is set on a case, given to the supervisor, and done', async ({
  page,
  signIn,
  request,
  browser,
  house,
}) => {
  const surname = newSurname('bdfgklmnst');
  const made = await (
    await asPerson(request, house, worker.name)
  ).post('cases', lateAssessment(surname));
  await signIn(worker);
  await page.goto(`/v2/cases/${String(made['id'])}`);
  await page.getByRole('button', { name: text('en', 'record.actions.menu') }).click();
  await page.getByRole('menuitem', { name: text('en', 'record.work.task') }).click();
  const adding = page.getByRole('dialog');
  await adding.getByRole('textbox', { name: text('en', 'record.task.text') }).fill('Call school');
  await expectNoBarriers(page);
  await keepScreens(page, 'en', 'task-own');
  await adding.getByRole('button', { name: text('en', 'record.task.add'), exact: true }).click();
  await expect(adding).toHaveCount(0);

  await page.goto('/v2/tasks');
  const row = rowOf(page, surname).filter({ hasText: 'Call school' });
  await row.getByRole('button', { name: text('en', 'tasks.give') }).click();
  const giving = page.getByRole('dialog');
  await giving.getByRole('combobox').fill(supervisor.name);
  await page.getByRole('option', { name: supervisor.name }).click();
  await expectNoBarriers(page);
  await keepScreens(page, 'en', 'task-give');
  await giving.getByRole('button', { name: text('en', 'giving.action'), exact: true }).click();
  await expect(row).toHaveCount(0);
  await page.getByRole('button', { name: text('en', 'tasks.view.given'), exact: true }).click();
  await expect(row).toContainText(supervisor.name);
  await expectNoBarriers(page);

  const context = await browser.newContext({ locale: 'es', baseURL: house.url });
  const other = await context.newPage();
  await signIn(supervisor, other);
  await other.goto('/v2/tasks');
  const theirs = rowOf(other, surname);
  await expect(theirs).toContainText(worker.name);
  await theirs.getByRole('button', { name: text('es', 'tasks.finish') }).click();
  await other
    .getByRole('alertdialog')
    .getByRole('button', { name: text('es', 'giving.finish'), exact: true })
    .click();
  await expect(theirs).toHaveCount(0);
  await context.close();
  await page.reload();
  await expect(row).toHaveCount(0);
});

for (const person of [worker, arabicWorker]) {
  test.describe(`a calendar in ${person.language}`, () => {
    test.use({ locale: person.language });

    test('shows tasks on their days, by keyboard too', async ({ page, signIn, request, house }) => {
      const surname = newSurname('bdfgklmnst');
      await (await asPerson(request, house, person.name)).post('cases', lateAssessment(surname));
      const { language } = person;
      await signIn(person);
      await page.goto('/v2/tasks');
      await page.getByRole('button', { name: text(language, 'tasks.view.calendar') }).click();
      const table = page.locator('.agenda-table');
      await expect(table.getByRole('columnheader')).toHaveCount(7);
      await expectNoBarriers(page);
      await keepScreens(page, language, 'tasks-calendar');
      const today = table.locator('[aria-current="date"]');
      await today.focus();
      await page.keyboard.press('ArrowUp');
      await expect(today).not.toBeFocused();
      await expect(page.locator('[data-day]:focus')).toHaveCount(1);
      await page.keyboard.press('Enter');
      await expect(page).toHaveURL(/span=week/);
      await expectNoBarriers(page);
      await page.getByRole('button', { name: text(language, 'agenda.today') }).click();
      await page.setViewportSize({ width: 360, height: 740 });
      await page.getByRole('button', { name: text(language, 'agenda.month'), exact: true }).click();
      await expect(table).toHaveCount(0);
      await expectNoBarriers(page);
    });
  });
}

test('background work is shown to who looks after the server, and run', async ({
  page,
  signIn,
}) => {
  await signIn(keeper);
  await page.goto('/v2/jobs');
  const row = page.getByRole('row').filter({ hasText: text('en', 'jobs.kind.session_cleanup') });
  await expect(row).toHaveCount(1);
  await expectNoBarriers(page);
  await keepScreens(page, 'en', 'jobs');
  const answered = page.waitForResponse((answer) => answer.url().includes('/job_schedules/'));
  await row.getByRole('button').click();
  expect((await answered).status()).toBe(204);
  await page.getByRole('button', { name: text('en', 'jobs.done'), exact: true }).click();
  await expect(
    page
      .getByRole('row')
      .filter({ hasText: text('en', 'jobs.kind.session_cleanup') })
      .first(),
  ).toBeVisible();
  await expectNoBarriers(page);
});

test('background work is closed to case workers', async ({ page, signIn }) => {
  await signIn(worker);
  await page.goto('/v2/jobs');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    text('en', 'not_authorized.title'),
  );
});
