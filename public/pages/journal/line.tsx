// One line of the journal, which opens to the whole exchange it belongs to.
import { useState } from 'preact/hooks'
import type { Entry } from '../../../server/journal/entry.ts'
import { formatChinaMillis } from '../../../server/values/instant.ts'
import { useRemote } from '../../data/remote.ts'
import { linkTo } from '../../data/route.ts'
import { Command } from '../../parts/copy.tsx'
import { EntryDetail } from '../../parts/entry-detail.tsx'
import { Failed, Loading } from '../../parts/notice.tsx'
import { quoted } from '../../../server/values/shell-text.ts'
import { say } from '../../words/entries.ts'
import { words } from '../../words/words.ts'

export function Line({ entry }: { entry: Entry }) {
  const [isOpen, setOpen] = useState(false)
  const { kinds } = words.value.entry
  const { title, detail, tone } = say(entry, words.value)
  const known: Record<string, string | undefined> = kinds
  const time = formatChinaMillis(entry.at)
  return (
    <li>
      <button
        type="button"
        class={`line ${tone}`}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <span class="seq">{entry.seq}</span>
        <span class="clock" title={time}>
          {time.slice(11)}
        </span>
        <span class={`kind ${entry.kind}`}>{known[entry.kind] ?? kinds.suite}</span>
        <span class="said">
          <strong>{title}</strong> <small>{detail}</small>
        </span>
        <span class="ref">{refOf(entry)}</span>
      </button>
      {isOpen && <Opened entry={entry} />}
    </li>
  )
}

/** The exchange, or the send of a notification, that an entry is a part of. */
function refOf(entry: Entry): string | undefined {
  if ('exchange' in entry && entry.exchange !== undefined) return entry.exchange
  return 'delivery' in entry ? entry.delivery : undefined
}

function orderOf(entry: Entry): string | undefined {
  if (entry.kind === 'request') return entry.ids.outTradeNo ?? entry.ids.tradeNo
  if (entry.kind === 'commit') return entry.truth?.outTradeNo
  return 'outTradeNo' in entry ? entry.outTradeNo : undefined
}

function Opened({ entry }: { entry: Entry }) {
  const ref = refOf(entry)
  const whole = useRemote<{ entries: Entry[] }>(
    ref === undefined ? undefined : `/journal?exchange=${encodeURIComponent(ref)}`,
  )
  const entries = ref === undefined ? [entry] : whole.value?.entries
  const order = entries?.map(orderOf).find((one) => one !== undefined)
  return (
    <div class="opened">
      <Failed problem={whole.problem} />
      {!entries && !whole.problem && <Loading />}
      {order !== undefined && (
        <p>
          <a href={linkTo('trades', order)}>
            {words.value.trades.of} {order} →
          </a>
        </p>
      )}
      {entries?.map((one) => (
        <section key={one.seq}>
          <h3>
            {words.value.entry.kinds[one.kind as 'request'] ?? one.kind}:{' '}
            {say(one, words.value).title}
          </h3>
          <EntryDetail entry={one} />
        </section>
      ))}
      {ref !== undefined && <Same reference={ref} order={order} />}
    </div>
  )
}

function Same({ reference, order }: { reference: string; order: string | undefined }) {
  const isCall = reference.startsWith('x')
  const line = isCall ? `journal show ${reference}` : `notify why ${quoted(order ?? '')}`
  return (
    <p class="same-command">
      {words.value.common.command} <Command line={line} />
    </p>
  )
}
