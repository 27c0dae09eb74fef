import { asPerson, dayFromNow } from '../support/api';
import { expectNoBarriers } from '../support/axe';
import { newSurname } from '../support/case';
import { keepScreens } from '../support/screens';
import { expect, people, test } from '../support/test';
import { text } from '../support/texts';

const { worker, arabicWorker, supervisor, recipient } = people;

/** A case with a follow-up that should have been made. */
function lateCase(surname: string) {
  return {
    module_id: 'primeromodule-cp',
    name_first: 'Lina',
    name_last: surname,
    age: 9,
    sex: 'female',
    risk_level: 'high',
    followup_subform_section: [
      { followup_type: 'in_care', followup_needed_by_date: dayFromNow(-3) },
    ],
  };
}

test('what is late stands first at home and among the tasks, and opens where it is done', async ({
  page,
  signIn,
  request,
  house,
}) => {
  const surname = newSurname('bdfgklmnst');
  await (await asPerson(request, house, worker.name)).post('cases', lateCase(surname));
  await signIn(worker);
  const day = page.getByRole('region', { name: text('en', 'day.title') });
  const row = day.getByRole('link').filter({ hasText: surname });
  await expect(row).toContainText(text('en', 'task.follow_up'));
  await expect(row).toContainText('3 days late');
  await expectNoBarriers(page);

  await page.getByRole('link', { name: text('en', 'nav.tasks'), exact: true }).click();
  const overdue = page.getByRole('region', { name: new RegExp(`^${text('en', 'tasks.overdue')}`) });
  await expect(overdue).toContainText(surname);
  await expectNoBarriers(page);
  await overdue.getByRole('link').filter({ hasText: surname }).click();
  await expect(page).toHaveURL(/\/cases\/[0-9a-f-]{36}\?form=followup$/);
});

test.describe('a recipient of referrals', () => {
  test.use({ locale: 'es' });

  test('tasks are closed to roles without them', async ({ page, signIn }) => {
    await signIn(recipient);
    await expect(page.getByRole('link', { name: text('es', 'nav.tasks') })).toHaveCount(0);
    await page.goto('/v2/tasks');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      text('es', 'not_authorized.title'),
    );
  });
});

test.describe('whoever leads a team', () => {
  test.use({ locale: 'es' });

  test('finds the tasks of the team', async ({ page, signIn, request, house }) => {
    const surname = newSurname('bdfgklmnst');
    await (await asPerson(request, house, worker.name)).post('cases', lateCase(surname));
    await signIn(supervisor);
    await page.getByRole('link', { name: text('es', 'nav.tasks'), exact: true }).click();
    await page.getByRole('button', { name: text('es', 'tasks.team') }).click();
    const overdue = page.getByRole('region', {
      name: new RegExp(`^${text('es', 'tasks.overdue')}`),
    });
    await expect(overdue).toContainText(/3 días/);
    await expectNoBarriers(page);
    await keepScreens(page, 'es', 'tasks-team');
  });

  test('sees what each carries', async ({ page, signIn }) => {
    await signIn(supervisor);
    const cockpit = page.getByRole('region', { name: text('es', 'cockpit.title') });
    await expect(
      cockpit.getByRole('rowheader').filter({ hasText: worker.name }).first(),
    ).toBeVisible();
    await expect(
      cockpit.getByRole('columnheader', { name: text('es', 'cockpit.weighted') }),
    ).toBeVisible();
    await expectNoBarriers(page);
    await keepScreens(page, 'es', 'home');
  });
});

for (const person of [worker, supervisor]) {
  test.describe(`the numbers of ${person.name}`, () => {
    test.use({ locale: person.language });

    test('open exactly what they count', async ({ page, signIn }) => {
      test.slow();
      await signIn(person);
      const numbers = page
        .locator('#content .number, #content .number-tile')
        .and(page.getByRole('link'));
      await expect(numbers.first()).toBeVisible();
      const found = await numbers.evaluateAll((links) =>
        links.map((link) => ({
          address: link.getAttribute('href') ?? '',
          count: link.querySelector('bdi')?.textContent ?? '',
        })),
      );
      expect(found.length).toBeGreaterThan(2);
      for (const { address, count } of found) {
        await page.goto(address);
        const heading = page.getByRole('heading', { level: 1 });
        await expect(heading, address).toContainText(`(${count})`);
      }
    });
  });
}

test('the one search box finds by name and by ID, from everywhere', async ({
  page,
  signIn,
  request,
  house,
}) => {
  const surname = newSurname('bdfgklmnst');
  const created = await (
    await asPerson(request, house, worker.name)
  ).post('cases', { ...lateCase(surname), followup_subform_section: [] });
  await signIn(worker);
  await page.keyboard.press('/');
  const box = page.getByRole('searchbox', { name: text('en', 'search.label') });
  await expect(box).toBeFocused();
  await box.fill(surname);
  await box.press('Enter');
  const hit = page.getByRole('link').filter({ hasText: surname });
  await expect(hit).toHaveCount(1);
  const byName = page.getByRole('region', { name: text('en', 'search.by_name') });
  await expect(byName.locator('mark', { hasText: surname })).toBeVisible();
  await expectNoBarriers(page);

  // A slip of the pen still finds the child, and says what was read instead.
  await box.fill(`${surname.slice(0, 2)}x${surname.slice(2)}`);
  await box.press('Enter');
  const alike = page.getByRole('region', { name: text('en', 'search.by_sound') });
  await expect(alike.getByRole('link').filter({ hasText: `≈ ${surname}` })).toHaveCount(1);

  await box.fill(String(created['short_id']).toUpperCase());
  await box.press('Enter');
  const byId = page.getByRole('region', { name: text('en', 'search.by_id') });
  await expect(byId.locator('mark').first()).toBeVisible();
  await hit.first().click();
  await expect(page).toHaveURL(new RegExp(String(created['id'])));

  await page.goto('/v2/search?query=zzyzxqwertz');
  await expect(page.getByText(text('en', 'search.none'))).toBeVisible();
  await expectNoBarriers(page);
});

for (const person of [worker, arabicWorker]) {
  const { language } = person;
  test.describe(`the day in ${language}`, () => {
    test.use({ locale: language });

    test('is without barriers in tasks, news, search and support', async ({ page, signIn }) => {
      test.slow();
      await signIn(person);
      await expect(page.locator('.sections section').first()).toBeVisible();
      await expectNoBarriers(page);
      for (const place of ['tasks', 'notifications', 'incidents', 'search?query=an', 'support']) {
        await page.goto(`/v2/${place}`);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expect(page.locator('.skeleton')).toHaveCount(0);
        await expectNoBarriers(page);
      }
    });
  });
}
