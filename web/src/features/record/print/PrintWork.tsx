import { lazy, type ReactNode, useState } from 'react';
import { Fetched } from '../../../shared/ui/Fetched';
import { Line, lineState } from '../../../shared/wire/connection';
import type { CaseworkProps } from '../casework/casework-props';

const PrintDialog = lazy(() => import('./PrintDialog'));
const PaperDialog = lazy(() => import('./PaperDialog'));

/** A document of the server; the print of the browser where there is no way to the server. */
export function PrintWork({ wait, ...props }: CaseworkProps & { wait?: ReactNode }) {
  const [isPaper, setPaper] = useState(lineState() !== Line.online);
  if (isPaper) {
    return (
      <Fetched key="paper" fallback={wait} onFailed={props.onClose}>
        <PaperDialog {...props} />
      </Fetched>
    );
  }
  return (
    <Fetched key="document" fallback={wait} onFailed={() => setPaper(true)}>
      <PrintDialog {...props} onPaper={() => setPaper(true)} />
    </Fetched>
  );
}
