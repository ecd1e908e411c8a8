// Passive mode: a simulator, somebody else's command (the shop's own tests), and the journal of what
// it did. Nothing is driven: the command finds the gateway, keys and control API in its environment.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startServer, type ReadingName, type RunningServer } from '../../../server/hosts/node.ts'
import { startForPerson } from '../../../server/hosts/platform.ts'
import type { Entry } from '../../../server/journal/entry.ts'
import { watchDelays } from './delays.ts'
import { environmentOf, freePort } from './environment.ts'
import { beginVerifying } from './verified.ts'
import type { LocalizedText } from '../../rules/rule.ts'

export interface PassiveOptions {
  command: readonly string[]
  seed?: string
  /** Which texts the gateway follows where they differ. */
  reading?: ReadingName
  /** The gateway's clock runs 1/k times as fast, for tests that scale their timers. */
  timeScale?: number
  /** 0 picks a free port. */
  port?: number
  /** A line for the system's shell that says what the shop has booked. */
  verify?: string
  /** A fresh server that somebody else opened and closes, with its token; one of its own without it. */
  own?: { server: RunningServer; token: string }
  onReady?: (gatewayUrl: string) => void
}

export interface PassiveRun {
  entries: Entry[]
  /** How the command ended; what it printed went to stderr. */
  exitCode: number
  /** With `verify`: what the books have too much or too little, and what could not be seen. */
  remarks: readonly LocalizedText[]
}

export async function runPassive(options: PassiveOptions): Promise<PassiveRun> {
  const { command, seed = 'conformance', timeScale = 1, port = 0, verify } = options
  const { reading, onReady } = options
  const token = options.own?.token ?? crypto.randomUUID()
  const server = options.own?.server ?? (await startServer({ port, seed, reading, token }))
  const folder = await mkdtemp(join(tmpdir(), 'alipay-sim-passive-'))
  const { sandbox } = server
  try {
    onReady?.(`${server.url}/gateway.do`)
    sandbox.clock.setRate(1 / timeScale)
    sandbox.journal.note({
      kind: 'run',
      merchant: command.join(' '),
      resultChannel: 'poll',
      timeScale,
      seed: sandbox.seed,
      reading: sandbox.reading.get(),
      ...(verify !== undefined && { books: true }),
    })
    const env = {
      ...environmentOf(server, { folder, port: await freePort(), timeScale }),
      // Here the command may play the buyer and switch faults on: it drives, not the suite.
      ALIPAY_SIM_URL: server.url,
      ALIPAY_SIM_TOKEN: token,
    }
    const verifying =
      verify === undefined
        ? undefined
        : await beginVerifying(server, { line: verify, env, timeScale })
    const { pid, exitCode: ending } = started(command, env)
    using late = watchDelays(() => sandbox.clock.elapsed(), timeScale, pid)
    const exitCode = await ending
    const remarks = (await verifying?.afterTraffic())?.remarks ?? []
    // Also says until when nothing more came: silence is judged by it.
    sandbox.journal.note({ kind: 'run-end', ...late.measured() })
    return { entries: sandbox.journal.since(0), exitCode, remarks }
  } finally {
    if (!options.own) await server.close()
    await rm(folder, { recursive: true, force: true })
  }
}

interface Started {
  pid: number | undefined
  exitCode: Promise<number>
}

function started(command: readonly string[], env: Record<string, string>): Started {
  const child = startForPerson(command, { ...process.env, ...env })
  const exitCode = new Promise<number>((resolve, reject) => {
    child.once('error', (error) => {
      reject(new Error(`"${command.join(' ')}" did not start: ${error.message}`))
    })
    child.once('exit', (code) => resolve(code ?? 1))
  })
  return { pid: child.pid, exitCode }
}
