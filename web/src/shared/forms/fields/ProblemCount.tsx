import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { Icon } from '../../ui/Icon';
import { useAllProblems } from '../engine/hooks';
import type { FormStore } from '../engine/store';

/** How many answers of an entry need another look; announced when it changes. */
export function ProblemCount({ store }: { store: FormStore }) {
  const { t } = useLingui();
  const count = new Set(useAllProblems(store).map(({ pointer }) => pointer.split('/')[1])).size;
  if (count === 0) return null;
  return (
    <p className="field-error" role="alert">
      <Icon name="warning" size={20} />
      <span>
        {t({
          id: 'form.problems.count',
          message: plural(count, {
            one: '# answer needs another look.',
            other: '# answers need another look.',
          }),
        })}
      </span>
    </p>
  );
}
