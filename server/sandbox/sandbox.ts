// A sandbox: one merchant world with its apps, buyers, clock, faults, books and journal. The
// composition root of the core, and the object that hosts, the control API and tests use.
import type { JournalBounds } from '../journal/bounds.ts'
import { accountInLink } from '../bills/link.ts'
import { readTrace, type Trace } from '../journal/trace.ts'
import type { AppKeys } from '../pki/keyring.ts'
import type { WireRequest } from '../protocols/wire.ts'
import type { ReadingName } from '../options/reading.ts'
import type { Fen } from '../values/money.ts'
import { runDue, setAlarm } from './time/advance.ts'
import { settleHeld } from './time/held.ts'
import { openAppsApi } from './api/apps.ts'
import { inBackground } from './core/background.ts'
import { openBillsApi } from './core/bills.ts'
import { downloadBill } from './calls/bill-download.ts'
import { openBatchesApi } from './api/batches.ts'
import { openBuyers } from './api/buyers.ts'
import { openCashierApi } from './api/cashier.ts'
import { explain, type Explained, type Question } from './core/explain.ts'
import { openFaultsApi } from './api/faults.ts'
import { openGradesApi } from './api/grades.ts'
import type { Exchange } from './calls/exchange.ts'
import { handle } from './calls/handle.ts'
import { openJournalApi } from './api/journal.ts'
import { openNotices } from './api/notifications.ts'
import { openCore, type SandboxCore, type Ports } from './core/core.ts'
import { settlePeople } from './core/seed-accounts.ts'
import type { AllOptions } from './core/options.ts'
import { openBalances } from './core/balances.ts'
import { openProfileApi } from './api/profile.ts'
import { openReadingApi } from './api/reading.ts'
import { openShopApi } from './core/shop.ts'
import { openClockApi } from './api/clock.ts'
import { openTradesApi } from './api/trades.ts'

export type { BatchView } from './api/batches.ts'
export type { CashierView, BuyerAction, Problem } from './api/cashier.ts'

export interface SandboxOptions extends Ports {
  id: string
  /** Decides every id, name and key of a fresh sandbox, and every chance draw. */
  seed: string
  /** Which texts the gateway follows where they differ; a saved one stays without it. */
  reading?: ReadingName
  /** How much of the journal is kept; saved ones, or none, without it. */
  journalBounds?: JournalBounds
  /** The keys of a fresh sandbox's app; ready-made ones, chosen by the seed, when absent. */
  keys?: AppKeys
}

/** Opens a sandbox over its database; a fresh database is settled from the seed. */
export function createSandbox(options: SandboxOptions) {
  const { id, seed, keys, reading: wanted, journalBounds, ...ports } = options
  const core = openCore(ports, seed)
  core.wakeUp = () => setAlarm(core)
  settlePeople(core, keys)
  setAlarm(core)
  const optionsApi = openOptionsApi(core)
  return {
    id,
    /** The saved one, when the database is older than this call. */
    seed: core.seed,
    /** Takes a request; `undefined` when no protocol knows its path. */
    handle: async (request: WireRequest): Promise<Exchange | undefined> => {
      const protocol = core.gateways.protocolOf(request)
      if (protocol) return handle(core, protocol, request)
      return accountInLink(request.url) === undefined ? undefined : downloadBill(core, request)
    },
    /** The alarm rang: does what is due, and sets the next. */
    wake: (): void => {
      inBackground(core, () => {
        runDue(core)
        core.wakeUp()
      })
    },
    apps: openAppsApi(core),
    buyers: openBuyers(core),
    shop: openShopApi(core),
    balances: openBalances(core),
    cashier: openCashierApi(core),
    batches: openBatchesApi(core),
    trades: openTradesApi(core),
    bills: openBillsApi(core),
    faults: openFaultsApi(core),
    grades: openGradesApi(core),
    profile: openProfileApi(core),
    reading: openReadingApi(core, wanted),
    clock: openClockApi(core),
    notifications: openNotices(core),
    options: optionsApi,
    /** @deprecated It is called `options` now. */
    policy: optionsApi,
    journal: openJournalApi(core, journalBounds),
    /** Why a signature does not fit: of an exchange, or of a pasted message. */
    explain: (question: Question): Explained => explain(core, question),
    trace: (): Trace => readTrace(core.journal.since(0)),
    /** Resolves when whoever waits has had a turn. */
    turn: (): Promise<void> => core.turn(),
    /** Sends that have not been answered yet. */
    settled: async (): Promise<void> => {
      while (core.inFlight.size > 0) await Promise.all(core.inFlight.values())
    },
    close: (): void => {
      core.wakeUp = () => {}
      core.waker.set(undefined)
      // A disk that takes no writes keeps nobody from stopping; the clock goes on by the wall.
      inBackground(core, core.saveClock)
      for (const exchange of core.held.keys()) {
        inBackground(core, () => settleHeld(core, exchange, 'stopped'))
      }
      core.isClosed = true
      core.sql.close()
    },
  }
}

function openOptionsApi(core: SandboxCore) {
  return {
    get: (): AllOptions => core.options(),
    /** Takes whatever came over the wire; refuses it whole when one option is wrong. */
    set: (change: Partial<AllOptions> | Readonly<Record<string, unknown>>): AllOptions => {
      core.setOptions(core.optionRules.readChange(change))
      return core.options()
    },
    /** The options that can be set for some orders alone. */
    perOrder: core.optionRules.perOrder,
    /** What holds otherwise for orders of this amount, whatever holds for all. */
    setFor: (totalFen: Fen, change: Readonly<Record<string, unknown>>): void =>
      core.setOptionsFor(totalFen, core.optionRules.readOrderChange(change)),
  }
}

export type Sandbox = ReturnType<typeof createSandbox>
