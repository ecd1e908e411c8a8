// The catalogue: every fault there is, in one list.
import { nearest } from '../values/nearest.ts'
import { readSpans } from '../values/spans.ts'
import { badSignature } from './bad-signature.ts'
import { balanceLow } from './balance-low.ts'
import { breakpoint } from './breakpoint.ts'
import { businessFailure } from './business-failure.ts'
import { cancelRace } from './cancel-race.ts'
import { cancelRefused } from './cancel-refused.ts'
import { delayNotification } from './delay-notification.ts'
import { duplicateNotification } from './duplicate-notification.ts'
import { duplicateNumber } from './duplicate-number.ts'
import { duplicateRequest } from './duplicate-request.ts'
import type { BoundFault, Fault } from './fault.ts'
import { optionNames, wrongOption, type Wrong } from './fault-options.ts'
import { memberOrder } from './member-order.ts'
import { unknownFields } from './unknown-fields.ts'
import { expiredLink } from './expired-link.ts'
import { finishedNotification } from './finished-notification.ts'
import { foreignApp } from './foreign-app.ts'
import { foreignSeller } from './foreign-seller.ts'
import { forgeNotification } from './forge-notification.ts'
import { forgeReturn } from './forge-return.ts'
import { gbkReply } from './gbk-reply.ts'
import { garbage } from './garbage.ts'
import { hang } from './hang.ts'
import { httpError } from './http-error.ts'
import { invalidParameter } from './invalid-parameter.ts'
import { lateCommit } from './late-commit.ts'
import { loseAcknowledgement } from './lose-acknowledgement.ts'
import { loseNotification } from './lose-notification.ts'
import { lostReply } from './lost-reply.ts'
import { mixedReply } from './mixed-reply.ts'
import { noFundChange } from './no-fund-change.ts'
import { notificationParams } from './notification-params.ts'
import { notificationText } from './notification-text.ts'
import { notifyAtOnce } from './notify-at-once.ts'
import { notifyBeforeReply } from './notify-before-reply.ts'
import { ownQuery } from './own-query.ts'
import { paidMeanwhile } from './paid-meanwhile.ts'
import { partialBatch } from './partial-batch.ts'
import { pendingForever } from './pending-forever.ts'
import { refundNotification } from './refund-notification.ts'
import { refundRefused } from './refund-refused.ts'
import { refused } from './refused.ts'
import { reorderNotification } from './reorder-notification.ts'
import { reorder } from './reorder.ts'
import { replayNotification } from './replay-notification.ts'
import { retryFlag } from './retry-flag.ts'
import { slow } from './slow.ts'
import { staleQuery } from './stale-query.ts'
import { staleState } from './stale-state.ts'
import { throttle } from './throttle.ts'
import { truncate } from './truncate.ts'
import { unknownOrder } from './unknown-order.ts'
import { unknownState } from './unknown-state.ts'
import { unknown } from './unknown.ts'
import { wrongAmount } from './wrong-amount.ts'
import { wrongCurrency } from './wrong-currency.ts'

export const FAULTS: readonly Fault[] = [
  unknown,
  lostReply,
  hang,
  slow,
  lateCommit,
  refused,
  truncate,
  httpError,
  garbage,
  badSignature,
  mixedReply,
  duplicateRequest,
  reorder,
  pendingForever,
  staleQuery,
  invalidParameter,
  businessFailure,
  retryFlag,
  cancelRefused,
  cancelRace,
  noFundChange,
  balanceLow,
  throttle,
  duplicateNumber,
  refundRefused,
  partialBatch,
  paidMeanwhile,
  duplicateNotification,
  delayNotification,
  loseNotification,
  forgeNotification,
  forgeReturn,
  wrongAmount,
  wrongCurrency,
  reorderNotification,
  foreignApp,
  foreignSeller,
  unknownOrder,
  notificationParams,
  notificationText,
  notifyBeforeReply,
  notifyAtOnce,
  refundNotification,
  finishedNotification,
  expiredLink,
  unknownFields,
  memberOrder,
  gbkReply,
  ownQuery,
  staleState,
  replayNotification,
  loseAcknowledgement,
  unknownState,
  breakpoint,
]

/** Catalogue numbers that fix an option, so that `F02` alone says enough. */
const BY_ID: Record<string, { fault: string; options: Record<string, unknown> }> = {
  F01: { fault: 'unknown', options: { executed: false } },
  F02: { fault: 'unknown', options: { executed: true } },
  F03: { fault: 'lost-reply', options: { executed: true } },
  F04: { fault: 'lost-reply', options: { executed: false } },
}

/** Finds a fault by its name or its catalogue number, with the options that number implies. */
export function findFault(
  name: string,
): { fault: Fault; implied: Record<string, unknown> } | undefined {
  const byId = BY_ID[name]
  const fault = FAULTS.find((one) => one.name === (byId?.fault ?? name) || one.ids.includes(name))
  return fault && { fault, implied: byId?.options ?? {} }
}

/** Binds a fault, or says which option is wrong and what it takes. */
export function bindFault(
  name: string,
  options: Record<string, unknown>,
): { bound: BoundFault; name: string; options: Record<string, unknown> } | { wrong: Wrong } {
  const found = findFault(name)
  if (!found) return { wrong: { field: 'fault', remedy: unknownFault(name) } }
  const { fault } = found
  const read = readSpans({ ...found.implied, ...options }, optionNames(fault))
  if ('wrong' in read) {
    const { name: option, remedy } = read.wrong
    return { wrong: { field: `options.${option}`, remedy: `${remedy} (fault ${fault.name})` } }
  }
  const given = read.options
  const wrong = wrongOption(fault, given)
  if (wrong) return { wrong }
  return { bound: fault.bind(given), name: fault.name, options: given }
}

function unknownFault(name: string): string {
  const meant = nearest(
    name,
    FAULTS.flatMap((fault) => [...fault.ids, fault.name]),
  )
  const hint = meant === undefined ? 'all of them: docs/faults.md' : `did you mean ${meant}?`
  return `there is no "${name}"; ${hint}`
}
