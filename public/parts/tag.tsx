// Small coloured words: a trade's state, a tone.
import type { TradeStatus } from '../../server/journal/entry.ts'
import { words } from '../words/words.ts'
import type { Tone } from '../words/entries.ts'

const TONES: Record<TradeStatus, Tone> = {
  WAIT_BUYER_PAY: 'wait',
  TRADE_SUCCESS: 'good',
  TRADE_CLOSED: 'plain',
  TRADE_FINISHED: 'notice',
}

export function Tag({ tone, text }: { tone: Tone; text: string }) {
  return <span class={`tag ${tone}`}>{text}</span>
}

export function StatusTag({ status }: { status: TradeStatus }) {
  return (
    <span class={`tag ${TONES[status]}`} title={status}>
      {words.value.status[status]}
    </span>
  )
}
