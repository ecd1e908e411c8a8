// The shop has registered a notify_url with a query of its own, or a framework lays query and form
// into one list: what is verified then holds more than Alipay has signed. The notification itself is
// genuine, and its form as always.
import * as v from 'valibot'
import { fault } from './fault.ts'

export const ownQuery = fault({
  name: 'own-query',
  ids: [],
  about:
    'Sends the notification to its notify_url with a query in it, as if it had one of its own.',
  ledger: 'Untouched: the notification is genuine.',
  options: v.strictObject({
    query: v.optional(
      v.pipe(v.string('a query'), v.regex(/^[\w.~%+-]+=[\w.~%+&=-]*$/, 'such as shop=7&q=tea')),
      'shop=7&q=tea',
    ),
  }),
  stage: 'delivery',
  bend: (_message, { query }) => ({ do: 'readdress', query }),
})
