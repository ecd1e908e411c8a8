// The journal as it happens: the newest on top, so that nothing one reads is pushed away unasked.
import { useSignal } from '@preact/signals'
import { useEffect, useState } from 'preact/hooks'
import type { Entry } from '../../../server/journal/entry.ts'
import { hasOlder, latest, loadOlder } from '../../data/live.ts'
import { route, setQuery } from '../../data/route.ts'
import { Command } from '../../parts/copy.tsx'
import { useDoing } from '../../parts/doing.ts'
import { Empty, Failed } from '../../parts/notice.tsx'
import { Search } from '../../parts/search.tsx'
import { words } from '../../words/words.ts'
import { filtered, KINDS, type Kind } from './filter.ts'
import { Line } from './line.tsx'
import { PasteBox } from './paste.tsx'

/** So many lines are drawn at first, and so many more on each wish. */
const DRAWN = 200

export function JournalPage() {
  const { journal, pages } = words.value
  const { q = '', kinds = '', trouble } = route.value.query
  const shownKinds = KINDS.filter((kind) => kinds.split('.').includes(kind))
  const held = useHeld()
  const filter = { text: q, kinds: shownKinds, troubleOnly: trouble === '1' }
  const found = filtered(held.entries, filter).toReversed()
  return (
    <>
      <h1>{pages.journal}</h1>
      <div class="filters">
        <Search label={journal.search} value={q} onInput={(text) => setQuery({ q: text })} />
        <button type="button" class={held.isPaused ? 'primary' : ''} onClick={held.toggle}>
          {held.isPaused ? `▶ ${journal.resume}` : `❚❚ ${journal.pause}`}
        </button>
        {held.isPaused && (
          <span class="hint" role="status">
            {journal.paused(held.waiting)}
          </span>
        )}
      </div>
      <KindChips shown={shownKinds} isTrouble={trouble === '1'} />
      <Lines found={found} isFiltered={q !== '' || kinds !== '' || trouble === '1'} />
      <PasteBox />
      <p class="same-command">
        {words.value.common.command} <Command line="journal follow" />
      </p>
    </>
  )
}

/** What is shown: what happens, or what had happened when somebody paused. */
function useHeld() {
  const frozen = useSignal<readonly Entry[] | undefined>(undefined)
  const last = frozen.value?.at(-1)?.seq ?? 0
  return {
    entries: frozen.value ?? latest.value,
    isPaused: frozen.value !== undefined,
    waiting: frozen.value ? latest.value.filter(({ seq }) => seq > last).length : 0,
    toggle: () => {
      frozen.value = frozen.value ? undefined : latest.value
    },
  }
}

function KindChips({ shown, isTrouble }: { shown: readonly Kind[]; isTrouble: boolean }) {
  const { entry, journal } = words.value
  const toggled = (kind: Kind) =>
    KINDS.filter((one) => (one === kind ? !shown.includes(one) : shown.includes(one))).join('.')
  return (
    <div class="chips">
      {KINDS.map((kind) => (
        <button
          type="button"
          key={kind}
          class="chip"
          aria-pressed={shown.includes(kind)}
          onClick={() => setQuery({ kinds: toggled(kind) })}
        >
          {entry.kinds[kind]}
        </button>
      ))}
      <button
        type="button"
        class="chip trouble"
        aria-pressed={isTrouble}
        onClick={() => setQuery({ trouble: isTrouble ? undefined : '1' })}
      >
        {journal.refusedOnly}
      </button>
    </div>
  )
}

function Lines({ found, isFiltered }: { found: readonly Entry[]; isFiltered: boolean }) {
  const { journal } = words.value
  const [drawn, setDrawn] = useState(DRAWN)
  const older = useDoing()
  useEffect(() => setDrawn(DRAWN), [route.value.sandbox])
  if (found.length === 0) {
    if (isFiltered || latest.value.length > 0) return <Empty title={journal.noMatch} />
    return (
      <Empty title={journal.emptyTitle} hint={journal.emptyHint}>
        <Command line="buyer code" />
      </Empty>
    )
  }
  const showMore = () => {
    setDrawn(drawn + DRAWN)
    if (drawn + DRAWN > found.length && hasOlder.value) void older.run(loadOlder)
  }
  return (
    <>
      <ol class="lines">
        {found.slice(0, drawn).map((entry) => (
          <Line key={entry.seq} entry={entry} />
        ))}
      </ol>
      <Failed problem={older.problem} />
      {(found.length > drawn || hasOlder.value) && (
        <nav class="pager">
          <button type="button" disabled={older.isBusy} onClick={showMore}>
            {found.length > drawn ? journal.showMore : journal.older}
          </button>
        </nav>
      )}
    </>
  )
}
