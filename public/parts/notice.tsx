// What stands where there is nothing to show: why, and what to do next.
import type { ComponentChildren } from 'preact'
import { ApiProblem } from '../data/api.ts'
import { words } from '../words/words.ts'

export function Failed({ problem }: { problem: Error | undefined }) {
  if (!problem) return null
  const { common } = words.value
  const isAway = problem instanceof ApiProblem && problem.status === 0
  const field = problem instanceof ApiProblem ? problem.field : undefined
  return (
    <p class="failed" role="alert">
      <strong>{common.failed}</strong>{' '}
      {isAway
        ? common.offline
        : field === undefined
          ? problem.message
          : `${field}: ${problem.message}`}
    </p>
  )
}

interface EmptyProps {
  title: string
  hint?: string
  children?: ComponentChildren
}

export function Empty({ title, hint, children }: EmptyProps) {
  return (
    <div class="empty">
      <h2>{title}</h2>
      {hint && <p>{hint}</p>}
      {children}
    </div>
  )
}

export const Loading = () => (
  <p class="loading" role="status">
    {words.value.common.loading}
  </p>
)
