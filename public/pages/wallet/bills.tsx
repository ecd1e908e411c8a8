// The bills a buyer shows at the counter when a shop cannot find a payment.
import type { WalletRow } from '../../../server/sandbox/api/wallet-bill.ts'
import { useRemote } from '../../data/remote.ts'
import { linkTo } from '../../data/route.ts'
import { Failed, Loading } from '../../parts/notice.tsx'
import { Time } from '../../parts/time.tsx'
import { oneLine, yuan } from '../../words/entries.ts'
import { words } from '../../words/words.ts'

export function Bills({ buyerId }: { buyerId: string }) {
  const { wallet } = words.value
  const bill = useRemote<WalletRow[]>(`/buyers/bill?buyerId=${buyerId}&limit=50`)
  return (
    <section class="screen bills" aria-label={wallet.bills}>
      <Failed problem={bill.problem} />
      {!bill.value && !bill.problem && <Loading />}
      {bill.value?.length === 0 && <p class="hint">{wallet.noBills}</p>}
      <ul>
        {bill.value?.map((row) => (
          <li key={`${row.tradeNo} ${row.what} ${row.at}`}>
            <span class="said">
              <strong>{oneLine(row.merchant)}</strong>
              <small>{oneLine(row.subject)}</small>
              <small>
                <a href={linkTo('trades', row.outTradeNo)}>{oneLine(row.outTradeNo)}</a> ·{' '}
                <Time at={row.at} />
              </small>
            </span>
            <span class="amount">
              <b>{row.amountFen === 0 ? '–' : yuan(row.amountFen)}</b>
              <small>{wallet.what[row.what]}</small>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
