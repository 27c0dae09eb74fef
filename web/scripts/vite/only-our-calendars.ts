import type { Plugin } from 'vite';

const chooser = /node_modules\/@internationalized\/date\/.*\/createCalendar\.mjs$/;

/**
 * Those a deployment or a user may choose (`src/shared/calendar/calendar.ts`), by the names of
 * `Intl`.
 */
const ours = `
import { BuddhistCalendar } from './calendars/BuddhistCalendar.mjs';
import { EthiopicCalendar } from './calendars/EthiopicCalendar.mjs';
import { GregorianCalendar } from './calendars/GregorianCalendar.mjs';
import { IslamicCivilCalendar, IslamicUmalquraCalendar } from './calendars/IslamicCalendar.mjs';
import { PersianCalendar } from './calendars/PersianCalendar.mjs';

export function createCalendar(name) {
  switch (name) {
    case 'buddhist':
      return new BuddhistCalendar();
    case 'islamic-civil':
      return new IslamicCivilCalendar();
    case 'ethiopic':
      return new EthiopicCalendar();
    case 'islamic-umalqura':
      return new IslamicUmalquraCalendar();
    case 'persian':
      return new PersianCalendar();
    default:
      return new GregorianCalendar();
  }
}
`;

/** The library chooses among thirteen calendars and so brings them all; seven nobody can choose. */
export function onlyOurCalendars(): Plugin {
  return {
    name: 'only-our-calendars',
    enforce: 'pre',
    load: { filter: { id: chooser }, handler: () => ours },
  };
}
