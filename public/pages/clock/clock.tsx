// The gateway's clock: now, what is due next and why, and ways to go there.
import { useState } from 'preact/hooks'
import type { ClockMove, ClockView, PlannedEvent } from '../../../server/sandbox/api/clock.ts'
import { act } from '../../data/api.ts'
import { useRemote } from '../../data/remote.ts'
import { linkTo } from '../../data/route.ts'
import { Command } from '../../parts/copy.tsx'
import { useDoing, type Doing } from '../../parts/doing.ts'
import { Empty, Failed, Loading } from '../../parts/notice.tsx'
import { span } from '../../parts/time.tsx'
import { quoted } from '../../../server/values/shell-text.ts'
import { oneLine } from '../../words/entries.ts'
import { happening } from '../../words/happenings.ts'
import { words } from '../../words/words.ts'
import { Ticking } from './ticking.tsx'

const AGENDA = 100

export function ClockPage() {
  const { pages, clock: said } = words.value
  const clock = useRemote<ClockView>('/clock')
  const agenda = useRemote<PlannedEvent[]>(`/clock/agenda?limit=${AGENDA}`)
  const [moved, setMoved] = useState<ClockMove>()
  const doing = useDoing()
  const move = (path: string, body?: object) =>
    void doing.run(async () => setMoved(await act<ClockMove>('POST', path, body)))
  const setRate = (rate: number) => void doing.run(() => act('PUT', '/clock/rate', { rate }))
  return (
    <>
      <h1>{pages.clock}</h1>
      <Failed problem={clock.problem ?? doing.problem} />
      {clock.value ? (
        <div class="clock-face">
          <p>
            <span>{said.now}</span>
            <b class="now">
              <Ticking clock={clock.value} />
            </b>
          </p>
          <p>
            <span>{said.elapsed}</span>
            <b>{span(clock.value.elapsedMs)}</b>
          </p>
          <Rates rate={clock.value.rate} doing={doing} setRate={setRate} />
        </div>
      ) : (
        <Loading />
      )}
      <Jumps doing={doing} move={move} />
      {moved && <Happened moved={moved} />}
      <h2>{said.agenda}</h2>
      {agenda.value?.length === 0 && <Empty title={said.nothing} />}
      {agenda.value && agenda.value.length > 0 && (
        <Agenda planned={agenda.value} nowMs={clock.value?.nowMs ?? 0} />
      )}
    </>
  )
}

const RATES = [0, 1, 10, 60] as const

function Rates(props: { rate: number; doing: Doing; setRate(rate: number): void }) {
  const { clock } = words.value
  return (
    <p>
      <span>{clock.rate}</span>
      <span class="chips" role="group" aria-label={clock.rate}>
        {RATES.map((rate) => (
          <button
            type="button"
            key={rate}
            class="chip"
            disabled={props.doing.isBusy}
            aria-pressed={props.rate === rate}
            onClick={() => props.setRate(rate)}
          >
            {clock.rates[rate]}
          </button>
        ))}
      </span>
    </p>
  )
}

const STEPS = ['8s', '1m', '15m', '2h', '25h', '90d']

function Jumps({ doing, move }: { doing: Doing; move(path: string, body?: object): void }) {
  const { clock, common } = words.value
  const [custom, setCustom] = useState('')
  return (
    <section class="jumps" aria-label={clock.jump}>
      <button
        type="button"
        class="primary"
        disabled={doing.isBusy}
        onClick={() => move('/clock/next')}
      >
        {clock.next}
      </button>
      {STEPS.map((duration) => (
        <button
          type="button"
          key={duration}
          disabled={doing.isBusy}
          onClick={() => move('/clock/advance', { duration })}
        >
          +{duration}
        </button>
      ))}
      <button type="button" disabled={doing.isBusy} onClick={() => move('/clock/day')}>
        {clock.day}
      </button>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          move('/clock/advance', { duration: custom.trim() })
        }}
      >
        <label>
          {clock.custom}{' '}
          <input
            size={8}
            required
            placeholder="1d12h"
            value={custom}
            onInput={({ currentTarget }) => setCustom(currentTarget.value)}
          />
        </label>
        <button type="submit" disabled={doing.isBusy}>
          {clock.go}
        </button>
      </form>
      <p class="same-command">
        {common.command} <Command line={`clock advance ${quoted(custom.trim() || '25h')}`} />
      </p>
    </section>
  )
}

/** A jump of a year may pass many retries. */
const SHOWN = 200

function Happened({ moved }: { moved: ClockMove }) {
  const { clock } = words.value
  return (
    <section role="status">
      <h2>{clock.happened}</h2>
      {moved.fired.length === 0 && <p class="hint">{clock.nothingHappened}</p>}
      <ol class="fired">
        {moved.fired.slice(0, SHOWN).map((event, nth) => (
          <li key={nth}>
            <time>{event.at}</time> <strong>{happening(event.what)}</strong>{' '}
            <small>{happening(event.why)}</small>
          </li>
        ))}
      </ol>
    </section>
  )
}

function Agenda({ planned, nowMs }: { planned: readonly PlannedEvent[]; nowMs: number }) {
  const { clock, timeline } = words.value
  return (
    <div class="scroll" tabIndex={0}>
      <table class="list">
        <thead>
          <tr>
            <th scope="col">{clock.when}</th>
            <th scope="col">{clock.what}</th>
            <th scope="col">{clock.why}</th>
            <th scope="col">{clock.order}</th>
          </tr>
        </thead>
        <tbody>
          {planned.map((event, nth) => (
            <tr key={`${event.due} ${nth}`}>
              <td class="when">
                <b>
                  {event.due <= nowMs ? clock.overdue : timeline.inTime(span(event.due - nowMs))}
                </b>
                <br />
                <small>{event.at}</small>
              </td>
              <td>{happening(event.what)}</td>
              <td>{happening(event.why)}</td>
              <td>
                {event.outTradeNo !== undefined && (
                  <a href={linkTo('trades', event.outTradeNo)}>{oneLine(event.outTradeNo)}</a>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
