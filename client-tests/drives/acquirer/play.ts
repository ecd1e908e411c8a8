// Plays the scenarios for acquirers: the till sells, the buyer and both lines do their part, and at the end the
// acquirer is asked what it shows its shop.
import type { Acquirer } from '../../adapter/merchant.ts'
import { readWith } from '../../adapter/issues.ts'
import * as contract from '../../adapter/acquirer/contract.ts'
import { ACQUIRER_SCENARIOS } from '../../scenario/acquirer/library.ts'
import type { AcquirerScenario, TillSale } from '../../scenario/acquirer/scenario.ts'
import { SECOND } from '../../../server/values/instant.ts'
import type { Fen } from '../../../server/values/money.ts'
import type { Activity } from '../activity.ts'
import type { Drive, OnProgress } from '../drive.ts'
import { openLine } from './line.ts'
import { sell } from './till.ts'

/** Of the orders of the till: amounts are whole numbers of its smallest unit. */
const CURRENCY = 'CNY'
const FIRST_AMOUNT_FEN = 1_103
const NEXT_AMOUNT_FEN = 7
const QUIET_MS = 20 * SECOND
/** So soon after an outage what was held up has come (ACQ-03), and a slow machine's lateness on top. */
const QUEUE_MS = 140 * SECOND

interface Sale {
  saleId: string
  again?: string
  amountFen: Fen
  script: TillSale
}

export interface AcquirerOptions {
  scenarios?: readonly AcquirerScenario[]
  round: number
  /** The sales of the first round that are played again. */
  only?: ReadonlySet<string>
  onProgress?: OnProgress
  timeScale: number
}

interface Part {
  scenario: AcquirerScenario
  sales: Sale[]
}

export async function playAcquirer(
  drive: Drive,
  activity: Activity,
  acquirer: Acquirer,
  options: AcquirerOptions,
): Promise<void> {
  const { scenarios = ACQUIRER_SCENARIOS, round, only } = options
  const concerned = scenarios.filter(({ models }) => models.includes(acquirer.model))
  const parts = partsOf(concerned, round, only)
  const follow = followParts(drive, parts, options)
  const play = (part: Part) => playPart(drive, activity, acquirer, part, follow)
  await Promise.all(
    parts
      .filter(({ scenario }) => !scenario.alone)
      .map((part, place) => {
        const before = parts.slice(0, place).reduce((sum, { sales }) => sum + sales.length, 0)
        return drive.sleep(before * drive.staggerMs).then(() => play(part))
      }),
  )
  for (const part of parts) if (part.scenario.alone) await play(part)
}

function partsOf(
  scenarios: readonly AcquirerScenario[],
  round: number,
  only: ReadonlySet<string> | undefined,
): Part[] {
  let next = FIRST_AMOUNT_FEN
  const fresh = (): Fen => {
    const amountFen = next % 100 === 0 ? next + NEXT_AMOUNT_FEN : next
    next = amountFen + NEXT_AMOUNT_FEN
    return amountFen
  }
  return scenarios
    .map((scenario) => {
      const all = scenario.sales.map((script, place): Sale => {
        const saleId = scenario.sales.length === 1 ? scenario.id : `${scenario.id}-${place + 1}`
        return { saleId, amountFen: fresh(), script }
      })
      if (!only) return { scenario, sales: all }
      const sales = all.filter(({ saleId }) => only.has(saleId))
      return {
        scenario,
        sales: sales.map((one) => ({
          ...one,
          saleId: `${one.saleId}-r${round}`,
          again: one.saleId,
        })),
      }
    })
    .filter(({ sales }) => sales.length > 0)
}

async function playPart(
  drive: Drive,
  activity: Activity,
  acquirer: Acquirer,
  { scenario, sales }: Part,
  onEnd: (scenario: AcquirerScenario) => void,
): Promise<void> {
  const { world } = drive
  const { id } = scenario
  world.note({ kind: 'scenario', scenario: id, phase: 'started' })
  const ends = sales.map(async (sale, place) => {
    await drive.sleep(place * drive.staggerMs)
    await drive.room?.()
    const end = await playSale(drive, activity, acquirer, scenario, sale)
    onEnd(scenario)
    return end
  })
  const phase = (await Promise.all(ends)).includes('timed-out') ? 'timed-out' : 'quiescent'
  world.note({ kind: 'scenario', scenario: id, phase })
}

async function playSale(
  drive: Drive,
  activity: Activity,
  acquirer: Acquirer,
  { id: scenario, wallMs }: AcquirerScenario,
  { saleId, again, amountFen, script }: Sale,
): Promise<'quiescent' | 'timed-out'> {
  const { world } = drive
  world.note({ kind: 'sale', saleId, again, scenario, channel: 'barcode', amountFen })
  for (const { fault, options, match } of script.faults ?? [])
    await world.addFault({ fault, options, match: { ...match, amountFen } })
  const authCode = await world.issueCode(script.buyer)
  const startedMs = world.elapsed()
  const line = openLine(drive, { saleId, cuts: script.cuts, delays: script.delays })
  const { cancelAfterMs, refundAfterMs } = script
  const order = { saleId, amountFen, currency: CURRENCY, authCode, cancelAfterMs, refundAfterMs }
  let isSelling = true
  const selling = sell(drive, line, acquirer, order).finally(() => {
    isSelling = false
  })
  const trouble = makeTrouble(drive, acquirer, saleId, script)
  const isOver = () => world.elapsed() - startedMs > wallMs
  const isBusy = async () =>
    isSelling || !(await isAtRest(drive, activity, { saleId, amountFen, script }))
  while (!isOver() && (await isBusy())) {
    await drive.sleep(drive.lookEveryMs * 2)
    await world.refresh()
  }
  if (!isSelling) await selling
  await trouble
  await look(drive, saleId)
  return isOver() ? 'timed-out' : 'quiescent'
}

/** Nobody reaches Alipay from shortly before the sale is given up, and the acquirer starts anew meanwhile. */
async function makeTrouble(
  drive: Drive,
  { gatewayTimeoutMs, merchantTimeoutMs }: Acquirer,
  saleId: string,
  { outageMs, restartAfterMs }: TillSale,
): Promise<void> {
  if (outageMs === undefined) return
  await drive.sleep(Math.min(gatewayTimeoutMs, merchantTimeoutMs) - SECOND)
  await drive.cutOff(outageMs)
  if (restartAfterMs === undefined) return
  await drive.sleep(restartAfterMs)
  await ask(drive, saleId, 'restart', 'POST', '/admin/restart', {})
}

async function isAtRest(
  drive: Drive,
  activity: Activity,
  { saleId, amountFen, script }: Sale,
): Promise<boolean> {
  const queued = await queueOf(drive)
  if (queued?.some(({ payment_id }) => payment_id === saleId)) return false
  const isBlind = queued === undefined && script.outageMs !== undefined
  return activity.isQuiet(amountFen, isBlind ? QUEUE_MS : QUIET_MS)
}

async function queueOf(drive: Drive) {
  const { status, text } = await drive.call('GET', '/queue')
  if (status !== 200) return undefined
  const read = readWith(contract.queue, JSON.parse(text))
  return read.ok ? read.value : undefined
}

/** What it shows its shop when all is over, and what it still has to send. */
async function look(drive: Drive, saleId: string): Promise<void> {
  await ask(drive, saleId, 'record', 'GET', `/payments/${encodeURIComponent(saleId)}`)
  await ask(drive, saleId, 'queue', 'GET', '/queue')
}

async function ask(
  { world, call }: Drive,
  saleId: string,
  act: string,
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
): Promise<void> {
  const startedMs = world.elapsed()
  const { status, text } = await call(method, path, body)
  world.note({ kind: 'adapter', saleId, act, startedMs, status, reply: text.slice(0, 4_000) })
}

/** Tells how far it is; of the time that is left only a guess is known, by the sales that are over. */
function followParts(
  { world }: Drive,
  parts: readonly Part[],
  { onProgress, round, timeScale }: AcquirerOptions,
): (scenario: AcquirerScenario) => void {
  const total = parts.reduce((sum, { sales }) => sum + sales.length, 0)
  const ended = new Map<string, number>()
  const startedMs = world.elapsed()
  const longestMs = Math.max(0, ...parts.map(({ scenario }) => scenario.wallMs)) / 2
  return ({ id, name }) => {
    ended.set(id, (ended.get(id) ?? 0) + 1)
    const done = [...ended.values()].reduce((sum, count) => sum + count, 0)
    const leftMs = Math.max(0, longestMs - (world.elapsed() - startedMs)) * timeScale
    onProgress?.({
      round,
      done,
      total,
      what: name,
      leftMs: done === total ? 0 : leftMs,
      scenarios: parts.map(({ scenario, sales }) => ({
        id: scenario.id,
        sales: sales.length,
        done: ended.get(scenario.id) ?? 0,
        isBegun: true,
      })),
    })
  }
}
