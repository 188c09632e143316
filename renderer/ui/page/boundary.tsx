/** Shows something else in place of what fails while it is drawn, so that the rest of the page stays. */
import { Component, type ReactNode } from 'react';

interface Props {
  readonly children: ReactNode;
  /** What is drawn, as far as it may fail: another one is tried again. */
  readonly of?: unknown;
  /** What stands in its place. It is given the way to try again. */
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

  /** For whoever looks into the browser's console: what is shown instead does not say what failed. */
  override componentDidCatch(error: unknown): void {
    console.error(error);
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return this.props.instead(() => this.setState({ failed: false }));
  }
}
