import { expectNoBarriers } from '../support/axe';
import { newSurname, registerCase, searchCases } from '../support/case';
import { expect, people, test } from '../support/test';
import { text } from '../support/texts';

const { worker } = people;

test('search and sorting live in the address and survive a reload', async ({ page, signIn }) => {
  await signIn(worker);
  const surname = newSurname('bdfgklmnst');
  await registerCase(page, 'en', { firstName: 'Yara', surname, age: 8 });
  await searchCases(page, 'en', surname);
  const found = page.getByRole('row').filter({ hasText: surname });
  await expect(found).toHaveCount(1);
  await page.reload();
  await expect(found).toHaveCount(1);
  await expect(page.getByText(text('en', 'cases.searched'))).toBeVisible();

  await page.goto('/v2/cases');
  const head = page.getByRole('columnheader', { name: text('en', 'header.age') });
  await head.getByRole('button').click();
  await expect(head).toHaveAttribute('aria-sort', 'ascending');
  await page.reload();
  await expect(head).toHaveAttribute('aria-sort', 'ascending');
  const ages = await page.locator('tbody tr').evaluateAll(
    (rows, index) => {
      return rows.map((row) => Number(row.children[index]?.textContent));
    },
    await head.evaluate((cell) => [...(cell.parentElement?.children ?? [])].indexOf(cell)),
  );
  expect(ages.length).toBeGreaterThan(1);
  expect(ages).toEqual([...ages].sort((left, right) => left - right));
  await expectNoBarriers(page);
});

test('a search without a match says so and offers the way back', async ({ page, signIn }) => {
  await signIn(worker);
  await searchCases(page, 'en', 'Zzyzxqwertz');
  await expect(page.getByText(text('en', 'cases.none_found'))).toBeVisible();
  await expectNoBarriers(page);
});
