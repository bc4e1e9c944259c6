import { Component, type ReactNode } from 'react'

type PageBoundaryProps = {
  children: ReactNode
  /** What stands in the place of a page that failed. */
  instead(error: unknown): ReactNode
}

/** Keeps what goes wrong in one page from taking the window with it. */
export class PageBoundary extends Component<PageBoundaryProps, { failed: { error: unknown } | null }> {
  override state: { failed: { error: unknown } | null } = { failed: null }

  static getDerivedStateFromError(error: unknown) {
    return { failed: { error } }
  }

  override render() {
    const { failed } = this.state
    return failed ? this.props.instead(failed.error) : this.props.children
  }
}
