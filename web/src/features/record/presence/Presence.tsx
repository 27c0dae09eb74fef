import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { use } from 'react';
import { formatList } from '../../../shared/i18n/format';
import { useLanguage } from '../../../shared/i18n/useLanguage';
import { Icon } from '../../../shared/ui/Icon';
import type { RecordType } from '../../../shared/wire/records';
import { recordTexts } from '../../../shared/text/record-texts';
import type { Person, PresenceMode } from './presence.wire';
import { usePresence } from './usePresence';
import './presence.css';

interface PresenceProps {
  type: RecordType;
  id: string;
  mode: PresenceMode;
}

/** Who else has the record open: quietly, and as a warning when they are changing it. */
export default function Presence({ type, id, mode }: PresenceProps) {
  use(recordTexts);
  const people = usePresence(type, id, mode);
  const editors = people.filter((one) => one.mode === 'edit');
  const readers = people.filter((one) => one.mode === 'view');
  return (
    <div role="status">
      {editors.length === 0 ? null : <Editors people={editors} isEditing={mode === 'edit'} />}
      {readers.length === 0 ? null : <Readers people={readers} />}
    </div>
  );
}

function useNames(people: readonly Person[]): string {
  const { t } = useLingui();
  const language = useLanguage();
  const names = people.map(
    ({ user_name: name }) =>
      name ??
      t({
        id: 'presence.somebody',
        message: 'somebody',
        comment: 'Instead of a name one may not see.',
      }),
  );
  return formatList([...new Set(names)], language);
}

function Editors({ people, isEditing }: { people: readonly Person[]; isEditing: boolean }) {
  const { t } = useLingui();
  const names = useNames(people);
  return (
    <div className="record-presence" data-editing="true">
      <Icon name="warning" size={20} />
      <div>
        <p>
          {t({
            id: 'presence.editing',
            message: plural(people.length, {
              one: `Somebody else is changing this record now: ${names}`,
              other: `Other people are changing this record now: ${names}`,
            }),
            comment: 'At the end are user names.',
          })}
        </p>
        {isEditing ? (
          <p>
            <Trans id="presence.editing.advice">
              Agree who goes on. Where both change the same answer, you will be asked when you save.
            </Trans>
          </p>
        ) : null}
      </div>
    </div>
  );
}

function Readers({ people }: { people: readonly Person[] }) {
  const names = useNames(people);
  return (
    <p className="record-presence">
      <Trans id="presence.viewing" comment="{names} are user names of others who look at it.">
        Also open with: <bdi>{names}</bdi>
      </Trans>
    </p>
  );
}
