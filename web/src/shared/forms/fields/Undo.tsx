import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '../../ui/Button';
import { useAfterPaint } from '../../ui/useAfterPaint';
import type { FieldDefinition } from '../definition';
import { useStore, useTopic } from '../engine/hooks';
import { useLabel } from './useFieldTexts';

const control = 'input, textarea, button, [tabindex="0"]';

/** Brings back the answer that is saved; only where it was changed. */
export function Undo({ field }: { field: FieldDefinition }) {
  const { t } = useLingui();
  const store = useStore();
  const { name } = field;
  const label = useLabel()(field);
  const isChanged = useAfterPaint(useTopic(store, `value:${name}`, () => store.isChanged(name)));
  if (!isChanged) return null;
  const undo = (slot: Element | null) => {
    const names = [name, ...(field.companions?.precision ? [field.companions.precision] : [])];
    store.replace(Object.fromEntries(names.map((one) => [one, store.initial[one] ?? null])));
    // The button goes away: whoever pressed it stays at the question.
    slot?.querySelector<HTMLElement>(control)?.focus();
  };
  return (
    <Button
      kind="quiet"
      onPress={({ target }) => undo(target.closest('.field-slot'))}
      aria-label={t({ id: 'form.undo.one', message: `Undo the change of “${label}”` })}
    >
      <Trans id="form.undo" comment="Brings back the answer that is saved.">
        Undo
      </Trans>
    </Button>
  );
}
