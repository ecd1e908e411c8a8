// Somebody's own traffic with notifications that come twice, late, forged and reordered, judged by what
// a command says of the shop's books: before, after the traffic, and after each of these notifications.
import { setTimeout as pause } from 'node:timers/promises'
import type { RunningServer } from '../../../server/hosts/node.ts'
import { readTrace } from '../../../server/journal/trace.ts'
import { formatYuan } from '../../../server/values/money.ts'
import { readBooked, type Booked } from '../../adapter/booked.ts'
import type { LocalizedText } from '../../rules/rule.ts'
import { beliefOf, oddLines, ordersIn, payments, saleEntry, spread, type Ledger } from '../books.ts'
import { attack, type Attacked } from './attacks.ts'
import { runLine } from './shell.ts'

export interface Verified {
  /** What the books have too much or too little, and what could not be seen. */
  remarks: readonly LocalizedText[]
}

export interface Verifying {
  /** The command that makes the traffic has ended. */
  afterTraffic(): Promise<Verified>
}

const PATIENCE_MS = 15_000
/** Shops book after they have answered, too: two looks so far apart must agree. */
const APART_MS = 200
const SETTLES_WITHIN_MS = 5_000
/** The copy of a notification, in real time: shops that end with their tests still hear it. */
const COPY_AFTER_MS = 150

/** Looks at the books, and lets every notification come twice from now on. */
export async function beginVerifying(
  server: RunningServer,
  { line, env, timeScale }: { line: string; env: Record<string, string>; timeScale: number },
): Promise<Verifying> {
  const { sandbox } = server
  const ask = async (): Promise<Booked> => {
    const { exitCode, out, err } = await runLine(line, env, PATIENCE_MS)
    if (exitCode !== 0) throw new Error(`--verify-cmd ended with ${exitCode}${err && `: ${err}`}`)
    try {
      return readBooked(out)
    } catch (error) {
      throw new Error(`--verify-cmd: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  // A shop that its tests set up has no books yet, and that is no payment.
  const before = await ask().catch((): Booked => ({ count: 0 }))
  const gapMs = Math.round(COPY_AFTER_MS / timeScale)
  const copies = sandbox.faults.add({
    fault: 'duplicate-notification',
    options: { copies: 1, gapMs },
    match: {},
  })
  return {
    afterTraffic: async () => {
      await whenQuiet(server)
      sandbox.faults.remove(copies.id)
      return look(server, 'count' in before ? before.count : 0, () => settled(ask))
    },
  }
}

/** The books, once they no longer change. */
async function settled(ask: () => Promise<Booked>): Promise<Booked> {
  const untilMs = performance.now() + SETTLES_WITHIN_MS
  let last = await ask()
  while (performance.now() < untilMs) {
    await pause(APART_MS)
    const next = await ask()
    if (textOf(next) === textOf(last)) return next
    last = next
  }
  return last
}

const textOf = (booked: Booked) =>
  JSON.stringify(
    'rows' in booked ? [...booked.rows].toSorted(([a], [b]) => (a < b ? -1 : 1)) : booked.count,
  )

async function look(
  { sandbox }: RunningServer,
  before: number,
  ask: () => Promise<Booked>,
): Promise<Verified> {
  const trace = () => readTrace(sandbox.journal.since(0))
  const first = await ask()
  const traffic = trace()
  const { ledger: found, isGuess } = spread(traffic, before, first)
  const ledger = new Map(found)
  const noted = new Map<string, string>()
  const note = (outTradeNo: string) => {
    const now = trace()
    const order = ordersIn(now).find((one) => one.outTradeNo === outTradeNo)
    if (!order) return
    const belief = beliefOf(now, order, ledger.get(outTradeNo) ?? [])
    const text = JSON.stringify(belief)
    if (noted.get(outTradeNo) === text) return
    noted.set(outTradeNo, text)
    sandbox.journal.note(belief)
  }
  const orders = ordersIn(traffic)
  for (const order of orders) sandbox.journal.note(saleEntry(order))
  for (const { outTradeNo } of orders) note(outTradeNo)
  let count = 'count' in first ? first.count : 0
  const attacked = await attack(sandbox, traffic, async (outTradeNo) => {
    const booked = await ask()
    if ('rows' in booked) {
      for (const [number, rows] of spread(traffic, before, booked).ledger) ledger.set(number, rows)
    } else {
      const rows = ledger.get(outTradeNo) ?? []
      ledger.set(outTradeNo, payments(rows.length + booked.count - count))
      count = booked.count
    }
    note(outTradeNo)
  })
  return { remarks: remarksOn(trace(), ledger, attacked, isGuess) }
}

type Trace = ReturnType<typeof readTrace>

function remarksOn(
  trace: Trace,
  ledger: Ledger,
  attacked: Attacked,
  isGuess: boolean,
): LocalizedText[] {
  const odd = oddLines(trace, ledger, formatYuan)
  return [
    ...odd,
    ...(isGuess && odd.length > 0 ? [WHOSE] : []),
    ...(attacked.isGone ? [GONE] : []),
    ...(!attacked.isGone && attacked.paid.length === 0 ? [NO_PAID] : []),
    ...(!attacked.isGone && attacked.unpaid.length === 0 ? [NO_UNPAID] : []),
    UNSEEN,
  ]
}

const WHOSE: LocalizedText = {
  en: 'A number does not say whose rows they are: to know the order, print JSON with out_trade_no.',
  zh: '只有总数，无法确定是哪笔订单：请输出带 out_trade_no 的 JSON。',
}
const GONE: LocalizedText = {
  en: 'Nobody answers at the notify_url any more: late, reordered and forged notifications were not tried. Start the shop by itself (--port), and let the command only drive it.',
  zh: 'notify_url 已无人应答：未能测试迟到、乱序和伪造的通知。请单独启动商户（--port），命令只负责产生流量。',
}
const NO_PAID: LocalizedText = {
  en: 'No order with a notify_url was paid: late and reordered notifications were not tried.',
  zh: '没有带 notify_url 的已付款订单：未能测试迟到和乱序的通知。',
}
const NO_UNPAID: LocalizedText = {
  en: 'Every order with a notify_url was paid: forged notifications were not tried. Let the command leave one order unpaid.',
  zh: '带 notify_url 的订单都已付款：未能测试伪造的通知。请让命令留下一笔未付款的订单。',
}
const UNSEEN: LocalizedText = {
  en: 'The books were asked for payments alone. Not seen: states, refunds unless they are listed, what the cashier is shown, what happens after an outage; for these there is the adapter.',
  zh: '账目只反映付款。看不到的有：订单状态、未列出的退款、收银员看到的提示、断网后的行为；这些需要适配器。',
}

/** Until nothing is on its way to the shop, for some seconds at most: it may be gone. */
async function whenQuiet({ sandbox }: RunningServer): Promise<void> {
  const untilMs = performance.now() + SETTLES_WITHIN_MS
  while (performance.now() < untilMs) {
    await pause(COPY_AFTER_MS)
    const { deliveries } = readTrace(sandbox.journal.since(0))
    const isOpen = deliveries.some(({ reply }) => reply === undefined)
    if (!isOpen && sandbox.clock.expecting(COPY_AFTER_MS).size === 0) return
  }
}
