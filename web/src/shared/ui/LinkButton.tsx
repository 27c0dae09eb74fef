import { createLink } from '@tanstack/react-router';
import type { ComponentProps } from 'react';
import type { ButtonKind } from './Button';
import './Button.css';

interface AnchorProps extends Omit<ComponentProps<'a'>, 'className'> {
  kind?: ButtonKind;
}

function ButtonAnchor({ kind = 'secondary', ...props }: AnchorProps) {
  return <a {...props} className={`button button-${kind}`} />;
}

/** A link to a page of the app that looks like a button. */
export const LinkButton = createLink(ButtonAnchor);
