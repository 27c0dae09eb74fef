import { knownPublicInfo } from '../../../shared/session/session';
import type { ExtendedUser } from '../../../shared/wire/user';

/** A logo at the head of a page. */
export interface PaperLogo {
  readonly address: string;
  readonly name: string;
}

/** As many as the documents of the server have. */
const logosMost = 6;

/** The logos of the groups somebody chose, each once. */
export function chosenLogos(groups: readonly string[], user: ExtendedUser): readonly PaperLogo[] {
  const known = knownPublicInfo();
  const own = { logo_full: user.agency_logo_full, name: user.agency_name ?? '' };
  const all = [
    ...(groups.includes('include_implementation_logos') ? (known?.agencies ?? []) : []),
    ...(groups.includes('include_agency_logos') ? [own] : []),
    ...(groups.includes('include_other_logos') ? (known?.agencies_logo_options ?? []) : []),
  ];
  const logos = all.flatMap(({ logo_full: address, name }) => (address ? [{ address, name }] : []));
  const isFirst = ({ address }: PaperLogo, at: number) =>
    logos.findIndex((one) => one.address === address) === at;
  return logos.filter(isFirst).slice(0, logosMost);
}
