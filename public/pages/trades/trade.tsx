// One trade: its card, what can be done to it, and its timeline.
import type { Entry } from '../../../server/journal/entry.ts'
import type { ClockView, PlannedEvent } from '../../../server/sandbox/api/clock.ts'
import type { TradeView } from '../../../server/sandbox/api/trades.ts'
import { ApiProblem } from '../../data/api.ts'
import { linkTo, route, setQuery } from '../../data/route.ts'
import { useRemote } from '../../data/remote.ts'
import { Command } from '../../parts/copy.tsx'
import { Fact } from '../../parts/fact.tsx'
import { Empty, Failed, Loading } from '../../parts/notice.tsx'
import { StatusTag, Tag } from '../../parts/tag.tsx'
import { Time } from '../../parts/time.tsx'
import { quoted } from '../../../server/values/shell-text.ts'
import { oneLine, sumOf } from '../../words/entries.ts'
import { words } from '../../words/words.ts'
import { TradeActs } from './acts.tsx'
import { Timeline } from './timeline.tsx'
import { useTradeEntries } from './use-entries.ts'

export function TradePage({ number }: { number: string }) {
  const { trades, timeline, common } = words.value
  const name = encodeURIComponent(number)
  const isUnmasked = route.value.query['codes'] === 'full'
  const trade = useRemote<TradeView>(`/trades/${name}`)
  const story = useTradeEntries(number, isUnmasked)
  const planned = useRemote<PlannedEvent[]>(`/clock/agenda?limit=1000&trade=${name}`)
  const clock = useRemote<ClockView>('/clock')
  const isMissing = trade.problem instanceof ApiProblem && trade.problem.status === 404
  if (!trade.value && !story.entries) {
    return isMissing ? <Empty title={trades.missing} /> : <Waiting problem={trade.problem} />
  }
  return (
    <article class="trade">
      <p class="crumbs">
        <a href={linkTo('trades', undefined, { ...route.value.query, codes: '' })}>
          ← {words.value.pages.trades}
        </a>
      </p>
      <h1>{oneLine(number)}</h1>
      {isMissing && <p class="hint">{trades.missing}</p>}
      {trade.value && <Card trade={trade.value} />}
      {trade.value && <TradeActs trade={trade.value} />}
      <div class="bar">
        <h2>{timeline.title}</h2>
        <button
          type="button"
          class="quiet"
          aria-pressed={isUnmasked}
          onClick={() => setQuery({ codes: isUnmasked ? undefined : 'full' })}
        >
          {isUnmasked ? timeline.hideSecrets : timeline.secrets}
        </button>
      </div>
      <Failed problem={story.problem} />
      {story.entries ? (
        <Story entries={story.entries} planned={planned.value} clock={clock.value} />
      ) : (
        <Loading />
      )}
      <p class="same-command">
        {common.command} <Command line={`trade show ${quoted(number)}`} />
      </p>
    </article>
  )
}

const Waiting = ({ problem }: { problem: Error | undefined }) =>
  problem ? <Failed problem={problem} /> : <Loading />

interface StoryProps {
  entries: readonly Entry[]
  planned?: readonly PlannedEvent[]
  clock?: ClockView
}

const Story = ({ entries, planned = [], clock }: StoryProps) => (
  <Timeline entries={entries} planned={planned} nowMs={clock?.nowMs ?? entries.at(-1)?.at ?? 0} />
)

function Card({ trade }: { trade: TradeView }) {
  const { trades } = words.value
  const { status, isFrozen, totalFen, refundedFen, currency } = trade
  const { createdAt, paidAt, closedAt, notifyUrl } = trade
  return (
    <dl class="card">
      <Fact name={trades.state}>
        <StatusTag status={status} /> {isFrozen && <Tag tone="bad" text={trades.frozen} />}
      </Fact>
      <Fact name={trades.total}>
        <b class="amount">{sumOf(totalFen, currency)}</b>
      </Fact>
      <Fact name={trades.refunded}>{refundedFen > 0 && sumOf(refundedFen, currency)}</Fact>
      <Fact name={trades.subject}>{oneLine(trade.subject)}</Fact>
      <Fact name="trade_no">
        <code>{trade.tradeNo}</code>
      </Fact>
      <Fact name={trades.buyer}>
        <code>{trade.buyerId}</code>
      </Fact>
      <Fact name={trades.created}>
        <Time at={createdAt} />
      </Fact>
      <Fact name={trades.paidAt}>{paidAt !== undefined && <Time at={paidAt} />}</Fact>
      <Fact name={trades.closedAt}>{closedAt !== undefined && <Time at={closedAt} />}</Fact>
      <Fact name={trades.notifyUrl}>{notifyUrl ? oneLine(notifyUrl) : trades.noNotifyUrl}</Fact>
    </dl>
  )
}
