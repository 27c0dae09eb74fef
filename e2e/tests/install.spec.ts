import { expect, people, test } from '../support/test';
import { text } from '../support/texts';

test.use({ serviceWorkers: 'allow' });

interface Manifest {
  name: string;
  shortcuts: { name: string; url: string }[];
  start_url: string;
  display: string;
  icons: { src: string; sizes: string; type: string }[];
}

test('the app can be installed: manifest, icons, service worker', async ({ page, signIn }) => {
  await page.goto('/');
  await expect(page.getByRole('button', { name: text('en', 'sign_in.action') })).toBeVisible();

  const href = await page.locator('link[rel="manifest"]').getAttribute('href');
  const answer = await page.request.get(href ?? '');
  expect(answer.ok()).toBe(true);
  const manifest: Manifest = await answer.json();
  expect(manifest.name).toBe('Amparo');
  expect(manifest.display).toBe('standalone');
  const sizes = manifest.icons.map((icon) => icon.sizes);
  expect(sizes).toContain('192x192');
  expect(sizes).toContain('512x512');
  for (const icon of manifest.icons) {
    const picture = await page.request.get(icon.src);
    expect(picture.ok(), icon.src).toBe(true);
    expect(picture.headers()['content-type']).toBe(icon.type);
  }

  // What is kept for later is fetched once somebody is in and has their page.
  await signIn(people.worker);
  const scope = await page.evaluate(async () => (await navigator.serviceWorker.ready).scope);
  expect(new URL(scope).pathname).toBe('/');
});

for (const [locale, name] of [
  ['en', 'New case'],
  ['fr', 'Nouveau dossier'],
  ['ar', 'حالة جديدة'],
  ['es', 'Caso nuevo'],
] as const) {
  test.describe(`installed in ${locale}`, () => {
    test.use({ locale });

    test('its shortcuts are in that language', async ({ page }) => {
      await page.goto('/');
      const link = page.locator('link[rel="manifest"]');
      await expect(link).toHaveAttribute('href', `/api/v2/app_manifest?locale=${locale}`);
      const answer = await page.request.get((await link.getAttribute('href')) ?? '');
      const { shortcuts }: Manifest = await answer.json();
      expect(shortcuts.map((one) => one.name)).toContain(name);
      for (const { url } of shortcuts) expect(url).toMatch(/^\/v2\//);
    });
  });
}

test('with the service worker the app starts without the network, and says so', async ({
  page,
  context,
  signIn,
}) => {
  await signIn(people.worker);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await context.setOffline(true);
  await page.reload();
  await expect(page.getByText(text('en', 'failure.offline'))).toBeVisible();
  await context.setOffline(false);
});
