import { Trans } from '@lingui/react/macro';

/** How far away somebody works, by the tree of places. */
export function DistanceText({ distance }: { distance: string | null | undefined }) {
  switch (distance) {
    case 'same_place':
      return <Trans id="sharing.near.place">same place</Trans>;
    case 'same_district':
      return <Trans id="sharing.near.district">same district</Trans>;
    case 'same_province':
      return <Trans id="sharing.near.province">same province</Trans>;
    case 'elsewhere':
      return <Trans id="sharing.near.elsewhere">further away</Trans>;
    default:
      return null;
  }
}
