// Goes back in a list that the server gives a page at a time, and forward to its newest.
import { route, setQuery } from '../data/route.ts'
import { words } from '../words/words.ts'

/** `next`: what the next page lies before; nothing where this is the last. */
export function Pager({ next }: { next: string | undefined }) {
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
