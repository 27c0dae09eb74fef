/** The code of conduct: written by an administrator, accepted by everybody, asked for again. */
import type { Page } from '@playwright/test';

import { asPerson } from '../support/api';
import { expectNoBarriers } from '../support/axe';
import type { House } from '../support/house';
import { keepScreens } from '../support/screens';
import { expect, newHouse, people, submitSignIn, test as base } from '../support/test';
import { languages, text, type Language } from '../support/texts';

/** A house of its own: what is in force here would stop every other test. */
const test = base.extend<object, { house: House }>({ house: newHouse() });

const names: Readonly<Record<Language, string>> = {
  en: 'English',
  fr: 'Français',
  ar: 'العربية',
  es: 'Español',
};
const words: Readonly<Record<Language, { title: string; content: string }>> = {
  en: { title: 'How we work', content: '# Children first\n- We listen.\n- We keep secrets.' },
  fr: { title: 'Notre façon de travailler', content: '# Les enfants d’abord\n- Nous écoutons.' },
  ar: { title: 'كيف نعمل', content: '# الأطفال أولاً\n- نصغي إليهم.\n- نحفظ أسرارهم.' },
  es: { title: 'Cómo trabajamos', content: '# Los niños primero\n- Escuchamos.' },
};

async function openEditor(page: Page): Promise<void> {
  await page.goto('/v2/admin/code_of_conduct');
  await expect(
    page.getByRole('heading', { level: 1, name: text('en', 'conduct.title') }),
  ).toBeVisible();
}

async function publish(page: Page): Promise<void> {
  await page.getByRole('button', { name: text('en', 'conduct.publish') }).click();
  const question = page.getByRole('alertdialog');
  await expectNoBarriers(page);
  await question.getByRole('button', { name: text('en', 'conduct.confirm.action') }).click();
  await expect(page.getByText(text('en', 'conduct.published'))).toBeVisible();
}

async function write(page: Page, language: Language, content: string): Promise<void> {
  const texts = page.getByRole('group', { name: names[language] });
  await texts.getByLabel(text('en', 'conduct.field.title')).fill(words[language].title);
  await texts.getByLabel(text('en', 'conduct.field.content')).fill(content);
}

async function accept(page: Page, language: Language): Promise<void> {
  const title = page.getByRole('heading', { level: 1, name: words[language].title });
  await expect(title).toBeVisible();
  await page.getByRole('button', { name: text(language, 'agreement.accept'), exact: true }).click();
  await expect(title).toHaveCount(0);
}

test('a code of conduct is written, read in one’s language, accepted, and asked for again', async ({
  page,
  browser,
  house,
}) => {
  await page.goto('/');
  await submitSignIn(page, people.administrator, house.password);
  await expect(page.getByLabel(text('en', 'sign_in.user_name'))).toHaveCount(0);
  await openEditor(page);
  for (const language of languages) await write(page, language, words[language].content);
  await expectNoBarriers(page);
  await keepScreens(page, 'en', 'conduct-editor');
  await publish(page);
  await expect(page.getByRole('region', { name: text('en', 'conduct.versions') })).toBeVisible();

  const seats: Page[] = [];
  for (const person of [people.worker, people.arabicWorker]) {
    const { language } = person;
    const seat = await (await browser.newContext({ locale: language })).newPage();
    seats.push(seat);
    await seat.goto(`${house.url}/v2/cases`);
    await submitSignIn(seat, person, house.password);
    await expect(seat.getByRole('heading', { name: words[language].title })).toBeVisible();
    await expect(seat.getByRole('listitem').first()).toBeVisible();
    await expectNoBarriers(seat);
    await keepScreens(seat, language, 'conduct-accept');
    expect((await seat.request.get(`${house.url}/api/v2/cases`)).status()).toBe(403);
    await accept(seat, language);
    await expect(seat).toHaveURL(/\/v2\/cases/);
    await expect(seat.getByRole('rowheader').first()).toBeVisible();
  }

  await page.goto('/v2/dashboards');
  await accept(page, 'en');
  await openEditor(page);
  await write(page, 'en', `${words.en.content}\n- We are on time.`);
  await publish(page);

  const [worker] = seats;
  if (worker === undefined) throw new Error('nobody is there');
  await worker.reload();
  await expect(worker.getByText('We are on time.')).toBeVisible();
  await accept(worker, 'en');
  await expect(worker.getByRole('rowheader').first()).toBeVisible();
  await worker.goto(`${house.url}/v2/code_of_conduct`);
  await expect(worker.getByText('We are on time.')).toBeVisible();
  const again = worker.getByRole('button', { name: text('en', 'agreement.accept'), exact: true });
  await expect(again).toHaveCount(0);
});

test('whoever does not accept is out, and nobody else writes it', async ({
  page,
  request,
  house,
}) => {
  const administrator = await asPerson(request, house, people.administrator.name);
  await administrator.post('codes_of_conduct', words.en);
  await page.goto('/v2/cases');
  await submitSignIn(page, people.worker, house.password);
  await expect(page.getByRole('heading', { name: words.en.title })).toBeVisible();
  await page.goto('/v2/admin/code_of_conduct');
  await expect(page.getByRole('heading', { name: words.en.title })).toBeVisible();
  const refusal = text('en', 'agreement.refuse');
  await page.getByRole('button', { name: refusal }).click();
  const question = page.getByRole('alertdialog', { name: refusal });
  await expectNoBarriers(page);
  await question.getByRole('button', { name: text('en', 'nav.sign_out') }).click();
  await expect(page.getByText(text('en', 'sign_in.left'))).toBeVisible();
  await submitSignIn(page, people.worker, house.password);
  await accept(page, 'en');
  await page.goto('/v2/admin/code_of_conduct');
  await expect(page).toHaveURL(/not-authorized/);
});
