// The core of a sandbox: what it is made of, opened once and handed to each path. No behaviour here.
import {
  createClock,
  type Clock,
  type ClockState,
  type TimeSource,
  type Waker,
} from '../../clock/clock.ts'
import type { Send } from '../../notifier/send.ts'
import type { Sign } from '../../pki/signature.ts'
import type { Gateways } from '../../protocols/gateways.ts'
import type { App } from '../../protocols/protocol.ts'
import { openBatches } from '../../storage/batches.ts'
import { openApps, openCounters, openSettings } from '../../storage/apps.ts'
import { openFaultRules } from '../../storage/fault-rules.ts'
import { openJobs } from '../../storage/jobs.ts'
import { openJournal } from '../../storage/journal.ts'
import { openMovements } from '../../storage/movements.ts'
import { openNotifications } from '../../storage/notifications.ts'
import { openSchema } from '../../storage/schema.ts'
import type { Sql } from '../../storage/sql.ts'
import { openTokens } from '../../storage/tokens.ts'
import { openTickets } from '../../storage/tickets.ts'
import { openTrades } from '../../storage/trades.ts'
import type { Outcome } from '../../trade/decision.ts'
import type { Trade } from '../../trade/trade.ts'
import { USUAL_WAYS, type Ways } from '../../trade/ways.ts'
import type { Fen } from '../../values/money.ts'
import { createDraw } from '../../values/random.ts'
import type { HeldAnswer, Verdict } from './held-answer.ts'
import { createJournalWriter } from './journal-writer.ts'
import { createNonces } from './nonces.ts'
import { optionRules, optionsOf, type AllOptions } from './options.ts'

export interface Ports {
  /** The families of gateways that this sandbox speaks. */
  gateways: Gateways
  sql: Sql
  time: TimeSource
  waker: Waker
  /** How far a fresh sandbox's clock is ahead of the wall; behind it when negative. */
  skewMs?: number
  sign: Sign
  send: Send
  /** The sandbox beside this one whose buyer shows a payment code; absent where there is none. */
  ownerOfCode?: (authCode: string) => string | undefined
  /** Apps of the sandboxes beside this one, whose keys somebody may have taken by mistake. */
  appsBeside?: () => Iterable<App>
  /** Resolves when whoever waits has had a turn; what takes long is done in pieces between turns. */
  turn: () => Promise<void>
  /** Told of a bug: an error that is nobody's input. */
  onBug: (error: unknown) => void
}

/** A fresh clock that is not the wall's. */
function skewed({ time, skewMs = 0 }: Ports): ClockState | undefined {
  if (skewMs === 0) return undefined
  return { rate: 1, baseMs: time.wallMs() + skewMs, elapsedMs: 0, movedMs: skewMs }
}

export function openCore(ports: Ports, wantedSeed: string) {
  const { sql } = ports
  openSchema(sql)
  const settings = openSettings(sql)
  const seed = settings.get<string>('seed') ?? wantedSeed
  settings.put('seed', seed)
  const journal = openJournal(sql)
  const saved = settings.get<ClockState>('clock')
  const clock: Clock = createClock(ports.time, saved ?? skewed(ports), journal.latest(1)[0])
  const count = openCounters(sql)
  const rules = openFaultRules(sql)
  // Saved under the name that options had once.
  return {
    ...ports,
    seed,
    settings,
    clock,
    journal,
    writer: createJournalWriter(sql, journal, clock, rules.forget),
    apps: openApps(sql),
    tokens: openTokens(sql),
    movements: openMovements(sql),
    trades: openTrades(sql, () => clock.now()),
    batches: openBatches(sql),
    jobs: openJobs(sql),
    tickets: openTickets(sql),
    notifications: openNotifications(sql),
    rules,
    draw: createDraw(seed, count),
    /** The next number of a plain series (`exchange`, `delivery`, `rule`). */
    count,
    ...openOptions(settings, ports.gateways),
    saveClock: () => settings.put('clock', clock.state()),
    nonces: createNonces(),
    /** Sends that have been started and not answered. */
    inFlight: new Map<number, Promise<void>>(),
    /** Clients that wait for the reply of a parked call, by exchange. */
    waitingFor: new Map<string, (outcome: Outcome) => void>(),
    /** Answers that a breakpoint holds, by exchange; `settle` ends the wait. */
    held: new Map<string, HeldAnswer & { settle: (verdict: Verdict) => void }>(),
    /** By which rules a call was bent, in case its client's HTTP library sends it again. */
    bentCalls: new Map<string, Set<string>>(),
    /** The signature of the last genuine notification, for forgers to steal. */
    stolenSignature: undefined as string | undefined,
    /** Sets the alarm anew; bound by the sandbox, which knows the time path. */
    wakeUp: () => {},
    /** True while the disk takes no writes, as far as is known. */
    isTroubled: false,
    /** What has happened and could not be written down yet, oldest first. */
    owed: [] as (() => void)[],
    /** True once the database is closed; what was under way must not touch it any more. */
    isClosed: false,
  }
}

/** What of an order decides by which options it goes. */
type Terms = Partial<Pick<Trade, 'totalFen' | 'via'>>

/** The options as they are saved: for all orders, and for those of one amount. */
function openOptions(settings: ReturnType<typeof openSettings>, gateways: Gateways) {
  const rules = optionRules(optionsOf(gateways))
  // Saved under the name that options had once.
  let options: AllOptions = { ...rules.defaults, ...settings.get<Partial<AllOptions>>('policy') }
  let orderOptions = settings.get<Record<Fen, Partial<AllOptions>>>('order-policies') ?? {}
  return {
    /** Which options there are, and what they take. */
    optionRules: rules,
    options: () => options,
    setOptions: (change: Partial<AllOptions>) => {
      const next = { ...options, ...change }
      settings.put('policy', next)
      options = next
    },
    /** The options as they are for an order of this amount, by the terms of the protocol it came through. */
    optionsFor: ({ totalFen, via }: Terms): AllOptions => {
      const own = totalFen === undefined ? options : { ...options, ...orderOptions[totalFen] }
      return via === undefined ? own : { ...own, ...gateways.termsOf(via).options?.(own) }
    },
    /** How its family treats an order. */
    waysFor: ({ via }: Terms): Ways => {
      const own = via === undefined ? undefined : gateways.termsOf(via).ways?.(options)
      return own ? { ...USUAL_WAYS, ...own } : USUAL_WAYS
    },
    setOptionsFor: (totalFen: Fen, change: Partial<AllOptions>) => {
      const next = { ...orderOptions, [totalFen]: change }
      settings.put('order-policies', next)
      orderOptions = next
    },
  }
}

export type SandboxCore = ReturnType<typeof openCore>
