// Buyers and the payment codes they show.
import type { Buyer, PaymentCode } from '../trade/buyer.ts'
import { record, text, type Sql } from './sql.ts'

export function openWallets(sql: Sql) {
  const oneCode = sql.prepare('select record from codes where auth_code = ?')
  const putCode = sql.prepare(
    'insert into codes values (?, ?) on conflict (auth_code) do update set record = excluded.record',
  )
  const oneBuyer = sql.prepare('select record from buyers where buyer_id = ?')
  const allBuyers = sql.prepare('select record from buyers order by place')
  const putBuyer = sql.prepare('insert into buyers values (?, ?, ?)')
  return {
    code: (authCode: string) => record<PaymentCode>(oneCode.get(authCode)),
    putCode: (code: PaymentCode) => putCode.run(code.authCode, JSON.stringify(code)),
    buyer: (buyerId: string) => record<Buyer>(oneBuyer.get(buyerId)),
    buyers: () => allBuyers.all().map((row) => JSON.parse(text(row.record)) as Buyer),
    addBuyer: (buyer: Buyer, place: number) =>
      putBuyer.run(buyer.buyerId, place, JSON.stringify(buyer)),
  }
}
