// Discrepancies in a bill, for tests of reconciliation. They change the file of 业务明细 and its
// summary, or when it is there; the books and the account statement stay true.
import * as v from 'valibot'
import type { FaultKind } from '../journal/fault-kinds.ts'
import { formatChinaTime, HOUR, type Instant } from '../values/instant.ts'
import type { Fen } from '../values/money.ts'
import type { Period } from './period.ts'
import type { TradeRow } from './trade-bill.ts'

const fen = (says: string) => v.pipe(v.number(says), v.integer(says))
const outTradeNo = v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(64)))
const amountFen = v.optional(v.pipe(fen('an amount in fen'), v.minValue(1, 'at least 1 fen')))

interface Declared {
  catalogueId: string
  faultKind: FaultKind
  /** It bends the row of a payment that was made. */
  bendsAPayment: boolean
  about: string
  ledger: string
  options: v.GenericSchema
}

const KINDS = {
  'missing-row': {
    catalogueId: 'L01',
    faultKind: 'payment-missing',
    bendsAPayment: true,
    about: 'Leaves out the row of a payment.',
    ledger: 'The payment was made.',
    options: v.strictObject({ outTradeNo }),
  },
  'extra-row': {
    catalogueId: 'L02',
    faultKind: 'payment-added',
    bendsAPayment: false,
    about: 'Adds the row of a payment that nobody made.',
    ledger: 'There is no such trade.',
    options: v.strictObject({ amountFen }),
  },
  'wrong-amount': {
    catalogueId: 'L03',
    faultKind: 'amount-changed',
    bendsAPayment: true,
    about: 'Changes the amount of a payment row (byFen, default -1).',
    ledger: 'The amount is that of the order.',
    options: v.strictObject({
      outTradeNo,
      byFen: v.optional(v.pipe(fen('fen, not 0'), v.notValue(0, 'fen, not 0')), -1),
    }),
  },
  'not-ready': {
    catalogueId: 'L04',
    faultKind: 'bill-late',
    bendsAPayment: false,
    about: 'Answers that there is no bill yet to the first asks for it (asks, default 1).',
    ledger: 'The bill is there.',
    options: v.strictObject({
      asks: v.optional(v.pipe(fen('how many asks'), v.minValue(1, 'at least 1')), 1),
    }),
  },
  'extra-refund': {
    catalogueId: 'L05',
    faultKind: 'refund-added',
    bendsAPayment: false,
    about: 'Adds the row of a refund that nobody asked for.',
    ledger: 'Nothing was refunded.',
    options: v.strictObject({ outTradeNo, amountFen }),
  },
} as const satisfies Record<string, Declared>

export type DiscrepancyKind = keyof typeof KINDS

interface DiscrepancyOptions {
  outTradeNo?: string
  amountFen?: Fen
  byFen?: Fen
  asks?: number
}

export interface Discrepancy {
  id: string
  kind: DiscrepancyKind
  /** The day whose bill is bent, `yyyy-MM-dd`; the bill of its month is bent too. */
  date: string
  options: DiscrepancyOptions
  /** Numbers of what is made up: of the trade, of the order, of the refund. */
  madeUp: { tradeNo: string; outTradeNo: string; batchNo: string }
  /** How often it has bent an answer. */
  fired: number
}

export const discrepancyCatalogue = () =>
  Object.entries(KINDS).map(([name, { catalogueId, about, ledger }]) => ({
    name,
    ids: [catalogueId],
    about,
    ledger,
  }))

/** What the journal says of it. */
export function describeDiscrepancy({ kind }: Pick<Discrepancy, 'kind'>) {
  const { catalogueId, faultKind } = KINDS[kind]
  return { fault: kind, catalogueId, faultKind }
}

/** Whether it bends the row of a payment that was made. */
export const bendsAPayment = (kind: DiscrepancyKind): boolean => KINDS[kind].bendsAPayment

/** By name or catalogue number: `missing-row`, `L01`. */
export function discrepancyKind(word: string): DiscrepancyKind | undefined {
  const found = Object.entries(KINDS).find(
    ([name, { catalogueId }]) => name === word || catalogueId === word,
  )
  // The names of entries are the keys of the table.
  return found?.[0] as DiscrepancyKind | undefined
}

/** Which there are, for whoever named another. */
export function unknownDiscrepancy(word: string): string {
  const names = discrepancyCatalogue().map(({ name, ids }) => `${name} (${ids.join(', ')})`)
  return `there is no "${word}"; there are ${names.join(', ')}`
}

/** Reads the options of a discrepancy; the first issue is what is wrong with them. */
export const readDiscrepancyOptions = (kind: DiscrepancyKind, options: unknown) =>
  v.safeParse<v.GenericSchema<unknown, DiscrepancyOptions>>(KINDS[kind].options, options)

export const isAbout = ({ date }: Discrepancy, period: Period) => date.startsWith(period.date)

/** What a discrepancy did: in words, and to which order's rows. */
export interface Acted {
  discrepancy: Discrepancy
  note: string
  outTradeNo: string
}

/** The rows as the file shall have them, and what each discrepancy did, in words. */
export function bendRows(genuine: readonly TradeRow[], discrepancies: readonly Discrepancy[]) {
  const acted: Acted[] = []
  let rows = [...genuine]
  for (const discrepancy of discrepancies) {
    const bent = bend(rows, discrepancy)
    if (!bent) continue
    rows = bent.rows.toSorted((a, b) => a.doneAt - b.doneAt)
    acted.push({ discrepancy, note: bent.note, outTradeNo: bent.outTradeNo })
  }
  return { rows, acted }
}

type Bent = { rows: TradeRow[]; note: string; outTradeNo: string } | undefined

function bend(rows: readonly TradeRow[], discrepancy: Discrepancy): Bent {
  const target = targetOf(rows, discrepancy)
  const { amountFen: wantedFen, byFen = -1 } = discrepancy.options
  switch (discrepancy.kind) {
    case 'missing-row':
      if (!target) return undefined
      return {
        rows: rows.filter((row) => row !== target),
        note: `${target.outTradeNo} left out`,
        outTradeNo: target.outTradeNo,
      }
    case 'wrong-amount': {
      if (!target) return undefined
      const bent = changeBy(target, byFen)
      const note = `${target.outTradeNo} changed by ${byFen} fen`
      const { outTradeNo: of } = target
      return { rows: rows.map((row) => (row === target ? bent : row)), note, outTradeNo: of }
    }
    case 'extra-row': {
      const made = madeUpRow(discrepancy, wantedFen ?? MADE_UP_FEN)
      const { outTradeNo: of } = made
      return { rows: [...rows, made], note: `${of} (${made.tradeNo}) made up`, outTradeNo: of }
    }
    case 'extra-refund': {
      const of = target ?? madeUpRow(discrepancy, wantedFen ?? MADE_UP_FEN)
      const made = refundOf(of, discrepancy, wantedFen ?? of.orderFen)
      const note = `refund ${made.batchNo} of ${of.outTradeNo} made up`
      return { rows: [...rows, made], note, outTradeNo: of.outTradeNo }
    }
    case 'not-ready':
      return undefined
  }
}

/** The payment it names, or the first of its day. */
function targetOf(rows: readonly TradeRow[], { date, options }: Discrepancy): TradeRow | undefined {
  return rows.find(
    (row) =>
      row.kind === 'payment' &&
      formatChinaTime(row.doneAt).startsWith(date) &&
      (options.outTradeNo === undefined || row.outTradeNo === options.outTradeNo),
  )
}

const changeBy = (row: TradeRow, byFen: Fen): TradeRow => ({
  ...row,
  orderFen: row.orderFen + byFen,
  receiptFen: row.receiptFen + byFen,
})

const MADE_UP_FEN = 8_888
const NOTHING_ELSE = { platformFen: 0, merchantFen: 0, pointFen: 0, feeFen: 0, royaltyFen: 0 }

function madeUpRow({ date, madeUp }: Discrepancy, totalFen: Fen): TradeRow {
  const at: Instant = Date.parse(`${date}T00:00:00+08:00`) + 12 * HOUR
  return {
    kind: 'payment',
    tradeNo: madeUp.tradeNo,
    outTradeNo: madeUp.outTradeNo,
    subject: '（模拟）来历不明',
    createdAt: at,
    doneAt: at,
    counterparty: '',
    orderFen: totalFen,
    receiptFen: totalFen,
    ...NOTHING_ELSE,
    batchNo: '',
  }
}

const refundOf = (row: TradeRow, { madeUp }: Discrepancy, backFen: Fen): TradeRow => ({
  ...row,
  kind: 'refund',
  orderFen: -backFen,
  receiptFen: -backFen,
  ...NOTHING_ELSE,
  batchNo: madeUp.batchNo,
})
