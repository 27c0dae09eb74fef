import { lazy } from 'react';
import { RecordList } from '../features/record-list/RecordList';

/** The dialogs of records come with the first menu: a list is usable before them. */
const RowMenu = lazy(() => import('../features/record/row-menu/RowMenu'));

/** A list whose rows can be worked with as on the pages of their records. */
export function RecordListRoute() {
  return <RecordList RowMenu={RowMenu} />;
}
