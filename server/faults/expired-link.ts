// The link to a bill has died before anybody followed it: it lives 30 s (004:L238).
import * as v from 'valibot'
import { fault } from './fault.ts'

export const expiredLink = fault({
  name: 'expired-link',
  ids: ['K03'],
  about: 'Answers the download of a bill with 403, as if the link were older than 30 s.',
  ledger: 'Untouched: the bill is there, a new link leads to it.',
  ops: ['BILLGET'],
  options: v.strictObject({}),
  stage: 'call',
  bend: () => ({
    do: 'bytes',
    reply: {
      status: 403,
      headers: { 'content-type': 'text/html;charset=utf-8' },
      body: Buffer.from('下载链接无效或已过期\n'),
    },
    note: 'link expired',
  }),
})
