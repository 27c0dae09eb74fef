import { lazy } from 'react';
import { SearchScreen } from '../features/search/SearchScreen';

/** The dialogs of records come with the first menu, as with lists. */
const RowMenu = lazy(() => import('../features/record/row-menu/RowMenu'));

/** The search, whose hits can be worked with as on the pages of their records. */
export function SearchRoute() {
  return <SearchScreen RowMenu={RowMenu} />;
}
