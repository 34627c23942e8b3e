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

/** Keeps a failure inside its own panel. */
export class FailsAlone extends Component<{ children: ReactNode }, { error?: unknown }> {
  state: { error?: unknown } = {}

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  render() {
    if (this.state.error === undefined) return this.props.children
    return (
      <ProblemNotice error={this.state.error} onRetry={() => this.setState({ error: undefined })} />
    )
  }
}
