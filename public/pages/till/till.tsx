// A till for whoever has no shop yet: takes a payment, has it broken, and shows how one finds out.
import { useState } from 'preact/hooks'
import type { TillAnswer } from '../../../server/control/till.ts'
import { TRADE_STATUSES } from '../../../server/journal/entry.ts'
import { formatYuan, parseYuan } from '../../../server/values/money.ts'
import { linkTo, route } from '../../data/route.ts'
import { language } from '../../data/settings.ts'
import { Failed } from '../../parts/notice.tsx'
import { Tag } from '../../parts/tag.tsx'
import { oneLine, yuan, type Tone } from '../../words/entries.ts'
import { words } from '../../words/words.ts'
import { RECIPES } from '../faults/recipes.table.ts'
import { charge, play, refund, signWrongly, type Play, type Step } from './play.ts'

const HOWS = ['at-once', 'after-password=8s', 'never', 'no-money'] as const
const BREAKING = RECIPES.filter(({ rule }) => rule.match.op === 'PAY')

export function TillPage() {
  const { pages, till } = words.value
  const { sandbox } = route.value
  const shown = play.value?.sandbox === sandbox ? play.value : undefined
  const isBusy = shown !== undefined && shown.end === undefined
  return (
    <>
      <h1>{pages.till}</h1>
      <p class="hint">{till.about}</p>
      <div class="till">
        <ChargeForm isBusy={isBusy} />
        {shown ? <Course shown={shown} /> : <p class="hint">{till.nothing}</p>}
      </div>
    </>
  )
}

function ChargeForm({ isBusy }: { isBusy: boolean }) {
  const { till, trades, wallet } = words.value
  const { sandbox, query } = route.value
  const [amount, setAmount] = useState(formatYuan(8_888))
  const [subject, setSubject] = useState('一杯咖啡')
  const [pays, setPays] = useState<string>('at-once')
  const [broken, setBroken] = useState(query['break'] ?? '')
  const amountFen = parseYuan(amount)
  const rule = BREAKING.find(({ id }) => id === broken)?.rule
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (amountFen) void charge(sandbox, { amountFen, subject, pays, rule })
      }}
    >
      <label>
        {trades.amount}
        <input
          inputMode="decimal"
          required
          value={amount}
          aria-invalid={!amountFen}
          onInput={({ currentTarget }) => setAmount(currentTarget.value)}
        />
      </label>
      {!amountFen && <p role="alert">{till.amountWrong}</p>}
      <label>
        {trades.subject}
        <input
          required
          maxLength={128}
          value={subject}
          onInput={({ currentTarget }) => setSubject(currentTarget.value)}
        />
      </label>
      <label>
        {till.buyer}
        <select value={pays} onChange={({ currentTarget }) => setPays(currentTarget.value)}>
          {HOWS.map((how) => (
            <option value={how} key={how}>
              {how === 'never' ? till.inWallet : wallet.hows[how]}
            </option>
          ))}
        </select>
      </label>
      <label>
        {till.break}
        <select value={broken} onChange={({ currentTarget }) => setBroken(currentTarget.value)}>
          <option value="">{till.breakNothing}</option>
          {BREAKING.map(({ id, ...says }) => (
            <option value={id} key={id}>
              {says[language.value].replace(/^[^:：]*[:：]\s*/, '')}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" class="primary" disabled={isBusy || !amountFen}>
        {till.charge}
      </button>
      <button type="button" disabled={isBusy} onClick={() => void signWrongly(sandbox)}>
        {till.missign}
      </button>
    </form>
  )
}

/** What happened so far, call by call, and what comes of it. */
function Course({ shown }: { shown: Play }) {
  const { till } = words.value
  const { outTradeNo, steps, end, problem, amountFen } = shown
  const isMissigned = steps[0]?.why === 'missigned'
  return (
    <section class="course" aria-label={till.course} aria-live="polite">
      <h2>
        {oneLine(outTradeNo)} {amountFen > 0 && <span class="amount">{yuan(amountFen)}</span>}
      </h2>
      <ol>
        {steps.map((step, nth) => (
          <StepRow key={nth} step={step} />
        ))}
      </ol>
      <Failed problem={problem} />
      {end === undefined && steps.at(-1)?.answer && <p class="hint">{till.waits}</p>}
      {end !== undefined && !isMissigned && !problem && (
        <p class={`ending ${end}`} role="status">
          <strong>{till.ends[end]}</strong>
        </p>
      )}
      <p class="acts">
        {end === 'paid' && (
          <button type="button" onClick={() => void refund(shown)}>
            {till.refund}
          </button>
        )}
        {isMissigned ? (
          <a href={linkTo('journal', undefined, { trouble: '1' })}>{till.seeWhy}</a>
        ) : (
          <a href={linkTo('trades', outTradeNo)}>{till.seeTrade}</a>
        )}
      </p>
    </section>
  )
}

const TONES: Record<string, Tone> = {
  ok: 'good',
  pending: 'wait',
  'not-found': 'wait',
  refused: 'bad',
  rejected: 'bad',
}

const toneOf = ({ seen, tradeStatus }: TillAnswer): Tone =>
  tradeStatus === 'WAIT_BUYER_PAY' ? 'wait' : (TONES[seen] ?? 'fault')

/** What an answer means for whoever stands at the till. */
function readingOf({ seen, tradeStatus }: TillAnswer): string {
  const { till, status } = words.value
  const known = TRADE_STATUSES.find((one) => one === tradeStatus)
  return seen === 'ok' && known ? till.tells(status[known]) : till.seen[seen]
}

function StepRow({ step: { why, op, answer } }: { step: Step }) {
  const { till } = words.value
  const codes = [answer?.code, answer?.subCode ?? answer?.tradeStatus].filter(Boolean).join(' ')
  return (
    <li>
      <span class="said">
        <strong>{till.whys[why]}</strong> <small>{op}</small>
      </span>
      {answer ? (
        <Tag tone={toneOf(answer)} text={oneLine(codes || (answer.says ?? ''))} />
      ) : (
        <small>{till.onTheWay}</small>
      )}
      {answer && <p class="reads">{readingOf(answer)}</p>}
    </li>
  )
}
