// The mapping file as a schema: which of a merchant's own endpoints does what the adapter does, and
// where in its replies the answers are. Docs: docs/adapter.md.
import * as v from 'valibot'
import { BELIEF_STATUSES, REFUND_STATUSES } from '../../../server/journal/suite-entry.ts'
import { capabilities, EFFECT_TYPES } from '../contract.ts'
import { fileVersion } from '../../scenario/file-version.ts'
import { call, mapTo, path, text } from './parts.ts'
import { till } from './till-schema.ts'

const discrepancies = ['remote_only', 'local_only', 'amount', 'refund_unknown']
const itself = Object.fromEntries(discrepancies.map((word) => [word, word]))

const remember = v.optional(v.record(v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]*$/)), path))

const start = v.strictObject({
  ...call,
  /** Values of the reply that later calls need: `{order: $.orderId}` makes `{order}`. */
  remember,
  /** True when the shop answers only after the payment has ended. */
  blocks: v.optional(v.boolean('must be true or false')),
  status: v.optional(path),
  map: v.optional(mapTo(BELIEF_STATUSES)),
  out_trade_no: v.optional(path),
  qr_code: v.optional(path),
  pay_url: v.optional(path),
})

const plain = v.strictObject(call)

export const mappingSchema = v.strictObject({
  version: fileVersion,
  base_url: v.optional(text),
  amount_unit: v.optional(v.picklist(['fen', 'yuan'], 'must be fen or yuan'), 'yuan'),
  headers: v.optional(v.record(v.string(), v.string('must be text')), {}),
  /** Asked until it answers anything, before the run begins. */
  ready: v.optional(text),
  capabilities: v.optional(capabilities, {}),
  start_sale: v.optional(start),
  start_qr: v.optional(start),
  start_web: v.optional(start),
  read_sale: v.optional(
    v.strictObject({
      ...call,
      status: path,
      map: mapTo(BELIEF_STATUSES),
      out_trade_no: v.optional(path),
      refunded: v.optional(path),
      qr_code: v.optional(path),
      pay_url: v.optional(path),
      effects: v.optional(
        v.strictObject({
          each: path,
          type: path,
          amount: path,
          map: v.optional(mapTo(EFFECT_TYPES), {}),
        }),
      ),
    }),
  ),
  pay_again: v.optional(plain),
  cancel: v.optional(plain),
  refund: v.optional(
    v.strictObject({
      ...call,
      remember,
      status: v.optional(path),
      map: v.optional(mapTo(REFUND_STATUSES)),
    }),
  ),
  read_refund: v.optional(
    v.strictObject({
      ...call,
      status: path,
      map: mapTo(REFUND_STATUSES),
      amount: v.optional(path),
    }),
  ),
  refund_batch: v.optional(
    v.strictObject({
      ...call,
      remember,
      /** How one refund is written: text, or a map of a list in the body. */
      item: v.union(
        [text, v.record(v.string(), v.unknown())],
        'must be text, or a map sent as JSON',
      ),
      /** What stands between two that are text. */
      between: v.optional(text, ','),
    }),
  ),
  read_batch: v.optional(
    v.strictObject({
      ...call,
      /** One part of the reply for each refund. */
      each: path,
      refund_id: path,
      status: path,
      map: mapTo(REFUND_STATUSES),
      amount: v.optional(path),
      batch_no: v.optional(path),
    }),
  ),
  resubmit_batch: v.optional(plain),
  manual_query: v.optional(
    v.strictObject({ ...call, status: v.optional(path), map: v.optional(mapTo(BELIEF_STATUSES)) }),
  ),
  manual_items: v.optional(
    v.strictObject({
      ...call,
      each: path,
      attempt: path,
      op: v.optional(path),
      reason: v.optional(path),
      at: v.optional(path),
    }),
  ),
  resolve: v.optional(plain),
  reconcile: v.optional(
    v.strictObject({
      ...call,
      rows: path,
      /** One part of the reply for each discrepancy. */
      each: path,
      type: path,
      map: v.optional(mapTo(discrepancies), itself),
      ref: path,
      cancel_refunds: v.optional(path),
    }),
  ),
  alerts: v.optional(
    v.strictObject({
      ...call,
      each: path,
      kind: path,
      map: v.optional(v.record(v.string(), v.string('must be text'))),
      at: v.optional(path),
    }),
  ),
  restart: v.optional(plain),
  /** Of an acquirer, in place of all actions of a shop. */
  till: v.optional(till),
})

export type MappingFile = v.InferOutput<typeof mappingSchema>

/** What every action has; see `call`. */
export type Action = v.InferOutput<typeof plain>

export type ActionName = Exclude<
  keyof MappingFile,
  'version' | 'base_url' | 'amount_unit' | 'headers' | 'ready' | 'capabilities' | 'till'
>

const OF_A_SALE = [
  'sale_id',
  'amount',
  'subject',
  'kind',
  'seller_id',
  'store_id',
  'terminal_id',
  // Of a sale at AMS.
  'gateway',
  'currency',
  'merchant_id',
]

/** What each action may write between braces, beside what was remembered. */
export const HOLES: Readonly<Record<ActionName, readonly string[]>> = {
  start_sale: [...OF_A_SALE, 'auth_code'],
  start_qr: [...OF_A_SALE, 'expiry_s'],
  start_web: [...OF_A_SALE, 'expiry_s', 'buyer_account'],
  read_sale: ['sale_id', 'out_trade_no', 'amount'],
  pay_again: ['sale_id', 'out_trade_no', 'amount', 'auth_code'],
  cancel: ['sale_id', 'out_trade_no', 'amount'],
  refund: ['sale_id', 'out_trade_no', 'refund_id', 'amount'],
  read_refund: ['sale_id', 'out_trade_no', 'refund_id', 'amount'],
  refund_batch: ['batch_id', 'items'],
  read_batch: ['batch_id'],
  resubmit_batch: ['batch_id'],
  manual_query: ['sale_id', 'out_trade_no'],
  manual_items: [],
  resolve: ['sale_id', 'out_trade_no', 'attempt', 'decision'],
  reconcile: ['date'],
  alerts: [],
  restart: [],
}
