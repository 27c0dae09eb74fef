import { useLingui } from '@lingui/react/macro';
import type { CriterionKind } from './criteria';

/** The ways to compare, in words. */
export function useKindTexts(): Readonly<Record<CriterionKind, string>> {
  const { t } = useLingui();
  return {
    identifier: t({
      id: 'matching.kind.identifier',
      message: 'As a number or code: exactly the same',
    }),
    text: t({ id: 'matching.kind.text', message: 'As a text: written nearly the same' }),
    phone: t({ id: 'matching.kind.phone', message: 'As a telephone number' }),
    select: t({ id: 'matching.kind.select', message: 'As a choice: the same or not' }),
    overlap: t({ id: 'matching.kind.overlap', message: 'As several choices: something in common' }),
    location: t({ id: 'matching.kind.location', message: 'As a place: how near' }),
    date: t({ id: 'matching.kind.date', message: 'As a day: how far apart' }),
    number: t({ id: 'matching.kind.number', message: 'As a number' }),
  };
}
