import { useLingui } from '@lingui/react/macro';
import { lazy, useState } from 'react';
import { newId } from '../../shared/forms/new-id';
import { formatNumber } from '../../shared/i18n/format';
import type { Language } from '../../shared/i18n/languages';
import { useLanguage } from '../../shared/i18n/useLanguage';
import { useUser } from '../../shared/session/useSession';
import { Fetched } from '../../shared/ui/Fetched';
import { Icon } from '../../shared/ui/Icon';
import { Menu, MenuItem } from '../../shared/ui/Menu';
import type { RecordData, RecordType } from '../../shared/wire/records';
import { type CaseworkAction, caseworkActions } from './casework/casework-actions';
import { isRowAction, rowField } from './casework/row-fields';
import { isSynced } from './casework/sync';
import { useCaseworkTexts } from './casework/useCaseworkTexts';
import type { Deployment } from './deployment';
import { mayPrint } from '../../shared/print/print-rights';
import { PrintWork } from './print/PrintWork';
import { possibleActions, type RecordAction } from './record-actions';

const CaseworkDialog = lazy(() => import('./casework/CaseworkDialog'));
const ActionDialog = lazy(() => import('./ActionDialog'));
const SyncState = lazy(() => import('./casework/SyncState'));
const CloseDialog = lazy(() => import('./panels/closing/CloseDialog'));

const print_action = 'print';

interface RecordActionsProps {
  type: RecordType;
  record: RecordData;
  deployment: Deployment;
}

/** The menu of what can be done to the record as a whole; each asks first. */
export default function RecordActions({ type, record, deployment }: RecordActionsProps) {
  const { t } = useLingui();
  const user = useUser();
  const language = useLanguage();
  const names = useActionNames();
  const work = useCaseworkTexts();
  const [begun, setBegun] = useState<CaseworkAction>();
  const [asked, setAsked] = useState<{ action: RecordAction; attempt: string }>();
  const actions = possibleActions(user, type, record);
  const offered = caseworkActions(user, type, record).filter(
    ({ action }) =>
      (!isRowAction(action) || rowField(deployment, action) !== undefined) &&
      (action !== 'sync' || isSynced(deployment, type, record)),
  );
  const isPrintable = mayPrint(user, type, record);
  const [isPrinting, setPrinting] = useState(false);
  if (actions.length === 0 && offered.length === 0 && !isPrintable) return null;
  const ask = (id: string) => {
    const action = actions.find((one) => one === id);
    setPrinting(id === print_action);
    setBegun(offered.find((one) => one.action === id)?.action);
    if (action !== undefined) setAsked({ action, attempt: newId() });
  };
  const label = t({ id: 'record.actions.menu', message: 'More actions' });
  return (
    <>
      {isSynced(deployment, type, record) ? (
        <p className="soft record-sync" role="status">
          <Fetched>
            <SyncState record={record} />
          </Fetched>
        </p>
      ) : null}
      <Menu label={label} onAction={ask} trigger={<Icon name="more" />}>
        {offered.map(({ action, hindrance }) => (
          <MenuItem key={action} id={action} isDisabled={hindrance !== undefined}>
            {hindrance === undefined
              ? withCount(work.names[action], countOf(action, record), language)
              : `${work.names[action]} – ${work.reasons[hindrance]}`}
          </MenuItem>
        ))}
        {isPrintable ? (
          <MenuItem id={print_action}>
            {t({ id: 'record.action.print', message: 'Print or save as PDF' })}
          </MenuItem>
        ) : null}
        {actions.map((action) => (
          <MenuItem key={action} id={action}>
            {names[action]}
          </MenuItem>
        ))}
      </Menu>
      {begun === undefined ? null : (
        <Fetched onFailed={() => setBegun(undefined)}>
          <CaseworkDialog
            action={begun}
            type={type}
            record={record}
            deployment={deployment}
            onClose={() => setBegun(undefined)}
          />
        </Fetched>
      )}
      {isPrinting ? (
        <PrintWork
          type={type}
          record={record}
          deployment={deployment}
          onClose={() => setPrinting(false)}
        />
      ) : null}
      {asked?.action === 'close' ? (
        <Fetched onFailed={() => setAsked(undefined)}>
          <CloseDialog
            type={type}
            record={record}
            deployment={deployment}
            onClose={() => setAsked(undefined)}
          />
        </Fetched>
      ) : null}
      {asked === undefined || asked.action === 'close' ? null : (
        <Fetched onFailed={() => setAsked(undefined)}>
          <ActionDialog
            {...asked}
            type={type}
            id={record.id}
            name={names[asked.action]}
            onClose={() => setAsked(undefined)}
          />
        </Fetched>
      )}
    </>
  );
}

/** How many flags are open; nothing else is counted. */
function countOf(action: CaseworkAction, { flag_count: count }: RecordData): number {
  return action === 'flag' ? (count ?? 0) : 0;
}

function withCount(name: string, count: number, language: Language): string {
  return count === 0 ? name : `${name} (${formatNumber(count, language)})`;
}

function useActionNames(): Readonly<Record<RecordAction, string>> {
  const { t } = useLingui();
  return {
    close: t({ id: 'record.action.close', message: 'Close the record' }),
    reopen: t({ id: 'record.action.reopen', message: 'Reopen the record' }),
    enable: t({ id: 'record.action.enable', message: 'Take the record back into use' }),
    disable: t({ id: 'record.action.disable', message: 'Take the record out of use' }),
    protect: t({ id: 'form.name.protect', message: 'Protect the name' }),
    unprotect: t({ id: 'form.name.show', message: 'Show the name again' }),
  };
}
