import { Component, type ReactNode } from 'react';
import { ErrorState } from '../shared/ui/ErrorState';

interface BoundaryProps {
  children: ReactNode;
}

interface BoundaryState {
  error?: unknown;
}

/** The last net: whatever breaks below shows words and a way on, never an empty page. */
export class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = {};

  static getDerivedStateFromError(error: unknown): BoundaryState {
    return { error };
  }

  override render() {
    return this.state.error === undefined ? (
      this.props.children
    ) : (
      <main>
        <ErrorState error={this.state.error} onRetry={() => this.setState({ error: undefined })} />
      </main>
    );
  }
}
