import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useCallback, useSyncExternalStore } from 'react';
import { useStore } from '../../../shared/forms/engine/hooks';
import { useLanguage } from '../../../shared/i18n/useLanguage';
import { pickText } from '../../../shared/text/pick';
import { Icon } from '../../../shared/ui/Icon';
import type { PrimeroModule } from '../../../shared/wire/settings';
import type { Target } from '../FormPart';
import { type ChecklistItem, checklistOf } from './checklist';

interface StepChecklistProps {
  module: PrimeroModule | undefined;
  step: string;
  goTo: (target: Target) => void;
}

/** What the programme asks for in this step; each line leads to where it is answered. */
export function StepChecklist({ module, step, goTo }: StepChecklistProps) {
  const { t } = useLingui();
  const items = useChecklist(module, step);
  if (items.length === 0) return null;
  const open = items.filter(({ isDone }) => !isDone).length;
  return (
    <details className="workflow-checklist">
      <summary>
        {open === 0
          ? t({ id: 'record.checklist.complete', message: 'Everything of this step is done' })
          : t({
              id: 'record.checklist.open',
              message: plural(open, {
                one: '# thing is left to do in this step',
                other: '# things are left to do in this step',
              }),
            })}
      </summary>
      <ul>
        {items.map((item) => (
          <ChecklistLine key={item.key} item={item} goTo={goTo} />
        ))}
      </ul>
    </details>
  );
}

/** It looks at all answers, and a key must be seen first. */
const rest_ms = 300;

/** The list as the answers stand; drawn anew only when a line is done, or no longer. */
function useChecklist(module: PrimeroModule | undefined, step: string): readonly ChecklistItem[] {
  const store = useStore();
  const subscribe = useCallback(
    (listener: () => void) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const stop = store.topics.on('change', () => {
        clearTimeout(timer);
        timer = setTimeout(listener, rest_ms);
      });
      return () => {
        clearTimeout(timer);
        stop();
      };
    },
    [store],
  );
  const read = () => checklistOf(module, step, store);
  useSyncExternalStore(subscribe, () =>
    read()
      .map(({ key, isDone }) => `${key}=${isDone}`)
      .join(),
  );
  return read();
}

interface ChecklistLineProps {
  item: ChecklistItem;
  goTo: (target: Target) => void;
}

function ChecklistLine({ item, goTo }: ChecklistLineProps) {
  const language = useLanguage();
  const { form, field, isDone } = item;
  return (
    <li className={isDone ? 'is-done' : undefined}>
      <Icon name={isDone ? 'check' : 'minus'} size={20} />
      <button type="button" className="link-button" onClick={() => goTo({ form, field })}>
        {pickText(item.text, language)}
      </button>
      <span className="soft">
        {isDone ? (
          <Trans id="record.checklist.is_done">done</Trans>
        ) : (
          <Trans id="record.checklist.is_open">to do</Trans>
        )}
      </span>
    </li>
  );
}
