// Batches of refunds, as people ask for them: several at once, and the same batch once more when nothing was heard of it.
// Each refund is written down as one that was asked for, with the batch it belongs to.
import type { Move } from '../scenario/scenario.ts'
import { readBatchBelief } from '../adapter/merchant.ts'
import { formatYuan, hundredthsOf } from '../../server/values/money.ts'
import { ask, type Stage } from './stage.ts'

type Of<W extends Move['do']> = Extract<Move, { do: W }>

export async function refundTogether(
  { drive, sale, batches }: Stage,
  { percent, of }: Of<'refund-batch'>,
): Promise<void> {
  const batchId = `${sale.saleId}-b${batches.length + 1}`
  const shares = typeof percent === 'number' ? [percent] : percent
  const sales = of === 'scenario' ? sale.together : [sale]
  const wanted = sales.flatMap(({ saleId, amountFen }) =>
    shares.map((share, nth) => ({
      refundId: `${batchId}-${saleId}-${nth + 1}`,
      saleId,
      amountFen: hundredthsOf(amountFen, share),
    })),
  )
  batches.push({
    batchId,
    sales: new Map(wanted.map(({ refundId, saleId }) => [refundId, saleId])),
    seen: new Map(),
  })
  const items = wanted.map(({ refundId, saleId, amountFen }) => ({
    refund_id: refundId,
    sale_id: saleId,
    amount: formatYuan(amountFen),
  }))
  const startedMs = drive.world.elapsed()
  const reply = await drive.call('POST', '/batches', { batch_id: batchId, items })
  const answer = { status: reply.status, reply: reply.text.slice(0, 2_000) }
  for (const { refundId, saleId, amountFen } of wanted)
    drive.world.note({
      kind: 'adapter',
      saleId,
      act: 'refund',
      startedMs,
      ...answer,
      refundId,
      batchId,
      amountFen,
    })
}

export async function submitBatchAgain(stage: Stage): Promise<void> {
  const batchId = stage.batches.at(-1)?.batchId
  if (batchId === undefined) return
  const path = `/batches/${encodeURIComponent(batchId)}/resubmit`
  await ask(stage, 'resubmit', 'POST', path, {}, { batchId })
}

/** What the merchant says of each refund, where it differs from before. */
export async function lookAtBatches({ drive, batches }: Stage): Promise<void> {
  for (const { batchId, sales, seen } of batches) {
    const reply = await drive.call('GET', `/batches/${encodeURIComponent(batchId)}`)
    for (const { refundId, status, amountFen, batchNo } of readBatchBelief(reply) ?? []) {
      const saleId = sales.get(refundId)
      if (saleId === undefined || seen.get(refundId) === status) continue
      seen.set(refundId, status)
      const named = batchNo === undefined ? {} : { batchNo }
      drive.world.note({ kind: 'refund-belief', refundId, saleId, status, amountFen, ...named })
    }
  }
}
