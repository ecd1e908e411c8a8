// MAPI-10: a batch is posted and holds 1,000 items at most; 50 are advised (002:L82-83).
import { finding } from '../judge.ts'
import { rule } from '../rule.ts'
import { perBatch } from './batches.ts'

export const batchesArePostedAndSmall = rule({
  id: 'MAPI-10',
  source: '002:L82-83',
  severity: 'minor',
  families: ['M'],
  title: ['At most 1,000 items, posted', '批量上限与 POST'],
  trigger: ['A batch of refunds was sent', '发送了退款批次'],
  remedy: [
    'Post batches of at most 50 refunds, and never more than 1,000.',
    '以 POST 发送，每批建议 50 笔以内，最多 1000 笔。',
  ],
  seenBy: 'traffic',
  needs: 'REFUND',
  timeless: true,
  check(trace, { batchItems: { advised, most } }) {
    return perBatch(trace, ({ evidence, items: { length }, request }) => {
      if (!request.wire.start.startsWith('POST')) {
        const en = `A batch of ${length} refund(s) was sent by GET: an address holds only so much.`
        return [finding('fail', evidence, en, `${length} 笔退款以 GET 发送，地址长度有限。`)]
      }
      const mark = length > most ? 'fail' : length > advised ? 'warn' : 'pass'
      const en = `The batch holds ${length} refund(s) (advised ${advised}, at most ${most}).`
      return [finding(mark, evidence, en, `批次含 ${length} 笔（建议 ${advised}，最多 ${most}）。`)]
    })
  },
})
