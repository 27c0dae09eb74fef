/** What accessibility promises to eyes and hands: appearances, large letters, targets. */
import type { Page } from '@playwright/test';

import { expectNoBarriers } from '../support/axe';
import { field, registerCase, newSurname } from '../support/case';
import { expect, people, test } from '../support/test';
import { label, text } from '../support/texts';

const { worker, arabicWorker, supervisor } = people;

const screens = ['/v2/dashboards', '/v2/cases', '/v2/tasks', '/v2/notifications', '/v2/support'];

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('.skeleton')).toHaveCount(0);
}

/** The screens, and some of a record: those with the widest words. */
async function allScreens(page: Page): Promise<readonly string[]> {
  await open(page, '/v2/cases');
  const record = await page.locator('.row-link').first().getAttribute('href');
  const forms = ['basic_identity', 'hand_over', 'change_logs', 'record_owner'];
  return [...screens, '/v2/search', ...forms.map((form) => `${String(record)}?form=${form}`)];
}

async function openAccount(page: Page): Promise<void> {
  await page.locator('a[href*="/account/"]').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(text('en', 'account.title'));
}

for (const theme of ['dark', 'contrast'] as const) {
  test(`every screen can be read in ${theme}`, async ({ page, signIn }) => {
    test.slow();
    await signIn(worker);
    await openAccount(page);
    await page.getByText(text('en', `account.theme.${theme}`), { exact: true }).click();
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    await expectNoBarriers(page);
    const child = { firstName: 'Dalia', surname: newSurname('bdfgklmnst'), age: 8 };
    await registerCase(page, 'en', child);
    await expectNoBarriers(page);
    for (const address of screens) {
      await open(page, address);
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
      await expectNoBarriers(page);
    }
  });
}

test('the app is dark where the device is, and paper is always light', async ({ page, signIn }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await signIn(worker);
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(await paper()).toBe('rgb(16, 24, 25)');
  await page.emulateMedia({ colorScheme: 'dark', media: 'print' });
  expect(await paper()).not.toBe('rgb(16, 24, 25)');
});

test('what is chosen can be seen where the device picks the colours', async ({ page, signIn }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await signIn(worker);
  await open(page, '/v2/tasks');
  for (const chosen of ['.nav-link[aria-current="page"]', '.chip[aria-pressed="true"]']) {
    await expect(page.locator(chosen).first()).toHaveCSS('outline-style', 'solid');
  }
  await expect(page.locator('.chip[aria-pressed="false"]').first()).toHaveCSS(
    'outline-style',
    'none',
  );
});

for (const person of [supervisor, arabicWorker]) {
  const { language } = person;
  test.describe(`with letters twice as large in ${language}`, () => {
    test.use({ locale: language, viewport: { width: 640, height: 900 } });

    test('nothing is lost', async ({ page, signIn }) => {
      await signIn(person);
      for (const address of await allScreens(page)) {
        await open(page, address);
        await page.evaluate(() => {
          document.documentElement.style.fontSize = '200%';
        });
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(wide, address).toBeLessThanOrEqual(640);
      }
    });
  });

  test.describe(`on the smallest phone in ${language}`, () => {
    test.use({ locale: language, viewport: { width: 320, height: 640 } });

    test('nothing is wider than the screen, and all is large enough to touch', async ({
      page,
      signIn,
    }) => {
      await signIn(person);
      for (const address of await allScreens(page)) {
        await open(page, address);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(wide, address).toBeLessThanOrEqual(320);
        expect(await smallTargets(page), address).toEqual([]);
      }
    });
  });
}

/** Buttons, boxes and links of their own that are lower than 44 px; links within a text may be. */
function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [
      ...document.querySelectorAll(
        'button:not(.link-button), .nav-link, .work-row, .button, .choice',
      ),
    ]
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 1 && box.height > 1 && box.height < 43.5)
      .map(({ element, box }) => `${element.className} ${element.textContent} ${box.height}`),
  );
}

test('nothing moves for those who do not want it', async ({ page, signIn }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await signIn(worker);
  const moving = await page.evaluate(() =>
    [...document.querySelectorAll('*')]
      .filter((element) => {
        const style = getComputedStyle(element);
        const isLong = (times: string) => times.split(',').some((time) => parseFloat(time) > 0.01);
        return (
          isLong(style.transitionDuration) ||
          (style.animationName !== 'none' && isLong(style.animationDuration))
        );
      })
      .map((element) => element.className),
  );
  expect(moving).toEqual([]);
});

test('a page begins at its heading, and the navigation can be skipped', async ({
  page,
  signIn,
}) => {
  await signIn(worker);
  await open(page, '/v2/cases');
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  const skip = page.getByRole('link', { name: text('en', 'shell.skip') });
  await expect(skip).not.toBeInViewport();
  await skip.focus();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.locator('main')).toBeFocused();
});

test('a child is asked in its own language while the app stays in the worker’s', async ({
  page,
  signIn,
}) => {
  await signIn(worker);
  const child = { firstName: 'Dalia', surname: newSurname('bdfgklmnst'), age: 8 };
  await registerCase(page, 'en', child);
  await page.getByRole('link', { name: text('en', 'record.edit.action'), exact: true }).click();
  await expect(field(page, 'en', 'name_first')).toBeVisible();
  await page
    .getByRole('button', { name: new RegExp(text('en', 'record.question_language')) })
    .click();
  await page.getByRole('option', { name: 'العربية' }).click();
  const form = page.locator('.form-body');
  await expect(form).toHaveAttribute('lang', 'ar');
  await expect(form).toHaveAttribute('dir', 'rtl');
  await expect(form.getByText(label('ar', 'basic_identity', 'name_first')).first()).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('button', { name: text('en', 'record.save.action') })).toBeVisible();
  await expectNoBarriers(page);
});
