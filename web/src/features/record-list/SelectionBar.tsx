import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { lazy, Suspense, useState } from 'react';
import { formatNumber } from '../../shared/i18n/format';
import { useLanguage } from '../../shared/i18n/useLanguage';
import type { ListQuery } from '../../shared/records/list-query';
import { Button } from '../../shared/ui/Button';
import type { RecordType } from '../../shared/wire/records';
import type { BulkAction } from './useBulkActions';
import { useBulkActions } from './useBulkActions';
import type { Selection } from './useSelection';

/** Comes with the first action: a list is usable before it. */
const BulkDialog = lazy(() => import('./bulk/BulkDialog'));

interface SelectionBarProps {
  type: RecordType;
  query: ListQuery;
  total: number;
  selection: Selection;
}

/** How many are chosen and what can be done with them. */
export function SelectionBar({ type, query, total: all, selection }: SelectionBarProps) {
  const { t } = useLingui();
  const total = formatNumber(all, useLanguage());
  const [action, setAction] = useState<BulkAction>();
  const actions = useBulkActions(type);
  const count = selection.isEverything ? all : selection.ids.size;
  const texts: Record<BulkAction, string> = {
    assign: t({ id: 'list.assign', message: 'Assign' }),
    flag: t({ id: 'list.flag', message: 'Flag' }),
  };
  const close = (isDone: boolean) => {
    setAction(undefined);
    if (isDone) selection.clear();
  };
  return count === 0 && action === undefined ? null : (
    <div className="selection-bar">
      <p role="status">
        <Trans id="list.chosen">
          <Plural value={count} one="# chosen" other="# chosen" />
        </Trans>
      </p>
      {selection.isPageChosen && !selection.isEverything && all > count ? (
        <Button kind="quiet" onPress={selection.chooseEverything}>
          <Trans id="list.choose_everything">Choose all {total}</Trans>
        </Button>
      ) : null}
      {actions.map((one) => (
        <Button key={one} onPress={() => setAction(one)}>
          {texts[one]}
        </Button>
      ))}
      <Button kind="quiet" onPress={selection.clear}>
        <Trans id="list.choose_none">Choose none</Trans>
      </Button>
      <Suspense>
        {action === undefined ? null : (
          <BulkDialog
            action={action}
            type={type}
            query={query}
            count={count}
            selection={selection}
            onClose={close}
          />
        )}
      </Suspense>
    </div>
  );
}
