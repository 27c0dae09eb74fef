import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { can } from '../session/permissions';
import { useUser } from '../session/useSession';
import { Button } from '../ui/Button';
import { LinkButton } from '../ui/LinkButton';
import { DuplicateDialog } from './DuplicateDialog';
import { DuplicateState, type Duplicate } from './duplicates';
import './hints.css';

interface DuplicateAnswersProps {
  /** The case at hand. */
  of: string;
  duplicate: Duplicate;
}

/**
 * What can be said of two cases that the person reads, and the way to merge them; each answer asks
 * before it is stored.
 */
export function DuplicateAnswers({ of: id, duplicate }: DuplicateAnswersProps) {
  const { t } = useLingui();
  const user = useUser();
  const [begun, setBegun] = useState<DuplicateState>();
  if (duplicate.masked || !can(user, 'cases', 'write')) return null;
  const state = duplicate.state;
  const isOpen = state === DuplicateState.potential || state === DuplicateState.needInformation;
  return (
    <div
      className="duplicate-answers"
      role="group"
      aria-label={t({ id: 'duplicates.answers', message: 'What you know of these two cases' })}
    >
      {can(user, 'duplicates', 'read') ? (
        <LinkButton to="/cases/$id/merge/$other" params={{ id, other: duplicate.case.id }}>
          <Trans id="duplicates.compare">Compare and merge</Trans>
        </LinkButton>
      ) : null}
      {isOpen ? (
        <>
          {can(user, 'cases', 'close') ? (
            <Button onPress={() => setBegun(DuplicateState.sameChild)}>
              <Trans id="duplicates.answer.same_child">One child: mark as duplicate</Trans>
            </Button>
          ) : null}
          <Button onPress={() => setBegun(DuplicateState.sameFamily)}>
            <Trans id="duplicates.answer.same_family">Two children of one family</Trans>
          </Button>
          <Button onPress={() => setBegun(DuplicateState.different)}>
            <Trans id="duplicates.answer.different">Two different children</Trans>
          </Button>
        </>
      ) : (
        <Button onPress={() => setBegun(DuplicateState.potential)}>
          <Trans id="duplicates.answer.undo">Take this decision back</Trans>
        </Button>
      )}
      {begun === undefined ? null : (
        <DuplicateDialog
          of={id}
          duplicate={duplicate}
          state={begun}
          onClose={() => setBegun(undefined)}
        />
      )}
    </div>
  );
}
