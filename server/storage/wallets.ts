// Buyers and the payment codes they show.
import type { Buyer, PaymentCode } from '../trade/buyer.ts'
import { formatChinaDay, type Instant } from '../values/instant.ts'
import { number, record, text, type Sql } from './sql.ts'

export function openWallets(sql: Sql) {
  const oneCode = sql.prepare('select record from codes where auth_code = ?')
  const putCode = sql.prepare(
    'insert into codes values (?, ?) on conflict (auth_code) do update set record = excluded.record',
  )
  const oneBuyer = sql.prepare('select record from buyers where buyer_id = ?')
  const allBuyers = sql.prepare('select record from buyers order by place')
  const putBuyer = sql.prepare('insert into buyers values (?, ?, ?)')
  const oneDay = sql.prepare('select payments from free_payments where buyer_id = ? and day = ?')
  const countDay = sql.prepare(
    `insert into free_payments values (?, ?, 1)
     on conflict (buyer_id, day) do update set payments = payments + 1`,
  )
  return {
    /** Payments without a password on the China-time day of this moment, as far as they are counted. */
    freePayments: (buyerId: string, at: Instant): number => {
      const row = oneDay.get(buyerId, formatChinaDay(at))
      return row ? number(row.payments) : 0
    },
    countFreePayment: (buyerId: string, at: Instant) => countDay.run(buyerId, formatChinaDay(at)),
    code: (authCode: string) => record<PaymentCode>(oneCode.get(authCode)),
    putCode: (code: PaymentCode) => putCode.run(code.authCode, JSON.stringify(code)),
    buyer: (buyerId: string) => record<Buyer>(oneBuyer.get(buyerId)),
    buyers: () => allBuyers.all().map((row) => JSON.parse(text(row.record)) as Buyer),
    addBuyer: (buyer: Buyer, place: number) =>
      putBuyer.run(buyer.buyerId, place, JSON.stringify(buyer)),
  }
}
