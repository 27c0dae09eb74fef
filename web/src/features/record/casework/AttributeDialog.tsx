import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSettled } from '../../../shared/tracing/useSettled';
import { Button } from '../../../shared/ui/Button';
import { Dialog } from '../../../shared/ui/Dialog';
import { ErrorState } from '../../../shared/ui/ErrorState';
import { SearchField } from '../../../shared/ui/SearchField';
import { Skeleton } from '../../../shared/ui/Skeleton';
import type { CaseworkProps } from './casework-props';
import { fetchIdentified, type IdentifiedUser } from './casework.wire';
import { useDeed } from './useDeed';
import { WorkDialog } from './WorkDialog';

/** Shorter words would list half of the people. */
const shortest_query = 2;
const pause_ms = 500;

/** Gives the case to the person who registered themselves: found first, then confirmed. */
export default function AttributeDialog(props: CaseworkProps) {
  const [chosen, setChosen] = useState<IdentifiedUser>();
  return chosen === undefined ? (
    <FindPerson onPick={setChosen} onClose={props.onClose} />
  ) : (
    <Confirm {...props} person={chosen} onBack={() => setChosen(undefined)} />
  );
}

interface FindPersonProps {
  onPick: (person: IdentifiedUser) => void;
  onClose: () => void;
}

function FindPerson({ onPick, onClose }: FindPersonProps) {
  const { t } = useLingui();
  const [typed, setTyped] = useState('');
  const asked = useSettled(typed.trim(), pause_ms);
  const isLongEnough = asked.length >= shortest_query;
  const found = useQuery({
    queryKey: ['users', 'identified', asked],
    queryFn: ({ signal }) => fetchIdentified(asked, signal),
    enabled: isLongEnough,
  });
  return (
    <Dialog
      isOpen
      shape="form"
      onClose={onClose}
      title={t({ id: 'record.work.attribute', message: 'Attribute to a person' })}
    >
      <p className="soft">
        <Trans id="record.attribute.explain">
          The person who registered on their own can then read this case as theirs.
        </Trans>
      </p>
      <SearchField
        label={t({ id: 'record.attribute.search', message: 'Name, user name or e-mail' })}
        value={typed}
        onChange={setTyped}
        onSubmit={setTyped}
        autoFocus
      />
      {isLongEnough && found.isPending ? <Skeleton lines={3} /> : null}
      {found.isError ? (
        <ErrorState error={found.error} onRetry={() => void found.refetch()} />
      ) : null}
      {found.isSuccess ? <Found people={found.data} onPick={onPick} /> : null}
    </Dialog>
  );
}

interface FoundProps {
  people: readonly IdentifiedUser[];
  onPick: (person: IdentifiedUser) => void;
}

function Found({ people, onPick }: FoundProps) {
  if (people.length === 0) {
    return (
      <p role="status">
        <Trans id="record.attribute.none">Nobody of this name has registered.</Trans>
      </p>
    );
  }
  return (
    <ul className="found-list">
      {people.map((person) => (
        <li key={person.user_name}>
          <Button wide onPress={() => onPick(person)}>
            <bdi>{person.full_name || person.user_name}</bdi>
            <bdi className="soft">{person.user_name}</bdi>
          </Button>
        </li>
      ))}
    </ul>
  );
}

interface ConfirmProps extends CaseworkProps {
  person: IdentifiedUser;
  onBack: () => void;
}

/** Names can be shared by several people: the address says which one is meant. */
function Confirm({ type, record, person, onBack, onClose }: ConfirmProps) {
  const deed = useDeed(type, record.id, onClose);
  return (
    <WorkDialog
      title={<Trans id="record.attribute.title">Is this the right person?</Trans>}
      confirm={<Trans id="record.attribute.confirm">Attribute the case</Trans>}
      isPending={deed.isPending}
      error={deed.error}
      onConfirm={() =>
        deed.start({
          method: 'PATCH',
          path: '',
          data: { identified_by: person.user_name },
          recordAction: 'attribute',
        })
      }
      onClose={onBack}
    >
      <p>
        <strong>
          <bdi>{person.full_name}</bdi>
        </strong>{' '}
        (<bdi>{person.user_name}</bdi>)
      </p>
      <p>
        <bdi>{person.email}</bdi>
      </p>
    </WorkDialog>
  );
}
