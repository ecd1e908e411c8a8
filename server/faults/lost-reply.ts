// The line breaks before the reply: the client sees a reset, an early close, or nothing at all
// (000:L15-20). Executed or not, it cannot tell.
import * as v from 'valibot'
import { executed, silence } from './options.ts'
import { fault } from './fault.ts'
import type { AnswerMessage, CallMessage } from './messages.ts'

export const lostReply = fault({
  name: 'lost-reply',
  ids: ['F03', 'F04'],
  about: 'Breaks the line before the reply (rst, fin or hang).',
  ledger: 'executed=yes: everything happened, nobody was told. executed=no: nothing happened.',
  options: v.strictObject({ executed, how: silence }),
  catalogueId: (given) => (given.executed ? 'F03' : 'F04'),
  stage: (given) => (given.executed ? 'answer' : 'call'),
  bend: (_message: CallMessage | AnswerMessage, { how }) => ({ do: 'silence', how }),
})
