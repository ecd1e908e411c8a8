// `grade --console`: the grade is shown in a console while it runs. With an address it is posted to a
// simulator that runs already; alone, the grade's own gateway shows it, until somebody has seen enough.
import { randomBytes } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import type { Command } from 'commander'
import type { RunProgress } from '../../client-tests/drives/drive.ts'
import { nameOfScenario } from '../../client-tests/reports/names.ts'
import type { Language } from '../../client-tests/reports/words.ts'
import { startServer, type ReadingName, type RunningServer } from '../../server/hosts/node.ts'
import { connect, type Client } from '../client.ts'
import { Failure, messageOf } from '../failure.ts'
import type { Io } from '../io.ts'
import { newToken } from '../serve/data-folder.ts'

export const addConsoleOption = (command: Command): Command =>
  command.option(
    '--console [url]',
    "show the run in a console: the grade's own until Ctrl-C, or that of a simulator at this address",
  )

/** A person sees no more than this, and the gateway has other things to do. */
const EVERY_MS = 1_000

/** The gateway of a grade, opened before the run and closed after somebody has seen the verdict. */
export interface OwnGateway {
  server: RunningServer
  token: string
}

export interface Shown {
  /** Where the run is to be played, when the console is that of the grade. */
  own?: OwnGateway
  onProgress(progress: RunProgress): void
  /** The JSON report, once there is one. */
  ended(report: string): Promise<void>
  failed(why: string): Promise<void>
  /** Resolves when the console is no longer needed, and ends what was opened for it. */
  close(): Promise<void>
}

export interface World {
  seed: string
  port: number
  reading: ReadingName
}

interface Asked {
  /** An address, or that of the grade's own gateway. */
  console?: string | true
  merchant: string
  lang: Language
  /** How a gateway of one's own is opened; absent where none is. */
  world?: World
}

/** Begins to show a grade where `--console` or ALIPAY_SIM_CONSOLE asks for it. */
async function openShown(asked: Asked, io: Io): Promise<Shown | undefined> {
  const wanted = asked.console ?? io.env.ALIPAY_SIM_CONSOLE
  if (wanted === undefined || wanted === '') return undefined
  const id = `${new Date().toISOString().slice(0, 19).replaceAll(':', '-')}Z-${randomBytes(2).toString('hex')}`
  if (wanted !== true) {
    const client = clientAt(wanted, io)
    return begin({ client, id, asked, io }, async () => {})
  }
  if (!asked.world) {
    throw new Failure(2, {
      en: '--console: nothing is played here, so give the address of a simulator that runs: --console http://127.0.0.1:8600',
      zh: '--console：此处不运行网关，请给出已在运行的模拟器的地址：--console http://127.0.0.1:8600',
    })
  }
  const own = await openOwn(asked.world, io)
  const url = own.server.controlUrl ?? own.server.url
  const client = connect({ url, token: own.token, data: '.alipay-sim' }, io)
  const close = async () => {
    io.err(`  ${WORDS.stays[asked.lang]}\n`)
    await io.stopped()
    await own.server.close()
  }
  try {
    return { own, ...(await begin({ client, id, asked, io }, close)) }
  } catch (error) {
    await own.server.close()
    throw error
  }
}

/** Grades where `--console` shows it: what it came to, or why it could not run, is told there too. */
export async function whileShown<T extends { json: string }>(
  asked: Asked,
  io: Io,
  run: (shown: Shown | undefined) => Promise<T>,
): Promise<T> {
  const shown = await openShown(asked, io)
  try {
    const graded = await run(shown)
    await shown?.ended(graded.json)
    return graded
  } catch (error) {
    await shown?.failed(messageOf(error))
    throw error
  } finally {
    await shown?.close()
  }
}

const WORDS = {
  console: { en: 'console', zh: '控制台' },
  stays: {
    en: 'the console stays until you press Ctrl-C',
    zh: '控制台保持运行，按 Ctrl-C 结束',
  },
  unheard: {
    en: (why: string) => `the console is not told how the grade goes on: ${why}`,
    zh: (why: string) => `无法向控制台报告评分进展：${why}`,
  },
}

/** Takes an address with its token too, as `alipay-sim console` prints it. */
function clientAt(address: string, io: Io): Client {
  const [url = '', fragment = ''] = address.split('#', 2)
  const token = new URLSearchParams(fragment).get('token') ?? undefined
  return connect({ url, ...(token !== undefined && { token }), data: '.alipay-sim' }, io)
}

async function openOwn({ seed, port, reading }: World, io: Io): Promise<OwnGateway> {
  const token = newToken()
  // The console stays reachable while the gateway plays an outage.
  const server = await startServer({ port, seed, reading, token, controlPort: 0 }).catch(
    (error: unknown) => {
      const why = messageOf(error)
      throw new Failure(2, {
        en: `grade: could not run: ${why}`,
        zh: `grade：无法运行：${why}`,
      })
    },
  )
  const page = await io.fetch(`${server.controlUrl ?? server.url}/_sim/`)
  if (page.ok) return { server, token }
  await server.close()
  throw new Failure(2, {
    en: '--console: the console is not built; build it with: npm run build:console',
    zh: '--console：控制台尚未构建；构建方法：npm run build:console',
  })
}

interface Begun {
  client: Client
  id: string
  asked: Asked
  io: Io
}

async function begin({ client, id, asked, io }: Begun, close: Shown['close']): Promise<Shown> {
  const { merchant, lang } = asked
  const put = (body: object) => client.send('PUT', `/grades/${id}`, { merchant, ...body })
  // A wrong address or token costs no run.
  await put({ progress: NOTHING_YET })
  io.err(`  ${WORDS.console[lang]} ${client.consoleUrl}&/default/grades/${id}\n`)
  let isToldOf = false
  let isUnderWay: Promise<void> | undefined
  let next: RunProgress | undefined
  const pause = openPause()
  /** A console that is away holds up no grade. */
  const say = async (body: object) => {
    try {
      await put(body)
    } catch (error) {
      if (!isToldOf) io.err(`  ${WORDS.unheard[lang](messageOf(error))}\n`)
      isToldOf = true
    }
  }
  const sendAll = async () => {
    while (next) {
      const progress = progressOf(next)
      next = undefined
      await say({ progress })
      await pause.forAWhile()
    }
    isUnderWay = undefined
  }
  /** How far the run came is told before what it came to. */
  const last = async (body: object) => {
    pause.end()
    await isUnderWay
    await say(body)
  }
  return {
    onProgress: (progress) => {
      next = progress
      isUnderWay ??= sendAll()
    },
    ended: (report) => last({ report: JSON.parse(report) as unknown }),
    failed: (failed) => last({ failed }),
    close,
  }
}

/** Between two words; over at once when the last one is to be said. */
function openPause() {
  const over = new AbortController()
  return {
    forAWhile: async () => {
      const { signal } = over
      await setTimeout(EVERY_MS, undefined, { signal, ref: false }).catch(() => {})
    },
    end: () => over.abort(),
  }
}

const NOTHING_YET = { round: 1, done: 0, total: 0, what: '', leftMs: 0, scenarios: [] }

const progressOf = ({ scenarios, leftMs, ...rest }: RunProgress) => ({
  ...rest,
  leftMs: Math.max(0, Math.round(leftMs)),
  scenarios: scenarios.map((one) => ({ ...one, name: nameOfScenario(one.id) })),
})
