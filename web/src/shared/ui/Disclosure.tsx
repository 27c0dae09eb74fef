import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { Disclosure as AriaDisclosure, DisclosurePanel } from 'react-aria-components/Disclosure';
import { Heading } from 'react-aria-components/Heading';
import { Icon } from './Icon';
import './Disclosure.css';

export interface DisclosureProps {
  title: ReactNode;
  children: ReactNode;
  level?: 2 | 3 | 4;
  defaultExpanded?: boolean;
}

/** A heading that opens and closes what is below it. */
export function Disclosure({ title, children, level = 3, defaultExpanded }: DisclosureProps) {
  return (
    <AriaDisclosure className="disclosure" defaultExpanded={defaultExpanded ?? false}>
      <Heading level={level}>
        <Button slot="trigger" className="disclosure-button">
          <span>{title}</span>
          <Icon name="down" size={20} />
        </Button>
      </Heading>
      <DisclosurePanel className="disclosure-panel">{children}</DisclosurePanel>
    </AriaDisclosure>
  );
}
