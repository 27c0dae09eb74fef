import { useLocation, useParams } from '@tanstack/react-router';
import { RecordPage } from './RecordPage';
import { recordTypeOf } from '../../shared/records/record-type';
import { TextsReady } from './TextsReady';

/** A record, to read or to edit (the address ends in `/edit`). */
export function RecordScreen() {
  const { id = '' } = useParams({ strict: false });
  const { pathname } = useLocation();
  const type = recordTypeOf(pathname);
  return (
    <TextsReady>
      <RecordPage key={`${type}/${id}`} type={type} id={id} isEdit={pathname.endsWith('/edit')} />
    </TextsReady>
  );
}
