import { type ReactNode, use, useId } from 'react';
import { recordTexts } from '../../../shared/text/record-texts';
import './panels.css';

interface PanelFrameProps {
  title: string;
  /** Buttons beside the heading. */
  actions?: ReactNode;
  children: ReactNode;
}

/** A generated panel under its heading, once its words are there. */
export function PanelFrame({ title, actions, children }: PanelFrameProps) {
  use(recordTexts);
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
