// A bill: which there are, what stands in each, and the file it comes as. Pure: the records come in,
// and the same records give the same bytes.
import type { Fen } from '../values/money.ts'
import { accountDetail, accountSummary } from './account-bill.ts'
import { zip } from './archive.ts'
import { accountOf, fileName } from './link.ts'
import type { Period } from './period.ts'
import { bendRows, type Acted, type Discrepancy } from './discrepancies.ts'
import { tradeDetail, tradeRows, tradeSummary, type Books, type Statement } from './trade-bill.ts'

/** The bills a merchant of this simulator can have something in. */
export type BillType = 'trade' | 'signcustomer'

/** Documented, and empty here: nothing of their kind is simulated. */
const EMPTY_TYPES = ['merchant_act', 'trade_zft_merchant', 'zft_acc', 'settlementMerge'] as const

export const isBillType = (word: string): word is BillType =>
  word === 'trade' || word === 'signcustomer'

export const isEmptyType = (word: string): boolean => EMPTY_TYPES.some((type) => type === word)

export interface Source extends Statement {
  openingFen: Fen
  books: Books
  /** Those that concern this bill. */
  discrepancies: readonly Discrepancy[]
}

export interface Bill {
  name: string
  isEmpty: boolean
  acted: Acted[]
  /** The zip. */
  bytes(): Uint8Array
}

export function makeBill(type: BillType, source: Source): Bill {
  return type === 'trade' ? tradeBill(source) : accountBill(source)
}

function tradeBill({ books, discrepancies, ...statement }: Source): Bill {
  const { period } = statement
  const account = accountOf(statement.sellerId)
  const { rows, acted } = bendRows(tradeRows(statement, books), discrepancies)
  return {
    ...file(account, period, () => ({
      业务明细: tradeDetail(account, period, rows),
      '业务明细(汇总)': tradeSummary(account, period, rows),
    })),
    isEmpty: rows.length === 0,
    acted,
  }
}

function accountBill({ sellerId, period, movements, openingFen, books }: Source): Bill {
  const account = accountOf(sellerId)
  return {
    ...file(account, period, () => ({
      账务明细: accountDetail(account, period, movements, openingFen, books),
      '账务明细(汇总)': accountSummary(account, period, movements),
    })),
    isEmpty: movements.length === 0,
    acted: [],
  }
}

function file(account: string, period: Period, write: () => Record<string, Uint8Array>) {
  const name = fileName(account, period.date)
  const stem = name.replace('.csv.zip', '')
  const inside = () =>
    Object.entries(write()).map(([part, content]) => [`${stem}_${part}.csv`, content] as const)
  return { name, bytes: () => zip(new Map(inside()), period.readyAt) }
}
