import { useDiscreet } from '../session/useAppName';

interface LogoProps {
  size: number;
}

/**
 * The mark: a sheltering arch over a child, or lines where nobody may see what the app is for.
 * Decorative; the name stands beside it.
 */
export function Logo({ size }: LogoProps) {
  const picture = useDiscreet() ? 'plain' : 'icon';
  return <img src={`/icons/${picture}.svg`} width={size} height={size} alt="" />;
}
