// WX-02: a reverse that answers recall=Y is not done, whatever result_code says (003:L41-42): the same
// reverse again, as CAN-01 asks it of retry_flag=Y.
import { unfinishedCancels } from '../cancel/retry-flag-is-read-with-the-code.ts'
import { rule } from '../rule.ts'

export const aReverseIsDoneWhenRecallSaysN = rule({
  id: 'WX-02',
  source: '003:L41-42',
  severity: 'critical',
  families: ['W'],
  title: ['A reverse is done when recall is N', '撤销成功须 recall=N'],
  trigger: ['A reverse answered recall=Y, or was refused', '撤销返回 recall=Y 或被拒'],
  remedy: ['Treat recall=Y as unknown: reverse again.', 'recall=Y 视为结果未知，继续撤销。'],
  seenBy: 'both',
  needs: 'CANCEL',
  check: (trace, parameters) => unfinishedCancels(trace, parameters),
})
