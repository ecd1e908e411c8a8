// The family put together: Alipay's old gateway for payments in a browser (即时到账) and its batch refunds.
import type { Family } from '../protocol.ts'
import { freshKeys, MAPI } from './credentials.ts'
import { readPasted } from './explain.ts'
import { gateway } from './gateway.ts'
import { MAPI_OPTIONS, MAPI_TERMS } from './options.table.ts'

export const mapi: Family = {
  name: MAPI,
  protocols: [gateway],
  usual: gateway,
  options: MAPI_OPTIONS,
  terms: MAPI_TERMS,
  credentials: freshKeys,
  whereabouts: '/gateway.do?service=… of the old gateway',
  readPasted,
}
