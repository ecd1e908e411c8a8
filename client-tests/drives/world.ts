// The simulator as a drive uses it: a sandbox of this process, or (remote-world.ts) one on a server
// somewhere, reached by its control API.
import type { Entry, EntryBody, TradeStatus } from '../../server/journal/entry.ts'
import { codeOf, type CodeWanted } from '../scenario/code.ts'
import type { Sandbox } from '../../server/sandbox/sandbox.ts'
import type { Instant } from '../../server/values/instant.ts'
import type { Fen } from '../../server/values/money.ts'

export interface NewFault {
  fault: string
  options?: Record<string, unknown>
  match: Record<string, unknown>
}

export interface Merchant {
  appId: string
}

export interface World {
  seed: string
  /** Which texts the gateway follows where they differ. */
  reading: string
  /** Gateway time that really passed, in ms. */
  elapsed(): number
  /** What the gateway's clock shows. */
  now(): Instant
  /** Learns what happened meanwhile; a sandbox of this process always knows. */
  refresh(): Promise<void>
  /** Order numbers about which something will happen within so many ms of gateway time. */
  expecting(withinMs: number): Promise<ReadonlySet<string>>
  listen(onEntry: (entry: Entry) => void): () => void
  /** Everything that happened since this world was opened. */
  entries(): Promise<readonly Entry[]>
  /** Writes down what the suite asked of a merchant and what it was told. */
  note(body: EntryBody): void
  options(): Promise<Readonly<Record<string, unknown>>>
  setOptions(options: Record<string, unknown>): Promise<void>
  /** Options that may hold for one order alone; none, where only all have the same. */
  ownOptions: ReadonlySet<string>
  /** Such options, for the orders of this amount. */
  setOwnOptions(amountFen: Fen, options: Record<string, unknown>): Promise<void>
  addFault(rule: NewFault): Promise<void>
  clearFaults(): Promise<void>
  /** At least so many merchants are there, each with an app of its own; the first one's app comes first. */
  merchants(howMany: number): Promise<readonly Merchant[]>
  /** A merchant lets the first app act for it; that app is told of the token at its gateway's address for that. */
  giveToken(authAppId: string): Promise<void>
  /** A payment code of somebody who will do so: `at-once`, `never`, … */
  issueCode(pays: string, code?: CodeWanted): Promise<string>
  /** The wallet may refuse (the code has died): that is the buyer's answer, not an error. */
  scan(qrCode: string, pays: string): Promise<void>
  /** A buyer shows a picture of a payment. No money moves. */
  claimPaid(outTradeNo: string): Promise<void>
  /** One trade grows older; the clock stays. */
  age(outTradeNo: string, byMs: number, options: { keepsOpen?: boolean }): Promise<void>
  /** The seller gives money back in the back office; where the books refuse, nothing happens. */
  refundOutside(outTradeNo: string, amountFen: Fen): Promise<void>
  /** Bends today's bill. */
  plant(plant: string, options: Record<string, unknown>): Promise<void>
  /** Sends a notification of something that did not happen; nothing, where no address is known. */
  inject(what: {
    outTradeNo: string
    fault?: string
    options?: Record<string, unknown>
    status?: TradeStatus
  }): Promise<void>
  /** What a trade's notifications still have to say is said at once, resends and all. */
  hurry(outTradeNo: string): Promise<void>
  /** The login name of somebody with money. */
  anyBuyer(): Promise<string>
  /** The number of the same one: 2088… */
  anyBuyerId(): Promise<string>
  /** The seller logs in by another name from now on; without one, by the first again. */
  renameSeller(email?: string): Promise<void>
  advance(durationMs: number): Promise<void>
  /** Goes to the first moment of the next day in China. */
  rollDay(): Promise<void>
  /** Jumps to the next thing that will happen. */
  next(): Promise<void>
}

/** A sandbox of this process. */
export function localWorld(sandbox: Sandbox): World {
  const [app] = sandbox.apps.list()
  const firstName = app?.sellerEmail ?? ''
  return {
    seed: sandbox.seed,
    reading: sandbox.reading.get(),
    elapsed: () => sandbox.clock.elapsed(),
    refresh: async () => {},
    expecting: async (withinMs) => sandbox.clock.expecting(withinMs),
    listen: (onEntry) => sandbox.journal.listen(onEntry),
    entries: async () => sandbox.journal.since(0),
    note: (body) => void sandbox.journal.note(body),
    options: async () => ({ ...sandbox.options.get() }),
    setOptions: async (options) => void sandbox.options.set(options),
    ownOptions: new Set(sandbox.options.perOrder),
    setOwnOptions: async (amountFen, options) => sandbox.options.setFor(amountFen, options),
    addFault: async (rule) => void sandbox.faults.add(rule),
    clearFaults: async () => sandbox.faults.clear(),
    merchants: async (howMany) => {
      for (let known = sandbox.apps.list().length; known < howMany; known += 1)
        sandbox.apps.add(merchantCalled(known))
      return sandbox.apps.list()
    },
    giveToken: async (authAppId) => void sandbox.apps.giveToken(authAppId),
    now: () => sandbox.clock.view().nowMs,
    issueCode: async (pays, code) => sandbox.buyers.issueCode({ pays, ...codeOf(code) }).authCode,
    claimPaid: (outTradeNo) => unlessRefused(() => sandbox.buyers.claim(outTradeNo)),
    age: (outTradeNo, byMs, options) =>
      unlessRefused(() => sandbox.trades.age(outTradeNo, byMs, options)),
    refundOutside: (outTradeNo, amountFen) =>
      unlessRefused(() => sandbox.trades.refundOutside(outTradeNo, { amountFen })),
    plant: (plant, options) => unlessRefused(() => sandbox.bills.plant({ plant, options })),
    scan: (qrCode, pays) => unlessRefused(() => sandbox.buyers.scan({ qrCode, pays })),
    inject: (what) => unlessRefused(() => sandbox.notifications.inject(what)),
    hurry: (outTradeNo) => unlessRefused(() => sandbox.notifications.hurry(outTradeNo)),
    anyBuyer: async () => sandbox.buyers.list()[0]?.logonId ?? '',
    anyBuyerId: async () => sandbox.buyers.list()[0]?.buyerId ?? '',
    renameSeller: async (email = firstName) => {
      if (app) sandbox.apps.renameSeller(app.appId, email)
    },
    advance: async (durationMs) => void (await sandbox.clock.advance(durationMs)),
    rollDay: async () => void (await sandbox.clock.rollDay()),
    next: async () => void (await sandbox.clock.next()),
  }
}

/** What the suite calls one that it adds. */
export const merchantCalled = (place: number) => `merchant ${place}`

/** What a merchant's own order does not allow (a dead code, no address to notify, no trade) does not happen. */
async function unlessRefused(work: () => unknown): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof Error && error.name === 'InputError')) throw error
  }
}
