// The adapter check in this program and in virtual time, around the exemplary merchant with something
// bent in what it says.
import { openInProcess } from '../../drives/in-process/in-process.ts'
import { inProcess, type Variant } from '../../merchants/exemplary/in-process.ts'
import { checkAdapter } from './check.ts'
import { codeOf } from '../../scenario/code.ts'
import { seenIn } from './stage.ts'
import type { Finding } from '../probe.ts'

interface Exchange {
  method: 'GET' | 'POST'
  path: string
  /** What the suite asked for, and what the shop answered; a bend changes them in place. */
  asked: Record<string, unknown>
  status: number
  // Whatever the adapter may say; a bend knows what it bends.
  body: Record<string, unknown>
  /** The shop behind it, and its time. */
  ask(path: string): Promise<Record<string, unknown>>
  sleep(durationMs: number): Promise<void>
}

/** Gives another reply, or nothing for the one that came (and may have been changed in place). */
export type Bend = (exchange: Exchange) => Reply | void | Promise<Reply | void>
type Reply = [status: number, body: unknown]

export async function findingsOf(
  bend: Bend = () => {},
  { capabilities, wantedScale }: Pick<Variant, 'capabilities'> & { wantedScale?: number } = {},
): Promise<readonly Finding[]> {
  const merchant = inProcess({
    name: 'exemplary',
    bend: {},
    capabilities: { providerId: undefined, ...capabilities },
  })
  const { sandbox, drive, virtual } = openInProcess(merchant)
  const read = (text: string) => {
    const value: unknown = text === '' ? {} : JSON.parse(text)
    return value as Record<string, unknown>
  }
  let found: readonly Finding[] = []
  const check = async () => {
    found = await checkAdapter({
      call: async (method, path, body) => {
        const { status, text } = await drive.call(method, path, body)
        const isJson = /^[[{]/.test(text)
        const exchange: Exchange = {
          method,
          path,
          asked: read(JSON.stringify(body ?? {})),
          status,
          body: isJson ? read(text) : {},
          ask: async (asked) => read((await drive.call('GET', asked)).text),
          sleep: drive.sleep,
        }
        const [bentStatus, bent] = (await bend(exchange)) ?? [status, isJson ? exchange.body : text]
        return {
          status: bentStatus,
          text: typeof bent === 'string' ? bent : JSON.stringify(bent),
        }
      },
      issueCode: (pays, wallet) =>
        sandbox.buyers.issueCode({ pays, ...codeOf({ wallet }) }).authCode,
      seen: () => seenIn(sandbox.trace()),
      wantedScale,
      gatewayUrl: 'http://gateway.invalid/gateway.do',
      sleep: drive.sleep,
      wait: drive.sleep,
      now: () => drive.world.elapsed(),
    })
  }
  await virtual.passTime(check())
  sandbox.close()
  return found
}

/** What is not as it should be, a line each; all of it is there in Chinese, too. */
export async function complaintsOf(bend: Bend): Promise<string[]> {
  const complaints = (await findingsOf(bend)).filter(({ level }) => level !== 'ok')
  for (const { what, remedy, zh } of complaints) {
    for (const text of [zh.what, zh.remedy]) {
      if (!/\p{Script=Han}/u.test(text)) throw new Error(`no Chinese of: ${what} → ${remedy}`)
    }
  }
  return complaints.map(
    ({ endpoint, level, field, what }) => `${level} ${endpoint} ${field}: ${what}`,
  )
}
