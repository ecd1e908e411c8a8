// What a mapped shop's replies are to the suite: served or not, and the shop's own refusal.
import type { AdapterReply } from '../merchant.ts'
import { isTrue, type Reply } from '../extract.ts'
import type { Action } from './schema.ts'
import type { Values } from '../template.ts'

/** Carries a call to the shop: HTTP or a command. Never throws: no answer is status 0. */
export type Perform = (action: Action, values: Values) => Promise<Reply>

export const answer = (status: number, body: unknown): AdapterReply => ({
  status,
  text: JSON.stringify(body),
})

export const unmapped = answer(501, { reason: 'the mapping file has no such action' })

export function isOk({ ok }: Action, { status, text }: Reply): boolean {
  if (typeof ok === 'number') return status === ok
  if (ok !== undefined) return isTrue(ok, text)
  return status >= 200 && status < 300
}

/** What the shop's reply to an action says in the words of the contract; nothing where the file has no such action. */
export async function performed<A extends Action>(
  perform: Perform,
  action: A | undefined,
  values: Values,
  read: (action: A, reply: Reply) => unknown,
  status = 200,
): Promise<AdapterReply> {
  if (!action) return unmapped
  const reply = await perform(action, values)
  return isOk(action, reply) ? answer(status, read(action, reply)) : refused(reply)
}

/** The shop's own refusal, which is legal; its words go into the journal. */
export function refused({ status, text }: Reply): AdapterReply {
  return answer(status === 0 ? 0 : 409, { reason: text.slice(0, 300) })
}
