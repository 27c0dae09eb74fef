import { test, type CDPSession, type Page } from '@playwright/test';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a screen reader is given of the element that has the focus. */
export interface Spoken {
  readonly role: string;
  readonly name: string;
  readonly description: string;
  /** Such as "expanded: true", "invalid: true"; what is off is left out. */
  readonly states: readonly string[];
}

const folder = join(import.meta.dirname, '../output/spoken');
const told = ['checked', 'disabled', 'expanded', 'invalid', 'pressed', 'required', 'selected'];
/** Files that this run has begun; what an earlier one left is replaced. */
const begun = new Set<string>();
const sessions = new WeakMap<Page, Promise<CDPSession>>();

function devtools(page: Page): Promise<CDPSession> {
  const known = sessions.get(page) ?? page.context().newCDPSession(page);
  sessions.set(page, known);
  return known;
}

/** The browser's own reckoning of role, name and states, from which all screen readers speak. */
export async function spokenFocus(page: Page): Promise<Spoken | undefined> {
  const session = await devtools(page);
  // Behind the last of the page comes the browser's own frame; until then its body is said to have
  // the focus.
  const { result } = await session.send('Runtime.evaluate', {
    expression: 'document.activeElement === document.body ? null : document.activeElement',
  });
  if (result.objectId === undefined) return undefined;
  const { nodes } = await session.send('Accessibility.getPartialAXTree', {
    objectId: result.objectId,
    fetchRelatives: false,
  });
  const [node] = nodes;
  if (node === undefined || node.ignored) return undefined;
  const words = (value: unknown) => (typeof value === 'string' ? value.trim() : '');
  return {
    role: words(node.role?.value),
    name: words(node.name?.value),
    description: words(node.description?.value),
    states: (node.properties ?? [])
      .filter(({ name, value }) => told.includes(name) && isOn(value.value))
      .map(({ name, value }) => `${name}: ${String(value.value)}`),
  };
}

/** A thing that can be folded says so when it is closed, too. */
function isOn(value: unknown): boolean {
  return value !== undefined && value !== false && value !== 'false' && value !== '';
}

/** As one line, such as `button "Save" (disabled: true)`. */
export function lineOf({ role, name, description, states }: Spoken): string {
  const more = [...states, ...(description === '' ? [] : [description])].join('; ');
  return more === '' ? `${role} "${name}"` : `${role} "${name}" (${more})`;
}

/**
 * Fails when what has the focus would be read out without a name. Keeps what is heard in
 * `output/spoken`, a file for each test, to be read beside docs/screen-readers.md.
 */
export async function hearFocus(page: Page): Promise<void> {
  let spoken = await spokenFocus(page);
  // What had the focus may have gone this moment: where it is taken is what is heard.
  for (let tenth = 0; spoken?.name === '' && tenth < 10; tenth += 1) {
    await page.waitForTimeout(100);
    spoken = await spokenFocus(page);
  }
  if (spoken === undefined || spoken.role === 'RootWebArea') return;
  const line = lineOf(spoken);
  keep(line);
  if (spoken.name === '') throw new Error(`nothing is read out for ${line} at ${page.url()}`);
}

function keep(line: string): void {
  const title = test.info().title.replace(/[^\p{L}\p{N}]+/gu, '-');
  const file = join(folder, `${title}.txt`);
  if (!begun.has(file)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, '');
    begun.add(file);
  }
  appendFileSync(file, `${line}\n`);
}
