// A reply declared utf-8 whose bytes are GBK, signed over those bytes: recorded of the
// gateway being busy by users of smartwalle/alipay (its pull request 257, July 2026). A client that
// decodes before it verifies finds the signature wrong, and the text is lost.
import * as v from 'valibot'
import { executed } from './options.ts'
import { fault } from './fault.ts'
import type { CallMessage, OutcomeMessage } from './messages.ts'
import { numberOf } from './number-of.ts'

export const gbkReply = fault({
  name: 'gbk-reply',
  ids: [],
  about: 'Answers "result unknown: busy" in GBK bytes, declared utf-8 and validly signed (v2).',
  ledger: 'executed=no: nothing happened. executed=yes: everything happened.',
  options: v.strictObject({ executed }),
  stage: (given) => (given.executed ? 'outcome' : 'call'),
  bend: (message: CallMessage | OutcomeMessage, _options) => ({
    do: 'answer',
    outcome: {
      kind: 'unknown',
      reason: 'Busy',
      outTradeNo: numberOf(message),
    },
    bytesIn: 'gbk',
  }),
})
