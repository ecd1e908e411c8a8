// All mutants, in the order of their names.
import { polling } from './polling.ts'
import { exceptions } from './exceptions.ts'
import { unusableReplies } from './unusable-replies.ts'
import { cancel } from './cancel.ts'
import { refunds } from './refunds.ts'
import { orders } from './orders.ts'
import { qr } from './qr.ts'
import { mapi } from './mapi.ts'
import { notificationChecks } from './notification-checks.ts'
import { notifications } from './notifications.ts'
import { notificationReplies } from './notification-replies.ts'
import { oneSided } from './one-sided.ts'
import { counter } from './counter.ts'
import { reconciliation } from './reconciliation.ts'
import { heartbeat } from './heartbeat.ts'
import { wechat } from './wechat.ts'
import { ams } from './ams.ts'
import type { Mutant } from './mutant.ts'

export const mutants: readonly Mutant[] = [
  ...polling,
  ...exceptions,
  ...unusableReplies,
  ...cancel,
  ...refunds,
  ...orders,
  ...qr,
  ...notificationChecks,
  ...notifications,
  ...notificationReplies,
  ...oneSided,
  ...counter,
  ...reconciliation,
  ...heartbeat,
  ...wechat,
  ...mapi,
  ...ams,
].toSorted((a, b) => (a.name < b.name ? -1 : 1))

export function mutantCalled(name: string): Mutant {
  const found = mutants.find((mutant) => mutant.name === name)
  if (!found) throw new Error(`no mutant is called ${name}`)
  return found
}
