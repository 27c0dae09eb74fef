import { Trans } from '@lingui/react/macro';
import { QueryClientContext } from '@tanstack/react-query';
import { useContext, useEffect } from 'react';
import { fieldTexts } from '../../capture/field-texts';
import { AreaTexts } from '../../i18n/AreaTexts';
import { Icon } from '../../ui/Icon';
import { useFormView } from '../fields/form-view';

interface ScanNoteProps {
  /** As the server says it. */
  state: string;
  isDocument: boolean;
}

/** What is known of viruses in a file. A picture that nobody could check says nothing. */
export default function ScanNote(props: ScanNoteProps) {
  return (
    <AreaTexts ready={fieldTexts}>
      <p className="soft row" role="status">
        <Words {...props} />
      </p>
    </AreaTexts>
  );
}

function Words({ state, isDocument }: ScanNoteProps) {
  switch (state) {
    case 'pending':
      return <Pending />;
    case 'clean':
      return <Trans id="file.scan.clean">No virus found</Trans>;
    case 'infected':
      return (
        <>
          <Icon name="warning" size={20} />
          <Trans id="file.scan.infected">
            A virus was found. Nobody can open this file: remove it.
          </Trans>
        </>
      );
    default:
      return isDocument ? <Trans id="file.scan.unchecked">Not checked for viruses</Trans> : null;
  }
}

const first_look_ms = 3_000;
/** Each look is logged as one at the record: they soon become rare, and end. */
const last_look_ms = 120_000;

function Pending() {
  useLooksAgain(useFormView().mode === 'view');
  return <Trans id="file.scan.pending">Being checked for viruses…</Trans>;
}

/** Reads the open record again after a while, and again after twice as long. */
function useLooksAgain(isWanted: boolean): void {
  const queries = useContext(QueryClientContext);
  useEffect(() => {
    if (!isWanted || queries === undefined) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const wait = (pause: number) => {
      if (pause > last_look_ms) return;
      timer = setTimeout(() => {
        void queries.refetchQueries({ queryKey: ['record'], type: 'active' });
        wait(pause * 2);
      }, pause);
    };
    wait(first_look_ms);
    return () => clearTimeout(timer);
  }, [isWanted, queries]);
}
