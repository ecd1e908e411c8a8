// The shop in one object: its ports, its decisions, and pauses that can be cut short.
import { createHmac } from 'node:crypto'
import type { Decisions } from './decisions.ts'
import type { Clock, Config, Ports, Store } from './ports.ts'
import type { Alert, Attempt, Step } from './records.ts'

export interface Shop extends Ports {
  config: Config
  decisions: Decisions
  pauses: Pauses
  /** Names of the attempts and refunds that a loop of this process is working on. */
  busy: Set<string>
}

export interface Pauses {
  pause(name: string, ms: number): Promise<void>
  wake(name: string): void
  isPausing(name: string): boolean
}

export function createPauses(clock: Clock): Pauses {
  const sleepers = new Map<string, () => void>()
  return {
    async pause(name, ms) {
      if (ms <= 0) return
      const controller = new AbortController()
      await new Promise<void>((resolve) => {
        sleepers.set(name, resolve)
        void clock.sleep(ms, controller.signal).then(resolve)
      })
      sleepers.delete(name)
      controller.abort('over')
    },
    wake: (name) => sleepers.get(name)?.(),
    isPausing: (name) => sleepers.has(name),
  }
}

/** Order numbers: the day and second, then a counter that is stored, so none returns after a restart. */
export function newNumber({ config, store, clock }: Shop) {
  const nth = (store.counters.get('numbers') ?? 0) + 1
  store.counters.put('numbers', nth)
  const stamp = chinaTime(clock.now()).replaceAll(/\D/g, '')
  const number = `${config.numberPrefix}${stamp}${String(nth).padStart(6, '0')}`
  return { number, stamp, nth, random: digitsOf(config.numberSecret, number) }
}

export const nextNumber = (shop: Shop): string => newNumber(shop).number

/** Eight digits that only who knows the secret can foresee. */
function digitsOf(secret = '', number: string): string {
  const hash = createHmac('sha256', secret).update(number).digest()
  return String(hash.readUInt32BE(0) % 100_000_000).padStart(8, '0')
}

/** yyyy-MM-dd HH:mm:ss in China, whatever the machine's own zone is. */
export function chinaTime(epochMs: number): string {
  return new Date(epochMs + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
}

/** Tells the people who run the shop. */
export function alert(shop: Shop, kind: Alert['kind'], about: string): void {
  const count = (shop.store.counters.get('alerts') ?? 0) + 1
  shop.store.counters.put('alerts', count)
  const key = String(count).padStart(9, '0')
  shop.store.alerts.put(key, { kind, about, at: shop.clock.now() })
}

export function attemptOf(store: Store, outTradeNo: string): Attempt {
  const attempt = store.attempts.get(outTradeNo)
  if (attempt === undefined) throw new Error(`no attempt ${outTradeNo} in the store`)
  return attempt
}

/**
 * Stores a change of an attempt, but only while it still stands at `from`: a notification, the
 * cashier or another reply may have moved it during the last call. Returns what is stored now.
 */
export function change(
  shop: Shop,
  outTradeNo: string,
  from: Step,
  changes: Partial<Attempt>,
): Attempt {
  return shop.store.transaction(() => {
    const attempt = attemptOf(shop.store, outTradeNo)
    if (attempt.step !== from) return attempt
    const changed = { ...attempt, ...changes }
    shop.store.attempts.put(outTradeNo, changed)
    return changed
  })
}
