import { Skeleton } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { Component, type ReactNode } from 'react'
import { ProblemNotice } from './ProblemNotice'
import classes from './page.module.css'

type Asked<T> = Pick<
  UseQueryResult<T, unknown>,
  'data' | 'error' | 'isPending' | 'isPlaceholderData' | 'refetch'
>

type Props<T> = { of: Asked<T>; height?: number; children: (data: T) => ReactNode }

/**
 * A place for one answer: a skeleton while it is awaited, the reason when it cannot be had. The
 * answer to the question before may stay in its place, paler, until the new one is here.
 */
export function Answer<T>({ of: asked, height = 160, children }: Props<T>) {
  if (asked.data !== undefined) {
    const data = asked.data
    return (
      <FailsAlone>
        <div className={classes.answer} aria-busy={asked.isPlaceholderData}>
          <Drawn draw={() => children(data)} />
        </div>
      </FailsAlone>
    )
  }
  if (asked.error) return <ProblemNotice error={asked.error} onRetry={() => asked.refetch()} />
  return <Skeleton height={height} radius="md" aria-busy="true" />
}

/** Draws inside the boundary, so that what `draw` throws is caught by it. */
function Drawn({ draw }: { draw: () => ReactNode }) {
  return <>{draw()}</>
}

type Bounds = { place?: string; children: ReactNode }

/**
 * Keeps a failure inside its own panel; another place is tried afresh. (A key would do that too,
 * but would also draw the screen that is being left once more, which asks for what is gone.)
 */
export class FailsAlone extends Component<Bounds, { error?: unknown }> {
  state: { error?: unknown } = {}

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  componentDidUpdate(before: Bounds) {
    if (before.place !== this.props.place && this.state.error !== undefined) {
      this.setState({ error: undefined })
    }
  }

  render() {
    if (this.state.error === undefined) return this.props.children
    return (
      <ProblemNotice error={this.state.error} onRetry={() => this.setState({ error: undefined })} />
    )
  }
}
