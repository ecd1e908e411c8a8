// A list that the server gives a page at a time, newest first: its rows, and the way back to older ones.
import type { ComponentChildren, JSX } from 'preact'
import { queryText } from '../data/api.ts'
import { useRemote } from '../data/remote.ts'
import { route, setQuery } from '../data/route.ts'
import { words } from '../words/words.ts'
import { Failed, Loading } from './notice.tsx'

const PAGE = 50

interface Props<T> {
  /** Of the control API: answers the latest, oldest first, and takes `before` and `limit`. */
  path: string
  filters?: Record<string, string | undefined>
  /** What the next page lies before. */
  idOf(row: T): string
  /** What stands there without a row. */
  empty: ComponentChildren
  children(rows: readonly T[]): JSX.Element
}

export function Paged<T>({ path, filters = {}, idOf, empty, children }: Props<T>) {
  const { before } = route.value.query
  // One more than is shown tells whether there is a further page.
  const query = queryText({ ...filters, before, limit: PAGE + 1 })
  const { value, problem } = useRemote<T[]>(`${path}${query}`)
  const newestFirst = value?.toReversed()
  const rows = newestFirst?.slice(0, PAGE) ?? []
  const last = rows.at(-1)
  const hasMore = last !== undefined && (newestFirst?.length ?? 0) > PAGE
  return (
    <>
      <Failed problem={problem} />
      {!value && !problem && <Loading />}
      {value && rows.length === 0 && empty}
      {rows.length > 0 && children(rows)}
      <Pager next={hasMore ? idOf(last) : undefined} />
    </>
  )
}

function Pager({ next }: { next: string | undefined }) {
  const { common } = words.value
  const isBack = Boolean(route.value.query['before'])
  if (!isBack && next === undefined) return null
  return (
    <nav class="pager" aria-label={`${common.newest} / ${common.more}`}>
      {isBack && (
        <button type="button" onClick={() => setQuery({ before: undefined })}>
          ← {common.newest}
        </button>
      )}
      {next !== undefined && (
        <button type="button" onClick={() => setQuery({ before: next })}>
          {common.more} →
        </button>
      )}
    </nav>
  )
}
