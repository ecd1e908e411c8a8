// One notification: every send with its bytes, how long the shop took and what it said, and sending more.
import { useState } from 'preact/hooks'
import type { Entry, EntryOf } from '../../../server/journal/entry.ts'
import type { PlannedEvent } from '../../../server/sandbox/api/clock.ts'
import type { Notification } from '../../../server/storage/notifications.ts'
import { act } from '../../data/api.ts'
import { useRemote } from '../../data/remote.ts'
import { linkTo, route } from '../../data/route.ts'
import { Command } from '../../parts/copy.tsx'
import { useDoing } from '../../parts/doing.ts'
import { EntryDetail } from '../../parts/entry-detail.tsx'
import { Fact } from '../../parts/fact.tsx'
import { Failed, Loading } from '../../parts/notice.tsx'
import { Tag } from '../../parts/tag.tsx'
import { Time } from '../../parts/time.tsx'
import { oneLine, say } from '../../words/entries.ts'
import { happening } from '../../words/happenings.ts'
import { words } from '../../words/words.ts'
import { useTradeEntries } from '../trades/use-entries.ts'
import { StateTag } from './state.tsx'

export function NotificationDetail({ notifyId }: { notifyId: string }) {
  const { pages } = words.value
  const one = useRemote<Notification>(`/notifications/${encodeURIComponent(notifyId)}`)
  return (
    <article class="trade">
      <p class="crumbs">
        <a href={linkTo('notifications', undefined, route.value.query)}>← {pages.notifications}</a>
      </p>
      <h1 class="long">{notifyId}</h1>
      <Failed problem={one.problem} />
      {one.value && <Found one={one.value} />}
      {!one.value && !one.problem && <Loading />}
    </article>
  )
}

function Found({ one }: { one: Notification }) {
  const { notifications, trades, common } = words.value
  const { outTradeNo } = one.trade
  const story = useTradeEntries(outTradeNo, false)
  const sends = (story.entries ?? []).filter(
    (entry) => entry.kind === 'send' && entry.notifyId === one.notifyId,
  ) as EntryOf<'send'>[]
  const planned = useRemote<PlannedEvent[]>(
    `/clock/agenda?limit=1000&trade=${encodeURIComponent(outTradeNo)}`,
  )
  const next = planned.value?.find(({ what }) => what.includes(one.notifyId))
  return (
    <>
      <dl class="card">
        <Fact name={trades.order}>
          <a href={linkTo('trades', outTradeNo)}>{oneLine(outTradeNo)}</a>
        </Fact>
        <Fact name={notifications.tells}>{one.trade.status}</Fact>
        <Fact name={notifications.state}>
          <StateTag state={one.state} />
        </Fact>
        <Fact name={notifications.to}>{oneLine(one.url)}</Fact>
        <Fact name={notifications.next}>
          {next && (
            <>
              {next.at} <small>{happening(next.why)}</small>
            </>
          )}
        </Fact>
      </dl>
      <Acts one={one} />
      <h2>{notifications.attempt}</h2>
      <ol class="attempts">
        {sends.map((sent) => (
          <Attempt key={sent.delivery} sent={sent} entries={story.entries ?? []} />
        ))}
      </ol>
      <p class="same-command">
        {common.command} <Command line={`notify resend ${one.notifyId}`} />
      </p>
    </>
  )
}

function Attempt({ sent, entries }: { sent: EntryOf<'send'>; entries: readonly Entry[] }) {
  const [isOpen, setOpen] = useState(false)
  const { entry, timeline } = words.value
  const reply = entries.find((one) => one.kind === 'reply' && one.delivery === sent.delivery)
  const answer = reply && say(reply, words.value)
  return (
    <li>
      <button type="button" class="row" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <span class="clock">
          <Time at={sent.at} withMillis />
        </span>
        <span class="said">
          <strong>
            {entry.send(sent.attempt)} · {oneLine(sent.tradeStatus)}
          </strong>
          {!sent.genuine && (
            <Tag tone="fault" text={oneLine(sent.bend?.note ?? entry.notGenuine)} />
          )}
        </span>
        {answer ? (
          <span>
            <Tag tone={answer.tone} text={answer.title} /> <small>{answer.detail}</small>
          </span>
        ) : (
          <small>{timeline.onTheWay}</small>
        )}
      </button>
      {isOpen && (
        <div class="opened">
          <EntryDetail entry={sent} />
          {reply && <EntryDetail entry={reply} />}
        </div>
      )}
    </li>
  )
}

function Acts({ one }: { one: Notification }) {
  const { notifications } = words.value
  const doing = useDoing()
  const [done, setDone] = useState('')
  const { outTradeNo } = one.trade
  const resend = () => act('POST', `/notifications/${encodeURIComponent(one.notifyId)}/resend`)
  const inject = (fault: string) => () =>
    act('POST', '/notifications/inject', { outTradeNo, fault })
  const delay = () =>
    act('POST', '/faults', {
      fault: 'N02',
      options: { delay: '30s' },
      match: { outTradeNo, count: 1 },
    })
  const does = async (work: () => Promise<unknown>, says: string) =>
    setDone((await doing.run(work)) ? says : '')
  const button = (label: string, work: () => Promise<unknown>, says = notifications.done) => (
    <button type="button" disabled={doing.isBusy} onClick={() => void does(work, says)}>
      {label}
    </button>
  )
  return (
    <div class="acts">
      {!one.once && button(notifications.resend, resend)}
      {!one.once && button(notifications.twice, () => resend().then(resend))}
      {button(notifications.delay, delay, notifications.delayed)}
      {button(notifications.forge, inject('N05'))}
      {button(notifications.wrongAmount, inject('N06'))}
      <Failed problem={doing.problem} />
      {done !== '' && (
        <p role="status" class="hint">
          {done}
        </p>
      )}
    </div>
  )
}
