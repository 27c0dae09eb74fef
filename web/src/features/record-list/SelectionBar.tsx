import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { lazy, Suspense, useState } from 'react';
import { formatNumber } from '../../shared/i18n/format';
import { useLanguage } from '../../shared/i18n/useLanguage';
import type { ListQuery } from '../../shared/records/list-query';
import { mayPrintType } from '../../shared/print/print-rights';
import { useUser } from '../../shared/session/useSession';
import { Button } from '../../shared/ui/Button';
import { Fetched } from '../../shared/ui/Fetched';
import { useHeadingAfter } from '../../shared/ui/useHeadingAfter';
import type { RecordType } from '../../shared/wire/records';
import { BulkAction, useBulkActions } from './useBulkActions';
import type { Selection } from './useSelection';

/** Comes with the first action: a list is usable before it. */
const BulkDialog = lazy(() => import('./bulk/BulkDialog'));
const LinkManyDialog = lazy(() => import('./bulk/LinkManyDialog'));
const ManyPrintDialog = lazy(() => import('./print/ManyPrintDialog'));

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
  const [isPrinting, setPrinting] = useState(false);
  const mayPrint = mayPrintType(useUser(), type);
  const actions = useBulkActions(type);
  const count = selection.isEverything ? all : selection.ids.size;
  const isShown = count > 0 || action !== undefined;
  useHeadingAfter(isShown);
  const texts: Record<BulkAction, string> = {
    assign: t({ id: 'list.assign', message: 'Assign' }),
    flag: t({ id: 'list.flag', message: 'Flag' }),
    link: t({ id: 'list.link_case', message: 'Link to a case' }),
  };
  const close = (isDone: boolean) => {
    setAction(undefined);
    if (isDone) selection.clear();
  };
  return !isShown ? null : (
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
      {mayPrint ? (
        <Button onPress={() => setPrinting(true)}>
          <Trans id="list.print">Print</Trans>
        </Button>
      ) : null}
      <Button kind="quiet" onPress={selection.clear}>
        <Trans id="list.choose_none">Choose none</Trans>
      </Button>
      {isPrinting ? (
        <Fetched onFailed={() => setPrinting(false)}>
          <ManyPrintDialog
            type={type}
            count={count}
            ids={selection.isEverything ? undefined : [...selection.ids.keys()]}
            onClose={() => setPrinting(false)}
          />
        </Fetched>
      ) : null}
      <Suspense>
        {action === BulkAction.link ? (
          <LinkManyDialog title={texts.link} {...{ query, count, selection }} onClose={close} />
        ) : null}
        {action === undefined || action === BulkAction.link ? null : (
          <BulkDialog {...{ action, type, query, count, selection }} onClose={close} />
        )}
      </Suspense>
    </div>
  );
}
