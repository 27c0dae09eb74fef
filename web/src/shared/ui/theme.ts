/** How the app looks: as the device wishes, or as somebody chose on it. */
export const Theme = {
  device: 'device',
  light: 'light',
  dark: 'dark',
  contrast: 'contrast',
} as const;
export type Theme = (typeof Theme)[keyof typeof Theme];

const storageKey = 'amparo.theme';
const wantsContrast = '(prefers-contrast: more)';
const wantsDark = '(prefers-color-scheme: dark)';

/** What was chosen on this device. */
export function chosenTheme(): Theme {
  const stored = localStorage.getItem(storageKey);
  return Object.values(Theme).find((theme) => theme === stored) ?? Theme.device;
}

/** Takes it over at once and remembers it for this device. */
export function chooseTheme(theme: Theme): void {
  localStorage.setItem(storageKey, theme);
  applyTheme();
}

/** Puts on what is chosen, and follows the device where nothing is. */
export function startTheme(): void {
  applyTheme();
  for (const query of [wantsContrast, wantsDark]) {
    window.matchMedia(query).addEventListener('change', applyTheme);
  }
}

function applyTheme(): void {
  const chosen = chosenTheme();
  document.documentElement.dataset['theme'] = chosen === Theme.device ? deviceTheme() : chosen;
}

function deviceTheme(): Theme {
  if (window.matchMedia(wantsContrast).matches) return Theme.contrast;
  return window.matchMedia(wantsDark).matches ? Theme.dark : Theme.light;
}
