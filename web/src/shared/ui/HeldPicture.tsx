import { useLingui } from '@lingui/react/macro';
import { type ReactNode, useState } from 'react';
import { Button } from './Button';
import { Icon } from './Icon';
import { useLite } from './useOnline';

interface HeldPictureProps {
  /** What the picture is called. */
  name: string;
  /** It is on this device already. */
  isHere?: boolean;
  children: ReactNode;
}

/** A picture of the server: on a slow line it is fetched only when somebody asks for it. */
export function HeldPicture({ name, isHere = false, children }: HeldPictureProps) {
  const { t } = useLingui();
  const isLite = useLite();
  const [isWanted, setWanted] = useState(false);
  // What was once shown stays, when the line becomes slow.
  const [wasShown, setShown] = useState(false);
  if (isHere || isWanted || wasShown || !isLite) {
    if (!wasShown) setShown(true);
    return children;
  }
  return (
    <Button onPress={() => setWanted(true)}>
      <Icon name="photo" size={20} />
      {t({ id: 'photo.load', message: `Load: ${name}` })}
    </Button>
  );
}
