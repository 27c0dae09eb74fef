import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { FormDefinition } from '../../../shared/forms/definition';

const storageKey = 'amparo.quick_registration';

/** Whether only the most important questions are asked; the choice stays on the device. */
export function useQuick(form: FormDefinition | undefined) {
  const { t, i18n } = useLingui();
  const [isWanted, setWanted] = useState(() => localStorage.getItem(storageKey) === 'on');
  const want = (on: boolean) => {
    if (on) localStorage.setItem(storageKey, 'on');
    else localStorage.removeItem(storageKey);
    setWanted(on);
  };
  const title = t({ id: 'record.quick.title', message: 'Quick registration' });
  return {
    form: isWanted && form !== undefined ? { ...form, name: { [i18n.locale]: title } } : undefined,
    want,
  };
}
