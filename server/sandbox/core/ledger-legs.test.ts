// The ledger delta of every commit in the journal: legs that sum to 0, and that
// lead from the opening balances to those of now.
import { expect, test } from 'vitest'
import type { Entry } from '../../journal/entry.ts'
import { openShop, type Shop } from '../../testing/shop.fixture.ts'
import { SECOND } from '../../values/instant.ts'
import { ledgerOf } from './ledger-legs.ts'

const balancesOf = ({ sandbox }: Shop) =>
  new Map(sandbox.balances.list().map(({ account, balanceFen }) => [account, balanceFen]))

const commits = (entries: readonly Entry[]) =>
  entries.flatMap((entry) => (entry.kind === 'commit' ? [entry] : []))

const ledgersOf = (shop: Shop) =>
  commits(shop.sandbox.journal.since(0)).map(({ ledger = [] }) => ledger)

test('the legs of every commit sum to 0 and fold to the balances', async () => {
  const shop = openShop()
  const { sandbox, app } = shop
  sandbox.options.set({ feeRateBp: 60 })
  const folded = balancesOf(shop)
  await shop.pay('o-1')
  const { authCode } = sandbox.buyers.issueCode({ pays: 'after-password=5s' })
  await shop.pay('o-2', { auth_code: authCode })
  await shop.pass(6 * SECOND)
  await shop.trade('cancel', { out_trade_no: 'o-2' })
  const back = { out_trade_no: 'o-1', refund_amount: '0.01', out_request_no: 'r1' }
  await shop.trade('refund', back)
  await shop.trade('refund', back)
  sandbox.balances.withdraw({ owner: app.pid, amountFen: 500 })
  sandbox.balances.deposit({ owner: app.pid, amountFen: 70 })
  sandbox.apps.add('second shop')

  const ledgers = ledgersOf(shop)
  const sums = ledgers.map((legs) => legs.reduce((sum, { deltaFen }) => sum + deltaFen, 0))
  expect(sums).toEqual(ledgers.map(() => 0))
  for (const { account, deltaFen } of ledgers.flat()) {
    folded.set(account, (folded.get(account) ?? 0) + deltaFen)
  }
  expect(folded).toEqual(balancesOf(shop))
  const memos = new Set(ledgers.flat().map(({ memo }) => memo))
  expect([...memos].toSorted()).toEqual(
    ['deposit', 'fee', 'grant', 'payment', 'refund', 'withdrawal'].toSorted(),
  )
})

test('a commit that moves nothing has no legs', async () => {
  const shop = openShop()
  const { authCode } = shop.sandbox.buyers.issueCode({ pays: 'never' })
  await shop.pay('o-1', { auth_code: authCode })
  await shop.trade('cancel', { out_trade_no: 'o-1' })
  const events = commits(shop.sandbox.journal.since(0)).map(({ events: happened }) => happened)
  expect(events).toEqual([['TradeCreated'], ['TradeClosed']])
  expect(ledgersOf(shop)).toEqual([[], []])
})

test('a thousand shares to one account are one leg', () => {
  const share = { from: 'seller:1', to: 'buyer:2', amountFen: 1, memo: 'royalty' } as const
  expect(ledgerOf(Array.from({ length: 1_000 }, () => share))).toEqual({
    ledger: [
      { account: 'seller:1', deltaFen: -1_000, memo: 'royalty' },
      { account: 'buyer:2', deltaFen: 1_000, memo: 'royalty' },
    ],
  })
})
