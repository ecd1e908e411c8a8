// What a phone shows when an order waits for its owner: the amount, and a pad for the password.
import { useEffect, useState } from 'preact/hooks'
import type { WalletRow } from '../../../server/sandbox/api/wallet-bill.ts'
import { act } from '../../data/api.ts'
import { useRemote } from '../../data/remote.ts'
import { useDoing } from '../../parts/doing.ts'
import { Failed } from '../../parts/notice.tsx'
import { oneLine, sumOf } from '../../words/entries.ts'
import { words } from '../../words/words.ts'

/** Of every buyer, as in the cashier and in the real sandbox. */
const PASSWORD = '111111'
const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'] as const

interface Waiting {
  tradeNo: string
  outTradeNo: string
  totalFen: number
  currency?: string
}

export function PasswordScreen({ buyerId }: { buyerId: string }) {
  const { wallet } = words.value
  const bill = useRemote<WalletRow[]>(`/buyers/bill?buyerId=${buyerId}&limit=20`)
  const [paid, setPaid] = useState<WalletRow>()
  const waiting = bill.value?.find(({ what }) => what === 'waiting')
  useEffect(() => {
    if (waiting) setPaid(undefined)
  }, [waiting?.tradeNo])
  if (waiting) return <Pad key={waiting.tradeNo} row={waiting} onPaid={() => setPaid(waiting)} />
  if (!paid) return null
  return (
    <p class="paid-now" role="status">
      ✓ {wallet.paidNow} · {oneLine(paid.merchant)} · {oneLine(paid.outTradeNo)}
    </p>
  )
}

function Pad({ row, onPaid }: { row: WalletRow; onPaid(): void }) {
  const { wallet } = words.value
  const [typed, setTyped] = useState('')
  const [isWrong, setWrong] = useState(false)
  const trade = useRemote<Waiting>(`/trades/${row.tradeNo}`)
  const doing = useDoing()
  const pay = async (password: string) => {
    setTyped('')
    setWrong(password !== PASSWORD)
    if (password !== PASSWORD) return
    if (await doing.run(() => act('POST', '/buyers/pay', { trade: row.tradeNo }))) onPaid()
  }
  const press = (key: string) => {
    const next = `${typed}${key}`
    setWrong(false)
    if (next.length === PASSWORD.length) void pay(next)
    else setTyped(next)
  }
  const leave = () =>
    void doing.run(() => act('POST', '/buyers/close-cashier', { trade: row.tradeNo }))
  return (
    <section class="screen pad" aria-label={wallet.waiting}>
      <p>{oneLine(row.merchant)}</p>
      <p class="big">{trade.value ? sumOf(trade.value.totalFen, trade.value.currency) : '…'}</p>
      <p class="hint">
        {oneLine(row.subject)} · {oneLine(row.outTradeNo)}
      </p>
      <p class="dots" aria-label={`${typed.length}/${PASSWORD.length}`} role="img">
        {Array.from(PASSWORD, (_, nth) => (
          <i key={nth} class={nth < typed.length ? 'on' : ''} />
        ))}
      </p>
      {isWrong && <p role="alert">{wallet.wrong}</p>}
      <Failed problem={doing.problem} />
      <div class="keypad" role="group" aria-label={wallet.pad}>
        {KEYS.map((key) => (
          <button type="button" key={key} disabled={doing.isBusy} onClick={() => press(key)}>
            {key}
          </button>
        ))}
        <button
          type="button"
          class="erase"
          aria-label={wallet.erase}
          onClick={() => setTyped(typed.slice(0, -1))}
        >
          ⌫
        </button>
      </div>
      <p class="hint">{wallet.enter}</p>
      <p class="acts">
        <button type="button" disabled={doing.isBusy} onClick={leave}>
          {wallet.leave}
        </button>
      </p>
      <p class="hint">{wallet.late}</p>
    </section>
  )
}
