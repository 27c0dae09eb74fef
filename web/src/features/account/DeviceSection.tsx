import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Checkbox } from '../../shared/ui/Checkbox';
import { RadioGroup } from '../../shared/ui/RadioGroup';
import { hasShortcuts, keepShortcuts } from '../../shared/ui/shortcuts';
import { PinSection } from './PinSection';
import { chooseTheme, chosenTheme, Theme } from '../../shared/ui/theme';

/** How the app looks and which keys it listens to, on this device alone. */
export function DeviceSection() {
  return (
    <section className="panel stack" aria-labelledby="account-device">
      <h2 id="account-device">
        <Trans id="account.device">This device</Trans>
      </h2>
      <Appearance />
      <Shortcuts />
      <PinSection />
    </section>
  );
}

function Appearance() {
  const { t } = useLingui();
  const [theme, setTheme] = useState(chosenTheme);
  const texts: Record<Theme, string> = {
    device: t({ id: 'account.theme.device', message: 'As the device is set' }),
    light: t({ id: 'account.theme.light', message: 'Light' }),
    dark: t({ id: 'account.theme.dark', message: 'Dark' }),
    contrast: t({ id: 'account.theme.contrast', message: 'High contrast' }),
  };
  const choose = (id: string) => {
    const chosen = Object.values(Theme).find((one) => one === id) ?? Theme.device;
    setTheme(chosen);
    chooseTheme(chosen);
  };
  return (
    <RadioGroup
      label={t({ id: 'account.theme', message: 'Appearance' })}
      choices={Object.values(Theme).map((id) => ({ id, text: texts[id] }))}
      value={theme}
      onChange={choose}
    />
  );
}

function Shortcuts() {
  const [isOn, setOn] = useState(hasShortcuts);
  const change = (isSelected: boolean) => {
    setOn(isSelected);
    keepShortcuts(isSelected);
  };
  return (
    <Checkbox isSelected={isOn} onChange={change}>
      <Trans id="account.shortcuts" comment="/, Ctrl-K, N and P are keys.">
        The keys <kbd>/</kbd> and <kbd>Ctrl-K</kbd> lead to the search, <kbd>N</kbd> and{' '}
        <kbd>P</kbd> to the next and previous possible match
      </Trans>
    </Checkbox>
  );
}
