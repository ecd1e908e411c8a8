// The heartbeat of a till: every half hour at the latest it tells of itself, of each payment since
// the last time, and of what went wrong (004:L138-144).
import type { PayReport } from './records.ts'
import { chinaTime } from './shop.ts'
import type { Shop } from './shop.ts'

/** What one beat may hold. */
const MOST_TRADES = 30
const LONGEST_EXCEPTIONS = 256
const LONGEST_COST_S = 99

const TRIES = 3
const RETRY_EVERY_MS = 60_000

/** Never ends; a device beats for as long as it is on. */
export async function beatForEver(shop: Shop): Promise<never> {
  for (;;) {
    const startedAt = shop.clock.now()
    await beatAll(shop)
    await shop.clock.sleep(shop.decisions.heartbeatEveryMs - (shop.clock.now() - startedAt))
  }
}

async function beatAll(shop: Shop): Promise<void> {
  const { config, store } = shop
  const known = store.attempts.all().map(({ terminalId }) => terminalId)
  for (const terminalId of new Set([config.terminalId, ...known])) await beat(shop, terminalId)
}

async function beat(shop: Shop, terminalId: string): Promise<void> {
  const reports = shop.store.payReports.all().filter((one) => one.terminalId === terminalId)
  let rest = shop.decisions.heartbeatTrades(reports)
  do {
    const { part, exceptions } = portion(rest)
    const isHeard = await send(shop, terminalId, part, exceptions)
    // What was not heard is told next time.
    if (!isHeard) return
    rest = rest.slice(part.length)
  } while (rest.length > 0)
  forget(shop, reports)
}

function forget({ store }: Shop, reports: readonly PayReport[]): void {
  for (const { outTradeNo, nth } of reports) store.payReports.remove(`${outTradeNo}/${nth}`)
}

/** As many payments as one beat can tell of. */
function portion(reports: readonly PayReport[]): { part: PayReport[]; exceptions: string } {
  const part: PayReport[] = []
  let exceptions = ''
  for (const report of reports.slice(0, MOST_TRADES)) {
    const { failure, outTradeNo } = report
    const line = failure === undefined ? '' : `${outTradeNo} ${failure}`.slice(0, 80)
    const joined = [exceptions, line].filter(Boolean).join(';')
    if (joined.length > LONGEST_EXCEPTIONS) break
    exceptions = joined
    part.push(report)
  }
  return { part, exceptions }
}

async function send(
  shop: Shop,
  terminalId: string,
  reports: readonly PayReport[],
  exceptions: string,
): Promise<boolean> {
  const { clock, config, gateway } = shop
  const trades = reports.map(({ costMs, outTradeNo, state }) => ({
    OTN: outTradeNo,
    TC: Math.min(LONGEST_COST_S, Math.round(costMs / 1_000)),
    STAT: state,
  }))
  for (let tryNo = 1; ; tryNo += 1) {
    const reply = await gateway.heartbeat({
      product: 'FP',
      type: 'CR',
      equipment_id: terminalId,
      time: chinaTime(clock.now()),
      store_id: config.storeId,
      network_type: 'LAN',
      ...(trades.length > 0 && { trade_info: JSON.stringify(trades) }),
      ...(exceptions !== '' && { exce_info: exceptions }),
    })
    if (reply.kind === 'answered') return reply.code === '10000'
    if (tryNo >= TRIES) return false
    await clock.sleep(RETRY_EVERY_MS)
  }
}
