// What a person can do to one trade: as its buyer, as the seller's finance, as time.
import type { TradeView } from '../../../server/sandbox/api/trades.ts'
import { act } from '../../data/api.ts'
import { useDoing } from '../../parts/doing.ts'
import { Failed } from '../../parts/notice.tsx'
import { words } from '../../words/words.ts'

interface Act {
  label: string
  path: string
  body?: object
}

export function TradeActs({ trade }: { trade: TradeView }) {
  const doing = useDoing()
  return (
    <div class="acts">
      {actsOf(trade).map(({ label, path, body }) => (
        <button
          type="button"
          key={label}
          disabled={doing.isBusy}
          onClick={() => void doing.run(() => act('POST', path, body))}
        >
          {label}
        </button>
      ))}
      <Failed problem={doing.problem} />
    </div>
  )
}

function actsOf({
  outTradeNo: trade,
  tradeNo,
  status,
  isFrozen,
  notifyUrl,
  ...rest
}: TradeView): Act[] {
  const { trades } = words.value
  const isPaid = status === 'TRADE_SUCCESS'
  const isRefundable = isPaid && rest.refundedFen < rest.totalFen
  const waiting: Act[] = [
    { label: trades.pay, path: '/buyers/pay', body: { trade } },
    { label: trades.closeCashier, path: '/buyers/close-cashier', body: { trade } },
  ]
  const age = { label: `${trades.age} 25h`, path: `/trades/${tradeNo}/age`, body: { by: '25h' } }
  const notices: Act[] = [
    { label: trades.hurry, path: '/notifications/hurry', body: { trade } },
    { label: trades.silence, path: '/notifications/silence', body: { trade } },
  ]
  return [
    ...(status === 'WAIT_BUYER_PAY' ? waiting : []),
    ...(isPaid && !isFrozen
      ? [{ label: trades.complain, path: '/buyers/complain', body: { trade } }]
      : []),
    ...(isFrozen
      ? [{ label: trades.settle, path: '/buyers/settle-complaint', body: { trade } }]
      : []),
    ...(isRefundable
      ? [{ label: trades.refundOutside, path: `/trades/${tradeNo}/refund-outside`, body: {} }]
      : []),
    age,
    ...(notifyUrl ? notices : []),
  ]
}
