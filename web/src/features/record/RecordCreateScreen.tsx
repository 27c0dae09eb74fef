import { useLocation, useParams } from '@tanstack/react-router';
import { RecordCreate } from './RecordCreate';
import { recordTypeOf } from '../../shared/records/record-type';
import { TextsReady } from './TextsReady';

/** A new record; `readHandover()` gives what search-before-create already knows. */
export function RecordCreateScreen() {
  const { module = '' } = useParams({ strict: false });
  const { pathname } = useLocation();
  const type = recordTypeOf(pathname);
  return (
    <TextsReady>
      <RecordCreate key={`${type}/${module}`} type={type} module={module} />
    </TextsReady>
  );
}
