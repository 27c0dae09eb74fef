import { Trans } from '@lingui/react/macro';
import { use, useState } from 'react';
import type { JsonObject } from '../../../../shared/forms/json';
import { pathTo } from '../../../../shared/records/record-type';
import { can } from '../../../../shared/session/permissions';
import { useUser } from '../../../../shared/session/useSession';
import { Button } from '../../../../shared/ui/Button';
import { LinkButton } from '../../../../shared/ui/LinkButton';
import { useRecordOfEntry } from '../../useRecordOfEntry';
import { recordTexts } from '../../../../shared/text/record-texts';
import { CaseOfRelative } from './CaseOfRelative';
import { relativesOf } from './family';

interface CaseOfEntryProps {
  type: 'cases' | 'families';
  entry: JsonObject;
  /** Closes the entry. */
  onClose: (() => void) | undefined;
}

/** The case of a relative or member whose entry is read, or a way to make one. */
export default function CaseOfEntry({ type, entry, onClose }: CaseOfEntryProps) {
  use(recordTexts);
  const user = useUser();
  const record = useRecordOfEntry(type);
  const [isAsked, setAsked] = useState(false);
  const key = type === 'families' ? 'family_members' : 'family_details_section';
  const [relative] = record === undefined ? [] : relativesOf(type, { ...record, [key]: [entry] });
  if (record === undefined || relative === undefined) return null;
  const { caseId, caseNumber: number, mayOpen } = relative;
  if (caseId !== undefined) {
    return mayOpen ? (
      <div className="row">
        <LinkButton to={pathTo('cases', caseId)}>
          <span>
            <Trans id="panel.family.open_case">
              Case <bdi>{number}</bdi>
            </Trans>
          </span>
        </LinkButton>
      </div>
    ) : (
      <p>
        <Trans id="panel.family.foreign_case">
          Has the case <bdi>{number}</bdi>, which you may not open.
        </Trans>
      </p>
    );
  }
  const isUsable = record.record_in_scope !== false && record.enabled !== false;
  if (!isUsable || !can(user, type, 'case_from_family')) return null;
  return (
    <div className="row">
      <Button onPress={() => setAsked(true)}>
        <Trans id="panel.family.create">Create a case</Trans>
      </Button>
      {isAsked ? (
        <CaseOfRelative
          type={type}
          id={record.id}
          relative={relative}
          onClose={() => {
            setAsked(false);
            // The entry behind it does not know of the case yet.
            onClose?.();
          }}
        />
      ) : null}
    </div>
  );
}
