// The one step every change takes: load, decide, commit, in one transaction, without an await.
import { truthOf } from '../../trade/trade.ts'
import { decide } from '../../trade/decide.ts'
import type { Changes, Command, Decision } from '../../trade/decision.ts'
import { isObsolete, isOvertaken } from './describe-job.ts'
import { ledgerOf } from './ledger-legs.ts'
import { load } from './load.ts'
import { announce, tellOfBatch } from './news.ts'
import type { SandboxCore } from './core.ts'
import { planLateTap, planScan } from './triggered.ts'

export interface Cause {
  cause: string
  exchange?: string
}

export function step(core: SandboxCore, command: Command, why: Cause): Decision {
  return core.writer.transact(() => {
    const now = core.clock.now()
    const decision = decide(command, load(core, command, now), now, core.draw)
    const { changes, events } = decision
    core.trades.save(changes)
    saveBatch(core, changes)
    planJobs(core, decision)
    if (changes.trade || changes.order || changes.tombstone) {
      core.writer.write({
        kind: 'commit',
        ...why,
        events: events.map(({ name }) => name),
        ...(changes.trade && { truth: truthOf(changes.trade) }),
        ...ledgerOf(changes.postings),
      })
    }
    for (const event of events) announce(core, event)
    tellWhenDone(core, changes)
    if (command.op === 'CANCEL') planLateTap(core, events)
    if (command.op === 'PRECREATE' && changes.order) planScan(core, command, changes.order.qrCode)
    core.trades.assertConserved(changes.trade)
    return decision
  })
}

/** What is to come of it; and what the books have overtaken is not kept until it is due. */
function planJobs(core: SandboxCore, { changes: { jobs, trade }, events }: Decision): void {
  const isNew = events.some(({ name }) => name === 'TradeCreated')
  if (trade && !isNew && trade.status !== 'WAIT_BUYER_PAY') {
    for (const job of core.jobs.about('happening', trade.tradeNo)) {
      if (isObsolete(core, job)) core.jobs.remove(job.id)
    }
  }
  for (const { due, happening } of jobs) {
    const isOfTrade = 'tradeNo' in happening && happening.tradeNo === trade?.tradeNo
    if (isOfTrade && isOvertaken(happening.op, trade?.status)) continue
    core.jobs.add(due, { kind: 'happening', happening })
  }
}

function saveBatch({ batches }: SandboxCore, { batch, batchItem }: Changes): void {
  if (batch) batches.put(batch)
  if (batchItem) batches.putItem(batchItem.head, batchItem.place, batchItem.item)
}

/** The last of its items has been tried. */
function tellWhenDone(core: SandboxCore, { batchItem }: Changes): void {
  if (batchItem?.head.state !== 'done') return
  const { pid, batchNo } = batchItem.head
  const whole = core.batches.get(pid, batchNo)
  if (whole) tellOfBatch(core, whole)
}
