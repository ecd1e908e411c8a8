// A genuine notification whose text is hard to carry: Chinese, spaces, `+`, `%2B`, `&` and `=`, in
// UTF-8 or GBK (004:L411-416). A merchant that decodes twice, or not at all, finds it unsigned.
import * as v from 'valibot'
import { fault } from './fault.ts'

const HARD = '一杯咖啡 a+b %2B 50% c&d=e "quoted"'

/** Which text of the notification an option means. */
const MEMBERS = { subject: 'subject', body: 'body', passback_params: 'passback' } as const

export const notificationText = fault({
  name: 'notification-text',
  ids: ['N12'],
  about: 'Puts special characters into a field, or changes the charset, validly signed.',
  ledger: 'Untouched, and what the notification says of the payment is true.',
  options: v.strictObject({
    text: v.optional(v.pipe(v.string('a text'), v.minLength(1, 'a text')), HARD),
    field: v.optional(
      v.picklist(['subject', 'body', 'passback_params'], 'subject, body or passback_params'),
      'body',
    ),
    charset: v.optional(v.picklist(['utf-8', 'GBK'], 'utf-8 or GBK')),
  }),
  stage: 'notification',
  bend: ({ content }, { text, field, charset }) => ({
    do: 'content',
    content: {
      ...content,
      [MEMBERS[field]]: text,
      ...(charset && { charset: charset === 'GBK' ? 'gbk' : 'utf-8' }),
    },
    bend: { kind: 'text', note: `text: ${field}${charset ? ` in ${charset}` : ''}` },
  }),
})
