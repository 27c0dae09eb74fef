/** Draws the PNG icons from the SVG ones: `npm run icons`, after a change of the drawing. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const web = join(import.meta.dirname, '..');
const drawings = [
  { from: 'public/icons/icon.svg', to: 'icon-144.png', size: 144 },
  { from: 'public/icons/icon.svg', to: 'icon-192.png', size: 192 },
  { from: 'public/icons/icon.svg', to: 'icon-512.png', size: 512 },
  { from: 'assets/icon-maskable.svg', to: 'icon-maskable-512.png', size: 512 },
  { from: 'public/icons/plain.svg', to: 'plain-144.png', size: 144 },
  { from: 'public/icons/plain.svg', to: 'plain-192.png', size: 192 },
  { from: 'public/icons/plain.svg', to: 'plain-512.png', size: 512 },
  { from: 'assets/plain-maskable.svg', to: 'plain-maskable-512.png', size: 512 },
];

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run'],
});
try {
  for (const { from, to, size } of drawings) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    const svg = Buffer.from(readFileSync(join(web, from))).toString('base64');
    await page.setContent(
      `<body style="margin:0"><img width="${size}" src="data:image/svg+xml;base64,${svg}"></body>`,
    );
    await page.locator('img').screenshot({
      path: join(web, 'public/icons', to),
      omitBackground: true,
    });
    await page.close();
  }
} finally {
  await browser.close();
}
