import { type ReactNode, use, useId } from 'react';
import { panelTexts } from '../../../shared/text/panel-texts';
import './panels.css';

interface PanelFrameProps {
  title: string;
  /** Buttons beside the heading. */
  actions?: ReactNode;
  children: ReactNode;
}

/** A generated panel under its heading, once its words are there. */
export function PanelFrame({ title, actions, children }: PanelFrameProps) {
  use(panelTexts);
  const heading = useId();
  return (
    <section className="stack" aria-labelledby={heading}>
      <div className="panel-head">
        <h2 id={heading}>{title}</h2>
        {actions}
      </div>
      {children}
    </section>
  );
}
