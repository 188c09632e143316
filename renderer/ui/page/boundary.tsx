/** An error boundary: renders a fallback for a part that fails, so that the rest of the page stays. */
import { Component, type ReactNode } from 'react';

interface Props {
  readonly children: ReactNode;
  /** The data being rendered; a change tries again. */
  readonly of?: unknown;
  /** The fallback. Calling `again` retries. */
  readonly instead: (again: () => void) => ReactNode;
}

interface State {
  readonly failed: boolean;
  readonly of: unknown;
}

export class Boundary extends Component<Props, State> {
  static getDerivedStateFromError(): Partial<State> {
    return { failed: true };
  }

  static getDerivedStateFromProps({ of }: Props, state: State): State | null {
    return of === state.of ? null : { failed: false, of };
  }

  override state: State = { failed: false, of: this.props.of };

  /** Logs the error, since the fallback does not say what failed. */
  override componentDidCatch(error: unknown): void {
    console.error(error);
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return this.props.instead(() => this.setState({ failed: false }));
  }
}
