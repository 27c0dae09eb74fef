import type { PublicInfo } from '../wire/settings';

const nameKey = 'amparo.app-name';
const ownName = 'Amparo';

/** Where nobody may see what the app is for it bears a neutral name; kept for the next start. */
let neutralName = localStorage.getItem(nameKey) ?? undefined;

/** What the app is called here. */
export function appName(): string {
  return neutralName ?? ownName;
}

/** Whether it must not show what it is for, by name or picture. */
export function isDiscreet(): boolean {
  return neutralName !== undefined;
}

/** Takes over what the deployment says; a page out of the cache may not know it yet. */
export function takeAppName({ app_name: name, discreet }: PublicInfo): void {
  neutralName = discreet ? (name ?? '') : undefined;
  if (neutralName === undefined) localStorage.removeItem(nameKey);
  else localStorage.setItem(nameKey, neutralName);
  showIcons();
}

/** The icons of the tab and of the home screen. */
function showIcons(): void {
  const [from, to] = isDiscreet()
    ? ['/icons/icon', '/icons/plain']
    : ['/icons/plain', '/icons/icon'];
  for (const link of document.querySelectorAll('link[rel="icon"], link[rel="apple-touch-icon"]')) {
    link.setAttribute('href', (link.getAttribute('href') ?? '').replace(from, to));
  }
}
