// What a page asks the control API for: asked again whenever something has happened, the last answer
// shown meanwhile.
import { useEffect, useRef, useState } from 'preact/hooks'
import { get } from './api.ts'
import { pulse } from './live.ts'
import { route } from './route.ts'

export interface Remote<T> {
  value: T | undefined
  problem: Error | undefined
  reload(): void
}

/** `undefined` asks nothing. */
export function useRemote<T>(path: string | undefined): Remote<T> {
  const key = path === undefined ? undefined : `${route.value.sandbox} ${path}`
  const [state, setState] = useState<{ key?: string; value?: T; problem?: Error }>({})
  const asked = useRef(0)
  const [again, setAgain] = useState(0)
  const beat = pulse.value
  useEffect(() => {
    if (path === undefined) return
    const mine = ++asked.current
    const isLatest = () => mine === asked.current
    get<T>(path).then(
      (value) => isLatest() && setState({ key, value }),
      (problem: Error) =>
        isLatest() &&
        setState((before) => (before.key === key ? { ...before, problem } : { key, problem })),
    )
  }, [key, beat, again])
  // Filters change the query: what was found before stands until the next is there.
  const isAlike = state.key?.split('?')[0] === key?.split('?')[0]
  return {
    value: isAlike ? state.value : undefined,
    problem: state.key === key ? state.problem : undefined,
    reload: () => setAgain((count) => count + 1),
  }
}
