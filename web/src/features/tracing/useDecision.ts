import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { useStoring } from '../../shared/tracing/useStoring';
import { NoticeKind, notify } from '../../shared/ui/snackbar-store';
import { decide, type Decision, type Match } from './matches.wire';

/** Stores a decision on the pair as it stood when it was begun, and says that it is done. */
export function useDecision(match: Match, onClose: () => void) {
  const { t } = useLingui();
  const [seen] = useState(match.state);
  return useStoring({
    send: (decision: Decision, key) =>
      decide({ trace: match.trace.id, case: match.case.id }, { ...decision, seen }, key),
    onStored: () => {
      const text = t({ id: 'tracing.decision.done', message: 'Your decision is stored.' });
      notify({ key: 'tracing.decision', kind: NoticeKind.success, text });
      onClose();
    },
    onClose,
  });
}
