import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { displayId } from '../records/record-type';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { FailureText } from '../ui/FailureText';
import { SearchField } from '../ui/SearchField';
import type { RecordData, RecordType } from '../wire/records';
import { Answered } from '../ui/Answered';
import { findRecords } from './find-records';
import { PickedDetails } from './PickedDetails';
import './picker.css';

interface RecordPickerProps {
  type: RecordType;
  title: string;
  isPending: boolean;
  error: unknown;
  /** Not offered: the record itself, those that are linked already. */
  without?: readonly string[];
  /** Filters of the list: only records that fit are offered. */
  among?: Readonly<Record<string, string>> | undefined;
  onPick: (record: RecordData) => void;
  onClose: () => void;
  /** Why a record that was found cannot be chosen; undefined when it can. */
  unfit?: ((record: RecordData) => ReactNode) | undefined;
  /** What else is asked, above the search. */
  children?: ReactNode;
}

const none: readonly string[] = [];

/** Searches a record by name or number; what it is stands there once more before it is taken. */
export function RecordPicker(props: RecordPickerProps) {
  const {
    type,
    title,
    isPending,
    error,
    without = none,
    among,
    onPick,
    onClose,
    unfit,
    children,
  } = props;
  const { t } = useLingui();
  const [words, setWords] = useState('');
  const [asked, setAsked] = useState('');
  const [picked, setPicked] = useState<RecordData>();
  const found = useQuery({
    queryKey: [type, 'picker', asked, among],
    queryFn: ({ signal }) => findRecords({ type, words: asked, among }, signal),
    enabled: asked !== '',
  });
  return (
    <Dialog
      isOpen
      shape="form"
      title={title}
      onClose={onClose}
      isDismissable={!isPending}
      actions={
        picked === undefined ? undefined : (
          <>
            <Button onPress={() => setPicked(undefined)} isDisabled={isPending}>
              <Trans id="panel.find.back">Back to what was found</Trans>
            </Button>
            <Button kind="primary" onPress={() => onPick(picked)} isPending={isPending} autoFocus>
              <Trans id="panel.find.select">Select</Trans>
            </Button>
          </>
        )
      }
    >
      {picked === undefined ? (
        <>
          {children}
          <SearchField
            label={t({ id: 'panel.pick.search', message: 'Name or number' })}
            value={words}
            onChange={setWords}
            onSubmit={(typed) => setAsked(typed.trim())}
            autoFocus
          />
        </>
      ) : (
        <PickedDetails type={type} record={picked} />
      )}
      {asked === '' || picked !== undefined ? null : (
        <Answered query={found}>
          {(all) => {
            const shown = all.filter(({ id }) => !without.includes(id));
            return shown.length === 0 ? (
              <p role="status">
                <Trans id="panel.pick.none">Nothing was found.</Trans>
              </p>
            ) : (
              <ul className="found-list">
                {shown.map((one) => (
                  <FoundRow
                    key={one.id}
                    type={type}
                    onPick={setPicked}
                    record={one}
                    unfit={unfit?.(one)}
                  />
                ))}
              </ul>
            );
          }}
        </Answered>
      )}
      {error ? (
        <div role="alert" className="state-error">
          <FailureText error={error} />
        </div>
      ) : null}
    </Dialog>
  );
}

interface FoundRowProps {
  type: RecordType;
  record: RecordData;
  onPick: (record: RecordData) => void;
  unfit: ReactNode;
}

function FoundRow({ type, record, onPick, unfit }: FoundRowProps) {
  const { t } = useLingui();
  const number = displayId(type, record);
  const { name } = record;
  return (
    <li className="found-one">
      <span>
        <bdi>{typeof name === 'string' ? name : ''}</bdi> <bdi className="soft">{number}</bdi>
      </span>
      {unfit ?? (
        <Button
          onPress={() => onPick(record)}
          aria-label={t({ id: 'panel.pick.one', message: `Choose ${number}` })}
        >
          <Trans id="panel.pick.choose">Choose</Trans>
        </Button>
      )}
    </li>
  );
}
