import { directionalIcons, icons, type IconName } from './icons';
import './Icon.css';

export interface IconProps {
  name: IconName;
  size?: number;
}

/** A symbol beside or instead of a text; always silent, its control carries the name. */
export function Icon({ name, size = 24 }: IconProps) {
  return (
    <svg
      className={directionalIcons.has(name) ? 'icon icon-directional' : 'icon'}
      viewBox="0 0 24 24"
      width={size}
      height={size}
      aria-hidden="true"
      focusable="false"
    >
      <path d={icons[name]} />
    </svg>
  );
}
