import { defineConfig } from '@playwright/test';

/** Debian's Chromium, without anything that would call home. */
const chromium = {
  executablePath: '/usr/bin/chromium',
  args: [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    // A camera with a test picture and a microphone that beeps, which may be used at once.
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
  ],
};

/** What takes longest begins first, so that nothing runs alone at the end. */
const longest = /(scenario|walk)\.spec\.ts$/;

export default defineConfig({
  testDir: 'tests',
  outputDir: 'output/failures',
  // One more than the cores of a small machine: a test waits for a third of its time.
  workers: 3,
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    browserName: 'chromium',
    launchOptions: chromium,
    // What fades in has no contrast yet when axe looks.
    contextOptions: { reducedMotion: 'reduce' },
    locale: 'en-GB',
    timezoneId: 'UTC',
    viewport: { width: 1280, height: 800 },
    // Each test is a browser of its own, which would fetch and keep the whole app for offline
    // first: half of the time. Tests of what a worker does, and the longest ones, allow it.
    serviceWorkers: 'block',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'longest', testMatch: longest },
    { name: 'others', testIgnore: longest },
  ],
});
