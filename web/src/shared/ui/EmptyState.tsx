import type { ReactNode } from 'react';
import './states.css';

interface EmptyStateProps {
  title: ReactNode;
  children?: ReactNode;
}

/** Says what would be here and offers the first step (children: text, then buttons). */
export function EmptyState({ title, children }: EmptyStateProps) {
  return (
    <div className="state">
      <p className="state-title">{title}</p>
      {children}
    </div>
  );
}
