// Something in front of the gateway answers in its place, in HTML (implied by 000:L15). Whether the
// call got through, the status does not say.
import * as v from 'valibot'
import { executed } from './options.ts'
import { fault } from './fault.ts'
import type { AnswerMessage, CallMessage } from './messages.ts'

const REASONS = { 502: 'Bad Gateway', 503: 'Service Unavailable', 504: 'Gateway Timeout' } as const
const STATUSES = [502, 503, 504] as const
const says = '502, 503 or 504'

export const httpError = fault({
  name: 'http-error',
  ids: ['F10'],
  about: 'Answers HTTP 502, 503 or 504 with a page of HTML.',
  ledger: 'executed=no: nothing happened. executed=yes: everything happened.',
  options: v.strictObject({
    executed,
    status: v.optional(
      v.pipe(
        v.union([v.number(), v.string()], says),
        v.transform(Number),
        v.picklist(STATUSES, says),
      ),
      502,
    ),
  }),
  stage: (given) => (given.executed ? 'answer' : 'call'),
  bend: (_message: CallMessage | AnswerMessage, { status }) => {
    const title = `${status} ${REASONS[status]}`
    const page = `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<h1>${title}</h1>\r\n</body>\r\n</html>\r\n`
    const headers = { 'content-type': 'text/html' }
    return { do: 'bytes', reply: { status, headers, body: Buffer.from(page) }, note: title }
  },
})
