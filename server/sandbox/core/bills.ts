// A sandbox's bills: asked for through the gateway, looked at by a person, and bent by plants.
import { makeBill, isBillType, isEmptyType, type Bill, type BillType } from '../../bills/bill.ts'
import { accountOf, writeLink } from '../../bills/link.ts'
import { readPeriod, type Period } from '../../bills/period.ts'
import { tradeRows } from '../../bills/trade-bill.ts'
import {
  bendRows,
  isAbout,
  discrepancyCatalogue,
  discrepancyKind,
  readDiscrepancyOptions,
  unknownDiscrepancy,
  type Discrepancy,
} from '../../bills/discrepancies.ts'
import type { ServiceCall, ServiceOutcome } from '../../protocols/service.ts'
import { sellerAccount } from '../../trade/trade.ts'
import { drawTradeNo } from '../../values/ids.ts'
import { InputError } from '../../values/input-error.ts'
import { formatChinaTime } from '../../values/instant.ts'
import { noteDiscrepancy, openDiscrepancies } from './discrepancies.ts'
import type { SandboxCore } from './core.ts'

export interface NewDiscrepancy {
  /** A name or a number of the catalogue: `missing-row`, `L01`. */
  plant: string
  /** `yyyy-MM-dd`; today, whose bill comes tomorrow, unless named. */
  date?: string
  options?: Record<string, unknown>
}

export interface BillWanted {
  /** `yyyy-MM-dd` or `yyyy-MM` */
  date: string
  /** `trade` unless named. */
  type?: string
  /** Whose; the first app's merchant unless named. */
  appId?: string
}

export function openBillsApi(core: SandboxCore) {
  const discrepancies = openDiscrepancies(core)
  return {
    catalogue: discrepancyCatalogue,
    plants: (): readonly Discrepancy[] => discrepancies.all(),
    plant: (wanted: NewDiscrepancy): Discrepancy => plant(core, wanted),
    remove: (id: string): void => {
      if (discrepancies.remove(id)) return
      throw new InputError('id', `there is no plant ${id}; see "alipay-sim bill list"`)
    },
    clear: (): void => discrepancies.clear(),
    /** The file itself, without a link, also of a day that is not over. */
    file: ({ date, type = 'trade', appId }: BillWanted): { name: string; bytes: Uint8Array } => {
      const period = readPeriod(date)
      if (!period) throw new InputError('date', 'write a day, 2026-01-05, or a month, 2026-01')
      if (!isBillType(type)) throw new InputError('type', 'trade or signcustomer')
      const { name, bytes } = billOf(core, merchantOf(core, appId), type, period)
      return { name, bytes: bytes() }
    },
  }
}

function merchantOf(core: SandboxCore, appId: string | undefined): string {
  const app = appId === undefined ? core.apps.all()[0] : core.apps.get(appId)
  if (app) return app.pid
  throw new InputError('appId', `there is no app ${appId}; see "alipay-sim app list"`)
}

export function billOf(core: SandboxCore, pid: string, type: BillType, period: Period): Bill {
  return makeBill(type, {
    ...statementOf(core, pid, period),
    openingFen: core.movements.balanceAt(sellerAccount(pid), period.from),
    books: core.trades,
    discrepancies: discrepanciesOf(core, period),
  })
}

const statementOf = (core: SandboxCore, pid: string, period: Period) => ({
  sellerId: pid,
  period,
  movements: core.movements.within(sellerAccount(pid), period.from, period.to),
})

const discrepanciesOf = (core: SandboxCore, period: Period) =>
  openDiscrepancies(core)
    .all()
    .filter((one) => isAbout(one, period))

type RowsCall = Extract<ServiceCall, { op: 'BILLGET' }>

/** The rows of a day's payments and refunds, for a gateway that writes its own file of them. */
export function askRows(
  core: SandboxCore,
  { pid, billDate }: RowsCall,
  exchange: string,
): ServiceOutcome {
  const now = core.clock.now()
  const period = readPeriod(billDate)
  if (!period || period.to > now) return refused('BillDateWrong')
  if (now < period.readyAt || isHeldBack(core, period)) return refused('BillNotThere')
  const { rows, acted } = bendRows(
    tradeRows(statementOf(core, pid, period), core.trades),
    discrepanciesOf(core, period),
  )
  for (const { discrepancy, note, outTradeNo } of acted) {
    noteDiscrepancy(core, discrepancy, note, { exchange, outTradeNo })
  }
  if (rows.length === 0) return refused('BillNotThere')
  return {
    kind: 'bill-rows',
    rows: rows.map((row) => ({ ...row, trade: core.trades.trade(row.tradeNo) })),
  }
}

type BillCall = Extract<ServiceCall, { op: 'BILLURL' }>

/** alipay.data.dataservice.bill.downloadurl.query */
export function askBill(core: SandboxCore, call: BillCall): ServiceOutcome {
  const { pid, origin, billType, billDate } = call
  const now = core.clock.now()
  if (!isBillType(billType) && !isEmptyType(billType)) return refused('BillTypeUnknown')
  const period = readPeriod(billDate)
  // Today, this month, the future, and what is no date at all (recorded).
  if (!period || period.to > now) return refused('BillDateWrong')
  if (!isBillType(billType) || now < period.readyAt) return refused('BillNotThere')
  if (isBeforeRegistration(core, pid, period)) return refused('BillBeforeRegistration')
  if (isHeldBack(core, period)) return refused('BillNotThere')
  const { isEmpty } = billOf(core, pid, billType, period)
  if (isEmpty && core.options().emptyBill === 'refused') return refused('BillNotThere')
  const link = { account: accountOf(pid), billType, date: period.date }
  return { kind: 'bill-link', url: writeLink(origin, link, now, core.seed), isEmpty }
}

const refused = (why: Extract<ServiceOutcome, { kind: 'bill-refused' }>['why']) =>
  ({ kind: 'bill-refused', why }) as const

/** A merchant's account begins with its opening balance. */
const isBeforeRegistration = (core: SandboxCore, pid: string, { to }: Period) =>
  core.movements.within(sellerAccount(pid), 0, to).length === 0

function isHeldBack(core: SandboxCore, period: Period): boolean {
  const found = openDiscrepancies(core)
    .all()
    .find(
      (one) =>
        one.kind === 'not-ready' && isAbout(one, period) && one.fired < (one.options.asks ?? 1),
    )
  if (!found) return false
  noteDiscrepancy(core, found, `bill ${period.date} not there`)
  return true
}

function plant(
  core: SandboxCore,
  { plant: word, date, options = {} }: NewDiscrepancy,
): Discrepancy {
  const kind = discrepancyKind(word)
  if (!kind) {
    throw new InputError('plant', unknownDiscrepancy(word))
  }
  const read = readDiscrepancyOptions(kind, options)
  if (!read.success) {
    const issue = read.issues[0]
    const field = issue.path?.map(({ key }) => String(key)).join('.') ?? ''
    throw new InputError(`options.${field}`, `${issue.message} (plant ${kind})`)
  }
  const day = date ?? formatChinaTime(core.clock.now()).slice(0, 10)
  const period = day.length === 10 ? readPeriod(day) : undefined
  if (!period) throw new InputError('date', 'write a day, 2026-01-05')
  return core.writer.transact(() => {
    const made: Discrepancy = {
      id: `p${core.count('plant')}`,
      kind,
      date: day,
      options: read.output,
      madeUp: {
        tradeNo: drawTradeNo(core.draw, undefined, period.from),
        outTradeNo: `planted-${core.draw.digits('plant', 10)}`,
        batchNo: `planted-refund-${core.draw.digits('plant', 10)}`,
      },
      fired: 0,
    }
    openDiscrepancies(core).put(made)
    return made
  })
}
