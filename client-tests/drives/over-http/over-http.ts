// The drive over HTTP: a simulator on a port of its own, a merchant in a process of its own, real
// time. A merchant that declares a time scale k lives under a gateway clock 1/k times as fast.
import { setTimeout as pause } from 'node:timers/promises'
import {
  startServer,
  type ReadingName,
  type RunningServer,
  type Sandbox,
} from '../../../server/hosts/node.ts'
import type { Entry } from '../../../server/journal/entry.ts'
import type { AcquirerScenario } from '../../scenario/acquirer/scenario.ts'
import type { Scenario } from '../../scenario/scenario.ts'
import { whyNoScale } from '../../adapter/scale.ts'
import { gradeEntries } from '../../grade/grade.ts'
import { undecidedSales } from '../../grade/rounds.ts'
import type { Checklist } from '../../rules/checklist.ts'
import type { Drive, OnProgress } from '../drive.ts'
import { readCapabilities } from '../../adapter/merchant.ts'
import { watchDelays, type DelayWatch } from './delays.ts'
import { startable, type MerchantTarget, type Reached, type Startable } from './merchant.ts'
import { run } from '../run.ts'
import { overHttpClient } from './client.ts'
import { sellElsewhere } from '../sell-elsewhere.ts'
import type { SigningClient } from '../openapi-client.ts'
import { localWorld } from '../world.ts'

export interface OverHttpOptions {
  merchant: MerchantTarget
  name: string
  scenarios: readonly Scenario[]
  /** Played instead where the merchant is an acquirer: all of them by default. */
  acquirerScenarios?: readonly AcquirerScenario[]
  /** Handed to a program as TIME_SCALE; what it then declares is what counts. */
  timeScale?: number
  seed?: string
  /** Which texts the gateway follows where they differ. */
  reading?: ReadingName
  /** 0 picks a free port, which a program is told. */
  port?: number
  /** For so long of real time, in ms, undecided sales are played again: as long as the run by default. */
  againMs?: number
  /** By whose numbers it is told what is undecided; the checklist's own by default. */
  checklist?: Checklist
  /** A fresh server that somebody else opened and closes; one of its own without it. */
  server?: RunningServer
  onReady?: (gatewayUrl: string) => void
  onProgress?: OnProgress
}

/** Real time between two looks at a sale, however fast the gateway's clock runs. */
const LOOK_EVERY_REAL_MS = 250
const STAGGER_REAL_MS = 60
/** Between two looks at whether a machine that bore no more sale bears one now. */
const ROOM_EVERY_REAL_MS = 50
/** After an overload, for so long, a sale begins so often at most. */
const GENTLE_FOR_REAL_MS = 2_000
const GENTLE_EVERY_REAL_MS = 120
/** The rounds after the first: fewer sales at once each time, and time runs slower where it can. */
const AGAIN = [
  { atOnce: 8, slower: 1 },
  { atOnce: 4, slower: 2 },
  { atOnce: 2, slower: 2 },
]
/** Below this scale every round is a slower one: a standstill of 0.3 s is 3 s to a shop at 0.1. */
const FAST = 0.25

/** Runs the scenarios in real time and gives the journal. */
export async function runOverHttp(options: OverHttpOptions): Promise<Entry[]> {
  const { seed = 'conformance', port = 0, timeScale, reading } = options
  const server =
    options.server ?? (await startServer({ port, seed, reading, token: crypto.randomUUID() }))
  try {
    options.onReady?.(`${server.url}/gateway.do`)
    await using started = startable(options.merchant, server)
    const startedMs = performance.now()
    const scale = await play(options, server, await started.at(timeScale), { round: 1 })
    const tookMs = performance.now() - startedMs
    const againMs = options.againMs ?? Math.max(LEAST_AGAIN_MS, tookMs)
    const untilMs = startedMs + tookMs + againMs
    await playAgain(options, server, started, { scale, untilMs })
    return server.sandbox.journal.since(0)
  } finally {
    if (server !== options.server) await server.close()
  }
}

/** A run of a few seconds is no measure of how long it may take to be sure. */
const LEAST_AGAIN_MS = 60_000

/** Plays what is undecided until nothing is, or until the time for it is used up. */
async function playAgain(
  options: OverHttpOptions,
  server: RunningServer,
  started: Startable,
  { scale: first, untilMs }: { scale: number; untilMs: number },
): Promise<void> {
  let scale = first
  for (const [place, { atOnce, slower }] of AGAIN.entries()) {
    const entries = server.sandbox.journal.since(0)
    const only = undecidedSales(entries, gradeEntries(entries, options.checklist).rules)
    if (only.size === 0 || performance.now() >= untilMs) return
    const round = place + 2
    const wanted = Math.min(1, scale * (scale < FAST ? 2 : slower))
    const reached = await started.at(wanted === scale ? undefined : wanted)
    scale = await play(options, server, reached, { round, only, atOnce })
  }
}

interface Round {
  /** From 1. */
  round: number
  /** The sales of the first round that are played again; all without it. */
  only?: ReadonlySet<string>
  /** How many sales may be under way; as many as machine and merchant bear without it. */
  atOnce?: number
}

/** Plays one round; gives the scale that the merchant declares. */
async function play(
  options: OverHttpOptions,
  { sandbox, directory, url }: RunningServer,
  { call, pid }: Reached,
  round: Round,
): Promise<number> {
  const declared = await readCapabilities(call)
  const { timeScale, clientTimeoutMs } = declared
  const noScale = round.round === 1 ? whyNoScale(declared, options.timeScale) : undefined
  if (noScale) throw new Error(`${noScale.what.en}; ${noScale.remedy.en}`)
  sandbox.clock.setRate(1 / timeScale)
  const world = localWorld(sandbox)
  using late = watchDelays(world.elapsed, timeScale, pid)
  const client = clientOf(sandbox, url)
  const drive: Drive = {
    world,
    call,
    cutOff: async (durationMs) => directory.cutOff(durationMs * timeScale),
    browse: (request) => fetch(request, { redirect: 'manual' }),
    sellElsewhere: (amountFen) => sellElsewhere(world, client, amountFen),
    sleep: (durationMs) => pause(durationMs * timeScale),
    room: roomOf(late),
    lookEveryMs: Math.max(1_000, LOOK_EVERY_REAL_MS / timeScale),
    staggerMs: Math.max(300, STAGGER_REAL_MS / timeScale),
  }
  const { name: merchant, onProgress, acquirerScenarios } = options
  await run(drive, options.scenarios, { merchant, onProgress, acquirerScenarios, ...round })
  sandbox.journal.note({ kind: 'run-end', ...late.measured(), clientTimeoutMs })
  return timeScale
}

/**
 * Waits while the programs have no rest. Afterwards sales begin one by one for a while: all those that
 * have waited, let in at once, would be the next overload.
 */
function roomOf({ isOverloaded }: Pick<DelayWatch, 'isOverloaded'>): () => Promise<void> {
  let gentleUntilMs = 0
  return async () => {
    if (performance.now() < gentleUntilMs) await pause(GENTLE_EVERY_REAL_MS)
    while (isOverloaded()) {
      await pause(ROOM_EVERY_REAL_MS)
      gentleUntilMs = performance.now() + GENTLE_FOR_REAL_MS
    }
  }
}

/** A client of the gateway beside the merchant, under the same app. */
function clientOf(sandbox: Sandbox, url: string): SigningClient {
  const [app] = sandbox.apps.list()
  if (!app?.appPrivateKey) throw new Error('a fresh sandbox has an app with a key')
  return overHttpClient(url, app.appId, app.appPrivateKey)
}
