// The drawing of one trade: three lanes, time downwards, both clocks at the side.
import { useState } from 'preact/hooks'
import type { Entry } from '../../../server/journal/entry.ts'
import type { PlannedEvent } from '../../../server/sandbox/api/clock.ts'
import { formatChinaMillis } from '../../../server/values/instant.ts'
import { EntryDetail } from '../../parts/entry-detail.tsx'
import { span } from '../../parts/time.tsx'
import { happening } from '../../words/happenings.ts'
import { words } from '../../words/words.ts'
import { isGap, rowsOf, type Gap, type Happening } from './rows.ts'

interface Props {
  entries: readonly Entry[]
  planned: readonly PlannedEvent[]
  nowMs: number
}

export function Timeline({ entries, planned, nowMs }: Props) {
  const { timeline } = words.value
  const rows = rowsOf(entries, words.value)
  const start = entries[0]?.elapsedMs ?? 0
  let day = ''
  return (
    <div class="timeline">
      <div class="lanes-head" aria-hidden="true">
        <span>{timeline.clock}</span>
        <span>{timeline.passed}</span>
        <span class="lane">{timeline.buyer}</span>
        <span class="lane">{timeline.gateway}</span>
        <span class="lane">{timeline.merchant}</span>
      </div>
      <ol>
        {rows.map((row) => {
          if (isGap(row)) return <GapRow key={row.key} gap={row} />
          const text = formatChinaMillis(row.at)
          const isNewDay = text.slice(0, 10) !== day
          day = text.slice(0, 10)
          return (
            <HappeningRow key={row.key} row={row} start={start} dayText={isNewDay ? day : ''} />
          )
        })}
        {planned.map((event) => (
          <PlannedRow key={`${event.due} ${event.what}`} event={event} nowMs={nowMs} />
        ))}
      </ol>
    </div>
  )
}

interface HappeningProps {
  row: Happening
  start: number
  /** The date, where it is another than in the row before. */
  dayText: string
}

function HappeningRow({ row, start, dayText }: HappeningProps) {
  const [isOpen, setOpen] = useState(false)
  const id = `detail-${row.key}`
  return (
    <li class="happening">
      {dayText && <p class="day">{dayText}</p>}
      <button
        type="button"
        class="row"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        <span class="clock">{formatChinaMillis(row.at).slice(11)}</span>
        <span class="passed">+{span(Math.max(0, row.elapsedMs - start))}</span>
        <span class="lanes">
          <span class={`step ${row.from}-${row.to} ${row.tone}${row.isBroken ? ' broken' : ''}`}>
            <span class="said">
              <strong>{row.title}</strong>
              {row.detail && <small>{row.detail}</small>}
            </span>
          </span>
        </span>
      </button>
      {isOpen && (
        <div id={id} class="opened">
          {row.entries.map((entry) => (
            <EntryDetail key={entry.seq} entry={entry} />
          ))}
        </div>
      )}
    </li>
  )
}

function GapRow({ gap }: { gap: Gap }) {
  const { timeline } = words.value
  return (
    <li class={gap.movedMs > 0 ? 'gap moved' : 'gap'}>
      <span>
        {gap.movedMs > 0 && <strong>{timeline.moved(span(gap.movedMs))}</strong>}
        {gap.passedMs >= 1_000 && <em>{timeline.later(span(gap.passedMs))}</em>}
      </span>
    </li>
  )
}

function PlannedRow({ event, nowMs }: { event: PlannedEvent; nowMs: number }) {
  const { timeline } = words.value
  return (
    <li class="planned">
      <span class="clock">{event.at.slice(11)}</span>
      <span class="passed">{timeline.inTime(span(Math.max(0, event.due - nowMs)))}</span>
      <span class="said">
        <strong>{happening(event.what)}</strong>
        <small>
          {timeline.pending} · {event.at.slice(0, 10)} · {happening(event.why)}
        </small>
      </span>
    </li>
  )
}
