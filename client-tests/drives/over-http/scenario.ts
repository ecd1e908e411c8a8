// Plays one scenario against a running simulator, in real time: its calls by the built-in client, or
// its sales by a merchant that runs already.
import { createServer } from 'node:http'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import type { Mapping } from '../../adapter/mapping/file.ts'
import type { Entry } from '../../../server/journal/entry.ts'
import type { Scenario } from '../../scenario/scenario.ts'
import { playCalls } from '../calls.ts'
import type { Drive, OnProgress } from '../drive.ts'
import { readCapabilities } from '../../adapter/merchant.ts'
import { overHttpClient } from './client.ts'
import { reachRunning } from './merchant.ts'
import { leavingAsFound, openRemoteWorld, type ControlApi } from './world.ts'
import { run } from '../run.ts'
import { sellElsewhere } from '../sell-elsewhere.ts'
import type { SigningClient } from '../openapi-client.ts'

type OnStep = (done: number, total: number, what: string) => void

interface AppView {
  appId: string
  appPrivateKey?: { pkcs8Pem: string }
}

interface Options {
  api: ControlApi
  /** `http://127.0.0.1:8600` */
  url: string
  seed: string
  /** The clock of that simulator is so much further ahead than before. */
  onMoved(byMs: number): void
}

/** Sends the calls of a scenario; notifications come to a receiver that takes them all. */
export async function runCallsAgainst(
  scenario: Scenario,
  { api, url, seed, onMoved, onStep }: Options & { onStep: OnStep },
): Promise<readonly Entry[]> {
  const world = await openRemoteWorld(api, seed)
  await using receiver = await openReceiver()
  const client = await clientOf(api, url, receiver.url)
  const sleep = (durationMs: number) => pause(durationMs)
  const play = async () => {
    await playCalls({ world, client, sleep, onStep }, scenario)
    return world.entries()
  }
  return leavingAsFound(api, world, play, onMoved)
}

/** Lets a merchant that is pointed at the simulator master the sales of a scenario. */
export async function runSalesAgainst(
  scenario: Scenario,
  target: { url: string } | { mapping: Mapping },
  { api, url, seed, onMoved, onProgress }: Options & { onProgress?: OnProgress | undefined },
): Promise<readonly Entry[]> {
  const world = await openRemoteWorld(api, seed)
  const call = await reachRunning(target, world.listen)
  const { timeScale } = await readCapabilities(call)
  const client = await clientOf(api, url)
  const drive: Drive = {
    world,
    call,
    cutOff: async (durationMs) => {
      await api.send('POST', '/outage', { for: `${Math.round(durationMs * timeScale)}ms` })
    },
    browse: (request) => fetch(request, { redirect: 'manual' }),
    sellElsewhere: (amountFen) => sellElsewhere(world, client, amountFen),
    sleep: (durationMs: number) => pause(durationMs * timeScale),
    lookEveryMs: Math.max(1_000, 250 / timeScale),
    staggerMs: Math.max(300, 60 / timeScale),
  }
  const play = async () => {
    await run(drive, [scenario], { merchant: 'merchant', onProgress })
    return world.entries()
  }
  return leavingAsFound(api, world, play, onMoved)
}

async function clientOf(api: ControlApi, url: string, notifyUrl?: string): Promise<SigningClient> {
  const [app] = await api.get<AppView[]>('/apps')
  if (!app?.appPrivateKey) throw new Error('the sandbox has no app whose private key it knows')
  return overHttpClient(url, app.appId, app.appPrivateKey.pkcs8Pem, notifyUrl)
}

interface Receiver extends AsyncDisposable {
  url: string
}

async function openReceiver(): Promise<Receiver> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.end('success'))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}/notify`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
