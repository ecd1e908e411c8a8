// MAPI-07: a batch holds no trade twice (002:L61-62): the gateway refuses it whole, or worse.
import { finding } from '../judge.ts'
import { rule } from '../rule.ts'
import { perBatch } from './batches.ts'

export const noTradeComesTwiceInABatch = rule({
  id: 'MAPI-07',
  source: '002:L61-62',
  severity: 'critical',
  families: ['M'],
  title: ['No trade twice in a batch', '同批明细交易号不重复'],
  trigger: ['A batch of refunds was sent', '发送了退款批次'],
  remedy: [
    'Send a second refund of one trade in a batch of its own, or as one sum.',
    '同一交易的第二笔退款另起批次，或合并金额。',
  ],
  seenBy: 'traffic',
  needs: 'REFUND',
  timeless: true,
  check(trace) {
    return perBatch(trace, ({ evidence, items }) => {
      const numbers = items.map(({ tradeNo }) => tradeNo)
      const twice = numbers.find((one, place) => numbers.indexOf(one) !== place)
      if (twice !== undefined) {
        const en = `The batch names trade ${twice} twice.`
        return [finding('fail', evidence, en, `同一批次中交易号 ${twice} 出现两次。`)]
      }
      const en = `The batch names ${numbers.length} trade(s), each once.`
      return [finding('pass', evidence, en, `批次含 ${numbers.length} 笔交易，互不重复。`)]
    })
  },
})
