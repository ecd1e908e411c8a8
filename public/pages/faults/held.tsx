// The answers that a breakpoint holds, each with the two ways it can go.
import type { HeldAnswer } from '../../../server/sandbox/core/held-answer.ts'
import { act } from '../../data/api.ts'
import { useRemote } from '../../data/remote.ts'
import { linkTo } from '../../data/route.ts'
import { Command } from '../../parts/copy.tsx'
import { useDoing } from '../../parts/doing.ts'
import { Failed } from '../../parts/notice.tsx'
import { Time } from '../../parts/time.tsx'
import { oneLine } from '../../words/entries.ts'
import { words } from '../../words/words.ts'

export function Held() {
  const { faults, common } = words.value
  const held = useRemote<HeldAnswer[]>('/held')
  const doing = useDoing()
  const settle = async (exchange: string, verdict: 'release' | 'drop') => {
    await doing.run(() => act('POST', `/held/${encodeURIComponent(exchange)}/${verdict}`))
    held.reload()
  }
  if (!held.value || held.value.length === 0) return <Failed problem={doing.problem} />
  return (
    <section class="held" aria-label={faults.held} role="status">
      <h2>{faults.held}</h2>
      <Failed problem={doing.problem} />
      <ul class="rules">
        {held.value.map((one) => (
          <li key={one.exchange}>
            <span class="what">
              <strong>{[one.exchange, one.op, one.code].filter(Boolean).join(' · ')}</strong>{' '}
              {one.outTradeNo !== undefined && (
                <a href={linkTo('trades', one.outTradeNo)}>{oneLine(one.outTradeNo)}</a>
              )}{' '}
              <small>
                {faults.goesByItself} <Time at={one.until} />
              </small>
            </span>
            <button
              type="button"
              class="primary"
              disabled={doing.isBusy}
              onClick={() => void settle(one.exchange, 'release')}
            >
              {faults.release}
            </button>
            <button
              type="button"
              disabled={doing.isBusy}
              onClick={() => void settle(one.exchange, 'drop')}
            >
              {faults.drop}
            </button>
          </li>
        ))}
      </ul>
      <p class="same-command">
        {common.command} <Command line="fault release" />
      </p>
    </section>
  )
}
