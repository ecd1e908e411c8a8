// All that the journal says of a trade, however many pages it fills, asked again when something happened.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Entry } from '../../../server/journal/entry.ts'
import { get, queryText } from '../../data/api.ts'
import { pulse } from '../../data/live.ts'
import { route } from '../../data/route.ts'

interface Page {
  entries: Entry[]
  last: number
  more: boolean
}

/** Beyond it the story is cut: a browser draws so many rows quickly. */
const MOST = 5_000

export function useTradeEntries(number: string, isUnmasked: boolean) {
  const key = `${route.value.sandbox} ${number} ${isUnmasked}`
  const [state, setState] = useState<{ key?: string; entries?: Entry[]; problem?: Error }>({})
  const asked = useRef(0)
  const beat = pulse.value
  useEffect(() => {
    const mine = ++asked.current
    allOf(number, isUnmasked).then(
      (entries) => mine === asked.current && setState({ key, entries }),
      (problem: Error) => mine === asked.current && setState((old) => ({ ...old, problem })),
    )
  }, [key, beat])
  return state.key === key ? state : { entries: undefined, problem: state.problem }
}

async function allOf(trade: string, isUnmasked: boolean): Promise<Entry[]> {
  const entries: Entry[] = []
  for (let since = 0; entries.length < MOST;) {
    const query = { trade, since, unmasked: isUnmasked ? 'true' : undefined }
    const page = await get<Page>(`/journal${queryText(query)}`)
    entries.push(...page.entries)
    if (!page.more) break
    since = page.last
  }
  return entries
}
