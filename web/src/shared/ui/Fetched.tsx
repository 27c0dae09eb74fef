import { Component, type ReactNode, Suspense } from 'react';
import { FailureText } from './FailureText';
import { NoticeKind, notify } from './snackbar-store';

interface FetchedProps {
  children: ReactNode;
  /** Holds the place until it has come. */
  fallback?: ReactNode;
  /** Called when the part could not be fetched, or broke: whoever opened it puts it away. */
  onFailed?: () => void;
}

/** Holds a part that is fetched when it is needed. When it fails, the page around it stays. */
export class Fetched extends Component<FetchedProps, { isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError() {
    return { isBroken: true };
  }

  override componentDidCatch(error: unknown) {
    const text = <FailureText error={error} />;
    notify({ key: 'part.failed', kind: NoticeKind.error, text });
    this.props.onFailed?.();
  }

  override render() {
    if (this.state.isBroken) return null;
    return <Suspense fallback={this.props.fallback ?? null}>{this.props.children}</Suspense>;
  }
}
