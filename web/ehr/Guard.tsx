/** Keeps a part that cannot be drawn from taking the page with it: servers send what they like. */
import { Component, type ReactNode } from 'react';

interface GuardProps {
  readonly what: string;
  readonly children: ReactNode;
}

export class Guard extends Component<GuardProps, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <p className="failure">
        {this.props.what}: what the server sent cannot be shown. The developer panel and the server itself
        still hold it.
      </p>
    );
  }
}
