import { useEntriesText } from '../../../shared/forms/fields/answer-text';
import type { RecordData, RecordType } from '../../../shared/wire/records';
import { EntryNumber } from './EntryNumber';
import { usePanelCount } from './usePanelCount';
import './checks.css';

interface PanelCountProps {
  panel: string;
  /** The id of what describes the button of the panel. */
  describes: string;
  type: RecordType;
  record: RecordData;
}

/** Behind the name of a panel: how many entries it holds, once that is known. */
export default function PanelCount({ panel, describes, type, record }: PanelCountProps) {
  const count = usePanelCount(panel, type, record) ?? 0;
  const entriesText = useEntriesText();
  return (
    <>
      <EntryNumber count={count} />
      <span hidden id={describes}>
        {count === 0 ? null : entriesText(count)}
      </span>
    </>
  );
}
