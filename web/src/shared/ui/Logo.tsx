interface LogoProps {
  size: number;
}

/** The mark: a sheltering arch over a child. Decorative; the name stands beside it. */
export function Logo({ size }: LogoProps) {
  return <img src="/icons/icon.svg" width={size} height={size} alt="" />;
}
