import type { Periods } from '../periods';
import { fromBikramSambat, toBikramSambat } from './bikram-sambat';
import { monthName, monthNames } from './bikram-sambat-words';

/** The years and months of the Nepali calendar. */
export const bikramSambatPeriods: Periods = {
  months: () => monthNames.map((_, index) => monthName(index + 1)),
  firstDay: (parts) => fromBikramSambat({ ...parts, day: 1 }),
  partsOf: toBikramSambat,
};
