import { expectNoBarriers } from '../support/axe';
import { keepScreens } from '../support/screens';
import { expect, people, submitSignIn, test } from '../support/test';
import { text } from '../support/texts';

const { worker, arabicWorker } = people;

test('a wrong password is refused in words, and tells nothing about the name', async ({ page }) => {
  await page.goto('/');
  await submitSignIn(page, worker, 'not the password');
  const known = page.getByRole('alert').filter({ hasText: /\S/ });
  await expect(known).toBeVisible();
  const words = await known.textContent();
  await expectNoBarriers(page);
  await submitSignIn(page, { ...worker, name: 'nobody_here' }, 'not the password');
  await expect(known).toHaveText(words ?? '');
  await expect(page).toHaveURL(/\/login/);
});

test('an outline is in sight before the app has come', async ({ page }) => {
  const held: (() => void)[] = [];
  await page.route('**/assets/*.js', async (route) => {
    await new Promise<void>((resolve) => held.push(resolve));
    await route.continue();
  });
  await page.goto('/', { waitUntil: 'commit' });
  const outline = page.locator('#root > svg');
  await expect(outline).toBeVisible();
  await expect.poll(() => held.length).toBeGreaterThan(0);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  for (const go of held) go();
  await expect(page.getByRole('button', { name: text('en', 'sign_in.action') })).toBeVisible();
  await expect(outline).toHaveCount(0);
});

test('empty fields are named before anything is sent', async ({ page }) => {
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') sent.push(request.url());
  });
  await page.goto('/');
  await page.getByRole('button', { name: text('en', 'sign_in.action') }).click();
  await expect(page.getByText(text('en', 'sign_in.user_name_missing'))).toBeVisible();
  await expect(page.getByText(text('en', 'sign_in.password_missing'))).toBeVisible();
  expect(sent).toEqual([]);
});

test('signing in and reading the list needs no mouse', async ({ page, house }) => {
  await page.goto('/');
  const userName = page.getByLabel(text('en', 'sign_in.user_name'));
  await tabTo(page, userName);
  await page.keyboard.type(worker.name);
  await page.keyboard.press('Tab');
  await page.keyboard.type(house.password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(text('en', 'home.title'));

  await tabTo(page, page.getByRole('link', { name: text('en', 'cases.title') }).first());
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(text('en', 'cases.title'));
  const firstCase = page.getByRole('rowheader').first().getByRole('link');
  await tabTo(page, firstCase);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/cases\/[0-9a-f-]{36}/);
});

test('signing out ends the session, also for addresses seen before', async ({ page, signIn }) => {
  await signIn(worker);
  await page.goto('/v2/cases');
  await expect(page.getByRole('rowheader').first()).toBeVisible();
  await page.getByRole('button', { name: text('en', 'nav.sign_out') }).click();
  const signInButton = page.getByRole('button', { name: text('en', 'sign_in.action') });
  await expect(signInButton).toBeVisible();
  await page.goto('/v2/cases');
  await expect(signInButton).toBeVisible();
  await expect(page.getByRole('rowheader')).toHaveCount(0);
});

for (const person of [worker, arabicWorker]) {
  const { language } = person;
  test.describe(`the door in ${language}`, () => {
    test.use({ locale: language });

    test('has no barrier, and turns with the language', async ({ page }) => {
      await page.goto('/');
      await expect(
        page.getByRole('button', { name: text(language, 'sign_in.action') }),
      ).toBeVisible();
      await expect(page.locator('html')).toHaveAttribute('dir', language === 'ar' ? 'rtl' : 'ltr');
      await expectNoBarriers(page);
      await keepScreens(page, language, 'sign-in');
    });
  });
}

async function tabTo(
  page: import('@playwright/test').Page,
  target: import('@playwright/test').Locator,
): Promise<void> {
  const most = 60;
  await expect(target).toBeVisible();
  for (let step = 0; step < most; step++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`not reached with ${most} presses of Tab`);
}
