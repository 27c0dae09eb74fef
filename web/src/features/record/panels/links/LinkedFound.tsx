import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useVocabulary } from '../../../../shared/records/useVocabulary';
import { displayId } from '../../../../shared/records/record-type';
import { Button } from '../../../../shared/ui/Button';
import type { RecordData } from '../../../../shared/wire/records';
import type { LinkedType } from '../../link-created';
import type { Found } from './linked-search';
import { nameOf, numberOf, placeOf } from './linked-words';
import '../../../../shared/picker/picker.css';

interface LinkedFoundProps {
  type: LinkedType;
  found: Found;
  onOpen: (record: RecordData) => void;
}

/** What was found, each with the way to its details. */
export function LinkedFound({ type, found: { records, total }, onOpen }: LinkedFoundProps) {
  const { t } = useLingui();
  const { text } = useVocabulary({ withPlaces: true });
  const shown = records.length;
  if (shown === 0) {
    return (
      <p role="status">
        <Trans id="panel.pick.none">Nothing was found.</Trans>
      </p>
    );
  }
  return (
    <>
      <p role="status">
        <Trans id="panel.find.found">
          <Plural value={total} one="# found" other="# found" />
        </Trans>
        {total > shown ? (
          <>
            {' '}
            <Trans id="panel.find.more">
              The first {shown} are shown; say more of the name, or the number.
            </Trans>
          </>
        ) : null}
      </p>
      <ul className="found-list">
        {records.map((record) => {
          const id = displayId(type, record);
          const name = nameOf(type, record);
          const title = name || id;
          const code = placeOf(type, record);
          const rest = [numberOf(type, record), id, code === '' ? '' : text('Location', code)];
          return (
            <li key={record.id} className="panel-card">
              <div className="panel-card-head">
                <span>
                  <bdi>{name}</bdi>{' '}
                  {rest.filter(Boolean).map((part) => (
                    <bdi key={part} className="soft found-part">
                      {part}
                    </bdi>
                  ))}
                </span>
                <Button
                  onPress={() => onOpen(record)}
                  aria-label={t({
                    id: 'panel.find.details_of',
                    message: `Details: ${title}`,
                  })}
                >
                  <Trans id="panel.find.details">Details</Trans>
                </Button>
              </div>
            </li>
          );
        })}
      </ul>
    </>
  );
}
