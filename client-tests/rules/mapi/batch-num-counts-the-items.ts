// MAPI-11: batch_num is the number of items in detail_data (002:L97-99).
import { finding } from '../judge.ts'
import { rule } from '../rule.ts'
import { perBatch } from './batches.ts'

export const batchNumCountsTheItems = rule({
  id: 'MAPI-11',
  source: '002:L97-99',
  severity: 'major',
  families: ['M'],
  title: ['batch_num counts the items', '笔数与明细一致'],
  trigger: ['A batch of refunds was sent', '发送了退款批次'],
  remedy: [
    'Count the items as you write them, and send that number.',
    'batch_num 由实际写入的明细笔数得出。',
  ],
  seenBy: 'traffic',
  needs: 'REFUND',
  timeless: true,
  check(trace) {
    return perBatch(trace, ({ evidence, items: { length }, request }) => {
      const declared = request.batch?.declared ?? 'nothing'
      const isRight = declared === String(length)
      const en = `batch_num is ${declared}, and detail_data holds ${length} item(s).`
      const zh = `batch_num 为 ${declared}，detail_data 有 ${length} 笔。`
      return [finding(isRight ? 'pass' : 'fail', evidence, en, zh)]
    })
  },
})
