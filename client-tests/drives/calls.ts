// Plays the `calls:` of a scenario, one after another, with the built-in client. What happened is in
// the journal; nothing is judged here.
import type { Scenario } from '../scenario/scenario.ts'
import { METHODS, type SimpleStep, type Step } from '../scenario/steps.ts'
import type { SigningClient } from './openapi-client.ts'
import type { World } from './world.ts'

export interface CallsDrive {
  world: World
  client: SigningClient
  /** Gateway time, in ms. */
  sleep(durationMs: number): Promise<void>
  onStep?: (done: number, total: number, what: string) => void
}

const PATIENCE_MS = 30_000
/** After the last step, so that what is under way (a notification, a late commit) comes to pass. */
const AFTERMATH_MS = 20_000
const LOOK_EVERY_MS = 500

export async function playCalls(drive: CallsDrive, scenario: Scenario): Promise<void> {
  const { world } = drive
  if (scenario.sandbox.options) await world.setOptions(scenario.sandbox.options)
  for (const rule of scenario.faults) await world.addFault(rule)
  const qrCodes = new Map<string, string>()
  for (const [place, step] of scenario.calls.entries()) {
    drive.onStep?.(place, scenario.calls.length, step.do)
    await take(drive, step, qrCodes)
  }
  await settle(drive)
}

/** Waits for what will happen soon, and no longer. */
async function settle({ world, sleep }: CallsDrive): Promise<void> {
  for (let waitedMs = 0; waitedMs < AFTERMATH_MS; waitedMs += LOOK_EVERY_MS) {
    const ahead = await world.expecting(AFTERMATH_MS - waitedMs)
    // One look more: a notification that has just been sent still has to be answered.
    await sleep(LOOK_EVERY_MS)
    await world.refresh()
    if (ahead.size === 0) return
  }
}

async function take(drive: CallsDrive, step: Step, qrCodes: Map<string, string>): Promise<void> {
  if (step.do !== 'together') return takeOne(drive, step, qrCodes)
  const all = Array.from({ length: step.times ?? 1 }, () => step.steps).flat()
  await Promise.all(all.map((one) => takeOne(drive, one, qrCodes)))
}

async function takeOne(
  { world, client, sleep }: CallsDrive,
  step: SimpleStep,
  qrCodes: Map<string, string>,
): Promise<void> {
  switch (step.do) {
    case 'wait':
      return sleep(step.for)
    case 'advance':
      return world.advance(step.by)
    case 'next':
      return world.next()
    case 'fault':
      return world.addFault(step.add)
    case 'clear-faults':
      return world.clearFaults()
    case 'inject': {
      const { out_trade_no: outTradeNo, fault, options } = step
      return world.inject({ outTradeNo, fault, options })
    }
    case 'scan': {
      const qrCode = qrCodes.get(step.out_trade_no)
      if (qrCode !== undefined) await world.scan(qrCode, step.buyer ?? 'at-once')
      return
    }
    case 'call':
      await client.call(step.method, step.biz ?? {}, step.patience ?? PATIENCE_MS)
      return
    case 'pay': {
      const { do: _do, buyer = 'at-once', patience = PATIENCE_MS, ...biz } = step
      const code = biz['auth_code'] ?? (await world.issueCode(buyer))
      await client.call(METHODS.pay, { ...PAY_DEFAULTS, auth_code: code, ...plain(biz) }, patience)
      return
    }
    default: {
      const { do: word, patience = PATIENCE_MS, ...biz } = step
      const defaults = word === 'precreate' || word === 'create' ? DEFAULTS : {}
      const reply = await client.call(METHODS[word], { ...defaults, ...plain(biz) }, patience)
      const qrCode = reply?.['qr_code']
      if (typeof qrCode === 'string') qrCodes.set(String(biz.out_trade_no), qrCode)
    }
  }
}

const DEFAULTS = { subject: 'scenario', total_amount: '1.00' }
const PAY_DEFAULTS = { ...DEFAULTS, scene: 'bar_code' }

/** YAML reads 12.30 as a number; on the wire amounts are text with two decimals. */
function plain(biz: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(biz).flatMap(([name, value]) => {
      if (value === undefined) return []
      const isAmount = typeof value === 'number' && name.endsWith('amount')
      return [[name, isAmount ? value.toFixed(2) : value]]
    }),
  )
}
