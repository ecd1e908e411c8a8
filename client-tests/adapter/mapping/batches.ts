// Batches of refunds at a mapped shop: its own list of items, what it says of each, and the same batch once more.
import type { AdapterReply } from '../merchant.ts'
import { findEach, findFirst } from '../extract.ts'
import { fillJson, fillPlain, type Values } from '../template.ts'
import { answer, isOk, performed, refused, unmapped } from './answers.ts'
import { rememberFrom, saleValues, strings, textOf, type Body, type Translator } from './notes.ts'
import type { Action } from './schema.ts'
import { amountIn, amountOut, statusIn, unreadable } from './values.ts'

export async function startBatch(translator: Translator, body: Body): Promise<AdapterReply> {
  const { mapping, perform, batches } = translator
  const action = mapping.refund_batch
  if (!action) return unmapped
  const batchId = textOf(body.batch_id)
  const items = itemsOf(body).map((item) => valuesOf(translator, item))
  const { item, between, remember, ...call } = action
  const text =
    typeof item === 'string' ? items.map((one) => fillPlain(item, one)).join(between) : ''
  const list = typeof item === 'string' ? [] : items.map((one) => fillJson(item, one))
  const values = { batch_id: batchId, items: text }
  const filled = { ...call, body_template: withItems(call.body_template, list) }
  const reply = await perform(filled, values)
  if (!isOk(action, reply)) return refused(reply)
  batches.set(batchId, {
    values: { ...values, ...rememberFrom(remember, reply.text) },
    refundIds: items.map(({ refund_id = '' }) => refund_id),
  })
  return answer(202, {})
}

export async function readBatch(translator: Translator, _body: Body, batchId: string) {
  const { mapping, perform, batches } = translator
  const action = mapping.read_batch
  if (!action) return unmapped
  const known = batches.get(batchId)
  if (!known) return answer(404, { reason: 'no such batch' })
  return performed(perform, action, known.values, ({ each, ...paths }, reply) => ({
    items: findEach(each, reply.text).map((part) => {
      const status = statusIn(mapping, 'read_batch', paths, part)
      if (status === undefined) throw unreadable(mapping, 'read_batch', 'status', reply)
      const amount = paths.amount && findFirst(paths.amount, part)
      return {
        refund_id: findFirst(paths.refund_id, part) ?? '',
        status,
        ...(amount !== undefined && {
          amount: amountIn(mapping, ['read_batch', 'amount'], amount),
        }),
        batch_no: paths.batch_no && findFirst(paths.batch_no, part),
      }
    }),
  }))
}

export async function resubmitBatch(translator: Translator, _body: Body, batchId: string) {
  const { mapping, perform, batches } = translator
  const known = batches.get(batchId)
  if (mapping.resubmit_batch && !known) return answer(404, { reason: 'no such batch' })
  return performed(perform, mapping.resubmit_batch, known?.values ?? {}, () => ({}), 202)
}

const itemsOf = ({ items }: Body): Body[] => (Array.isArray(items) ? (items as Body[]) : [])

function valuesOf({ mapping, sales }: Translator, item: Body): Values {
  const notes = sales.get(textOf(item.sale_id))
  const amount = amountOut(mapping, item.amount)
  return { ...(notes && saleValues(notes)), ...strings(item), amount }
}

/** Where a body has `"{items}"` as a value of its own, the list stands in its place. */
function withItems(
  template: Action['body_template'],
  list: readonly unknown[],
): Action['body_template'] {
  if (typeof template !== 'object' || list.length === 0) return template
  return Object.fromEntries(
    Object.entries(template).map(([name, value]) => [name, value === '{items}' ? list : value]),
  )
}
