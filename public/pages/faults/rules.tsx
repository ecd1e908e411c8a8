// The rules, how often each fitted and fired, a switch for each, and removing one, which can be undone.
import { useState } from 'preact/hooks'
import type { FaultRule } from '../../../server/faults/match.ts'
import { formatYuan } from '../../../server/values/money.ts'
import { act } from '../../data/api.ts'
import { Command } from '../../parts/copy.tsx'
import { useDoing } from '../../parts/doing.ts'
import { Failed } from '../../parts/notice.tsx'
import { Tag } from '../../parts/tag.tsx'
import { span } from '../../parts/time.tsx'
import { oneLine } from '../../words/entries.ts'
import { words } from '../../words/words.ts'

interface Props {
  rules: readonly FaultRule[]
  onChange(): void
}

export function Rules({ rules, onChange }: Props) {
  const { faults, common } = words.value
  const [gone, setGone] = useState<FaultRule>()
  const doing = useDoing()
  const doThen = async (work: () => Promise<unknown>) => {
    await doing.run(work)
    onChange()
  }
  const remove = (rule: FaultRule) =>
    doThen(async () => {
      await act('DELETE', `/faults/${encodeURIComponent(rule.id)}`)
      setGone(rule)
    })
  const undo = ({ fault, options, match }: FaultRule) =>
    doThen(async () => {
      await act('POST', '/faults', { fault, options, match })
      setGone(undefined)
    })
  const turn = ({ id, isPaused }: FaultRule) =>
    doThen(() => act('POST', `/faults/${encodeURIComponent(id)}/${isPaused ? 'resume' : 'pause'}`))
  const clear = () => doThen(() => act('DELETE', '/faults'))
  return (
    <>
      <Failed problem={doing.problem} />
      {rules.length === 0 && <p class="hint calm">{faults.noRules}</p>}
      {rules.length > 0 && (
        <ul class="rules">
          {rules.map((rule) => (
            <Rule
              key={rule.id}
              rule={rule}
              isBusy={doing.isBusy}
              remove={() => void remove(rule)}
              turn={() => void turn(rule)}
            />
          ))}
        </ul>
      )}
      {gone && (
        <p role="status" class="hint">
          {gone.fault}: {faults.removed}{' '}
          <button type="button" class="quiet" onClick={() => void undo(gone)}>
            {common.undo}
          </button>
        </p>
      )}
      {rules.length > 1 && (
        <button type="button" disabled={doing.isBusy} onClick={() => void clear()}>
          {faults.clear}
        </button>
      )}
      <p class="same-command">
        {common.command} <Command line="fault list" />
      </p>
    </>
  )
}

interface RuleProps {
  rule: FaultRule
  isBusy: boolean
  remove(): void
  /** On, or off for now. */
  turn(): void
}

function Rule({ rule, isBusy, remove, turn }: RuleProps) {
  const { faults } = words.value
  const { count } = rule.match
  const isUsedUp = count !== undefined && rule.fired >= count
  const isPaused = rule.isPaused === true
  const state = isUsedUp ? faults.usedUp : isPaused ? faults.paused : faults.armed
  return (
    <li class={isUsedUp || isPaused ? 'used-up' : ''}>
      <span class="what">
        <strong>{rule.fault}</strong> <small>{conditions(rule)}</small>
        {rule.profile && <small>{faults.ofProfile}</small>}
      </span>
      <Tag tone={isUsedUp || isPaused ? 'plain' : 'fault'} text={state} />
      <span class="counts">
        {faults.matched} <b>{rule.hits}</b> · {faults.fired} <b>{rule.fired}</b>
      </span>
      {!isUsedUp && (
        <button
          type="button"
          role="switch"
          aria-checked={!isPaused}
          aria-label={`${rule.fault} ${rule.id}`}
          class="switch"
          disabled={isBusy}
          onClick={turn}
        >
          {isPaused ? faults.off : faults.on}
        </button>
      )}
      <button type="button" disabled={isBusy} onClick={remove}>
        {faults.remove}
      </button>
    </li>
  )
}

function conditions({ match, options }: FaultRule): string {
  const { faults } = words.value
  const { op, outTradeNo, count, probability, amountFen, nth, after, durationMs, ...rest } = match
  const others = Object.entries({ ...rest, ...options }).map(([name, value]) => `${name}=${value}`)
  const said = [
    op,
    outTradeNo,
    amountFen !== undefined && `¥${formatYuan(amountFen)}`,
    nth !== undefined && `nth=${nth}`,
    after,
    durationMs !== undefined && span(durationMs),
    probability !== undefined && `${Math.round(probability * 100)} %`,
    count === undefined ? faults.always : faults.once(count),
    ...others,
  ]
  return oneLine(said.filter(Boolean).join(' · '))
}
