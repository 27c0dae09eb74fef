import { useEffect, useRef, type ReactNode } from 'react';
import { useAppName } from '../session/useAppName';
import './PageHeading.css';

export interface PageHeadingProps {
  /** The place, for the heading and the title of the window. Nothing about a person. */
  title: string;
  /** Shown instead of `title` in the heading, for example with a count. */
  children?: ReactNode;
  /** Buttons at the end of the line. */
  actions?: ReactNode;
}

/** The one `h1` of a page. Takes the focus when the page opens, so that it is announced. */
export function PageHeading({ title, children, actions }: PageHeadingProps) {
  const app = useAppName();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    document.title = `${title} · ${app}`;
  }, [title, app]);
  return (
    <div className="page-heading">
      <h1 ref={heading} tabIndex={-1}>
        {children ?? title}
      </h1>
      {actions ? <div className="row">{actions}</div> : null}
    </div>
  );
}
