// The list of everything the engine can decide. Pure: time and chance are arguments.
import type { Instant } from '../values/instant.ts'
import type { Draw } from '../values/random.ts'
import { acceptBatch, askBatch, refundItem } from './batch.ts'
import { cancel } from './cancel.ts'
import { confirm, openCashier } from './cashier.ts'
import { close } from './close.ts'
import { create } from './create.ts'
import type { Command, Decide, Decision, Records } from './decision.ts'
import { chargeFee } from './fee.ts'
import { freeze, thaw } from './freeze.ts'
import { pay } from './pay.ts'
import { precreate } from './precreate.ts'
import { query, queryRefund } from './query.ts'
import { refund } from './refund.ts'
import { scan } from './scan.ts'
import { settleOrder, syncOrder } from './royalty.ts'
import { buyerCloses, buyerPays, expire, finish } from './waiting.ts'

type Deciders = { [O in Command['op']]: Decide<Extract<Command, { op: O }>> }

const deciders: Deciders = {
  PAY: pay,
  PRECREATE: precreate,
  CREATE: create,
  CASHIER: openCashier,
  QUERY: query,
  CANCEL: cancel,
  CLOSE: close,
  REFUND: (command, ...rest) =>
    'items' in command ? askBatch(command, ...rest) : refund(command, ...rest),
  REFQUERY: queryRefund,
  SETTLE: settleOrder,
  SYNC: syncOrder,
  scan,
  confirm,
  'buyer-pays': buyerPays,
  'buyer-closes': buyerCloses,
  freeze,
  thaw,
  expire,
  finish,
  'charge-fee': chargeFee,
  'refund-item': refundItem,
  'accept-batch': acceptBatch,
}

/** Decides one command. Saves nothing: the caller commits the changes or drops them. */
export function decide<O extends Command['op']>(
  command: Extract<Command, { op: O }>,
  records: Records,
  now: Instant,
  draw: Draw,
): Decision {
  const decider: Decide<typeof command> = deciders[command.op as O]
  return decider(command, records, now, draw)
}
