// Plays the calls of a scenario in this program and in virtual time: a day takes milliseconds, and
// the same file gives the same bytes.
import { createSandbox, type Sign } from '../../../server/hosts/memory.ts'
import type { Entry } from '../../../server/journal/entry.ts'
import type { Scenario } from '../../scenario/scenario.ts'
import { playCalls, type CallsDrive } from '../calls.ts'
import { createSigningClient } from '../openapi-client.ts'
import { startVirtualRun } from './virtual-run.ts'
import { localWorld } from '../world.ts'

interface Options {
  /** Stands in for the scenario's own. */
  seed?: string
  sign?: Sign
  onStep?: CallsDrive['onStep']
}

export async function runCallsInProcess(
  scenario: Scenario,
  { seed = scenario.sandbox.seed ?? scenario.name, sign, onStep }: Options = {},
): Promise<Entry[]> {
  const virtual = startVirtualRun()
  const { time, counted } = virtual
  const sandbox = createSandbox({
    id: 'scenario',
    seed,
    sign,
    time,
    // Nobody is here to be graded: every notification is taken.
    merchant: () => new Response('success'),
  })
  const [app] = sandbox.apps.list()
  if (!app?.appPrivateKey) throw new Error('a fresh sandbox has an app with a key')
  const client = createSigningClient({
    gatewayUrl: 'http://gateway.invalid/gateway.do',
    notifyUrl: 'http://merchant.invalid/notify',
    appId: app.appId,
    appPrivateKey: app.appPrivateKey,
    fetch: virtual.distant((request) => counted(sandbox.fetch(request))),
    now: time.wallMs,
    sleep: (durationMs, signal) => time.sleep(durationMs, signal),
  })
  sandbox.journal.listen(virtual.stepped)
  const sleep = (durationMs: number) => time.sleep(durationMs)
  await virtual.passTime(playCalls({ world: localWorld(sandbox), client, sleep, onStep }, scenario))
  const entries = sandbox.journal.since(0)
  sandbox.close()
  return entries
}
