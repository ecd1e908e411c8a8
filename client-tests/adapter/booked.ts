// What a command says of a shop's books: how many payments they hold, or each of them with its order.
import { parseYuan, type Fen } from '../../server/values/money.ts'

/** One entry of the books. */
export interface Row {
  type: 'PAID' | 'REFUNDED' | 'REVERSED'
  /** Absent where the books were not asked for it. */
  amountFen?: Fen
}

/** A number says of no payment which one it was. */
export type Booked = { count: number } | { rows: ReadonlyMap<string, readonly Row[]> }

const WANTED =
  'a number, a list [{"out_trade_no": "A1", "amount": "12.34"}], or a map {"A1": 1} of rows per order'

/** Reads the whole output, or else its last line: programs like to say more. Throws what is wrong. */
export function readBooked(output: string): Booked {
  const text = output.trim()
  const last = text.split('\n').at(-1)?.trim() ?? ''
  const value = jsonIn(text) ?? jsonIn(last)
  if (value === undefined) {
    const said = text === '' ? 'nothing' : JSON.stringify(text.slice(0, 200))
    throw new Error(`it printed ${said}; expected ${WANTED}`)
  }
  return bookedIn(value.json)
}

function jsonIn(text: string): { json: unknown } | undefined {
  try {
    return { json: JSON.parse(text) }
  } catch {
    return undefined
  }
}

function bookedIn(value: unknown): Booked {
  if (typeof value === 'number') return { count: countOf(value, 'the number') }
  if (Array.isArray(value)) {
    const read = value.map((row: unknown, place) => readRow(row, `row ${place + 1}`))
    const byOrder = Map.groupBy(read, ({ outTradeNo }) => outTradeNo)
    const rows = new Map([...byOrder].map(([order, all]) => [order, all.map(({ row }) => row)]))
    return { rows }
  }
  if (typeof value === 'object' && value !== null) {
    const rows = Object.entries(value).map(([order, count]): [string, Row[]] => [
      order,
      Array.from({ length: countOf(count, `"${order}"`) }, () => ({ type: 'PAID' as const })),
    ])
    return { rows: new Map(rows) }
  }
  throw new Error(`it printed ${JSON.stringify(value)}; expected ${WANTED}`)
}

const MOST_ROWS = 1_000_000

function countOf(value: unknown, what: string): number {
  if (Number.isInteger(value) && Number(value) >= 0 && Number(value) <= MOST_ROWS)
    return Number(value)
  throw new Error(`${what} is ${JSON.stringify(value)}; expected a count from 0 to ${MOST_ROWS}`)
}

const TYPES: readonly Row['type'][] = ['PAID', 'REFUNDED', 'REVERSED']

function readRow(row: unknown, where: string): { outTradeNo: string; row: Row } {
  const fields: Record<string, unknown> = typeof row === 'object' && row !== null ? { ...row } : {}
  const { out_trade_no: number, amount, type = 'PAID' } = fields
  if (typeof number !== 'string' && typeof number !== 'number')
    throw new Error(
      `${where} has no out_trade_no; expected {"out_trade_no": "A1", "amount": "12.34"}`,
    )
  const known = TYPES.find((one) => one === type)
  if (!known)
    throw new Error(
      `${where}: type is ${JSON.stringify(type)}; expected one of ${TYPES.join(', ')}`,
    )
  const outTradeNo = String(number)
  if (amount === undefined || amount === null) return { outTradeNo, row: { type: known } }
  const amountFen = parseYuan(amount)
  if (amountFen === undefined)
    throw new Error(`${where}: amount is ${JSON.stringify(amount)}; expected yuan, such as "12.34"`)
  return { outTradeNo, row: { type: known, amountFen } }
}
