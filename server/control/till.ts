// A till for whoever has no merchant yet: it calls the gateway as a merchant does, over the host's own
// line and with the app's own key, one call at a time. What follows a call is up to whoever stands at it.
import * as v from 'valibot'
import { MEANINGS } from '../journal/reasons.ts'
import type { App, Till } from '../protocols/protocol.ts'
import { TILL_OPS, type TillCall, type TillReading } from '../protocols/till.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { InputError } from '../values/input-error.ts'
import { endpoint, type Endpoint } from './endpoint.ts'
import { shortText } from './read-input.ts'

/** How a host reaches its own listener, as any client does. */
export interface OwnLine {
  fetch(path: string, init: RequestInit): Promise<Response>
  url(path: string): string
}

/** Where the till takes notifications: it answers `success` to whatever comes. */
export const TILL_NOTIFY = '/_sim/till/notify'

/** As long as a person stands at a till; then the client hangs up, as a program does. */
const PATIENCE_MS = 10_000

const SEEN = [...MEANINGS, 'unreadable', 'nothing'] as const

const answer = v.object({
  outTradeNo: v.string(),
  seen: v.pipe(
    v.picklist(SEEN),
    v.description('what the reply means; unreadable: not to be trusted; nothing: none came'),
  ),
  code: v.optional(v.string()),
  subCode: v.optional(v.string()),
  says: v.optional(v.string()),
  tradeStatus: v.optional(v.string()),
})
export type TillAnswer = v.InferOutput<typeof answer>

const fen = v.pipe(
  v.number('a whole number of fen'),
  v.integer('a whole number of fen'),
  v.minValue(1, 'at least 1'),
)

export function tillOf(line: OwnLine | undefined): Endpoint[] {
  return [
    endpoint({
      method: 'POST',
      path: '/till',
      about:
        'calls the gateway once as a merchant would, signed with the app’s own key: pays by code, ' +
        'queries, cancels or refunds; with "missigned" it forgets a parameter in the signed text',
      gives: answer,
      body: v.strictObject({
        op: v.picklist(TILL_OPS, `one of ${TILL_OPS.join(', ')}`),
        outTradeNo: shortText,
        amountFen: v.optional(fen),
        subject: v.optional(shortText),
        authCode: v.optional(shortText),
        outRequestNo: v.optional(shortText),
        missigned: v.optional(v.boolean('true or false')),
      }),
      answer: async ({ sandbox, body, directory }) => {
        if (!line) throw new InputError('till', 'this host cannot call its own gateway')
        const { op, outTradeNo, missigned: isMissigned = false, ...given } = body
        const call: TillCall = {
          op,
          outTradeNo,
          isMissigned,
          amountFen: needed('amountFen', given.amountFen, op === 'PAY' || op === 'REFUND') ?? 1,
          authCode: needed('authCode', given.authCode, op === 'PAY') ?? '',
          outRequestNo: given.outRequestNo ?? `${outTradeNo}-R1`,
          subject: given.subject ?? '一杯咖啡',
          notifyUrl: line.url(TILL_NOTIFY),
        }
        const found = directory.gateways.families.find(({ till }) => till !== undefined)?.till
        if (!found) throw new InputError('till', 'no gateway here can be called by a till')
        return { outTradeNo, ...(await made(line, found, sandbox, call)) }
      },
    }),
  ]
}

function needed<T>(field: string, value: T | undefined, isNeeded: boolean): T | undefined {
  if (isNeeded && value === undefined) throw new InputError(field, 'is missing')
  return value
}

async function made(
  line: OwnLine,
  till: Till,
  sandbox: Sandbox,
  call: TillCall,
): Promise<Omit<TillAnswer, 'outTradeNo'>> {
  const { app, form } = firstThatSigns(till, sandbox, call)
  try {
    const reply = await line.fetch(till.path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded;charset=utf-8' },
      body: form.toString(),
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    return seenIn(till.read(app, await reply.text()))
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined
    const code = Object(cause)['code'] as string | undefined
    return { seen: 'nothing', says: code ?? 'no answer in time' }
  }
}

const seenIn = ({ meaning, ...rest }: TillReading) => ({ seen: meaning, ...rest })

function firstThatSigns(
  till: Till,
  { apps, clock }: Sandbox,
  call: TillCall,
): { app: App; form: URLSearchParams } {
  const now = clock.view().nowMs
  for (const app of apps.list()) {
    const form = till.form(app, call, now)
    if (form) return { app, form }
  }
  throw new InputError(
    'till',
    'no app of this sandbox has its private key here; add one (POST /apps)',
  )
}
