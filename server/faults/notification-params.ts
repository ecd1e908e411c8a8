// A genuine notification with other parameters than the merchant has seen so far: a new one, one
// that is gone or empty, or signed with the other algorithm (004:L385,L412; 002:L91-92).
import * as v from 'valibot'
import { fault } from './fault.ts'

const names = v.pipe(
  v.string('names'),
  v.regex(/^\w+(,\w+)*$/, 'names of parameters with commas between them'),
)

export const notificationParams = fault({
  name: 'notification-params',
  ids: ['N11'],
  about: 'Adds, leaves out or empties parameters of a notification, validly signed.',
  ledger: 'Untouched, and what the notification says is true.',
  options: v.strictObject({
    /** Added: `fund_note=some text`, several with `&` between them. */
    extra: v.optional(
      v.pipe(v.string('name=value'), v.regex(/^\w+=[^&]*(&\w+=[^&]*)*$/, 'name=value')),
    ),
    missing: v.optional(names),
    /** Sent without a value; as everywhere at this gateway, an empty value is not signed. */
    empty: v.optional(names),
    signType: v.optional(v.picklist(['RSA', 'RSA2'], 'RSA or RSA2')),
  }),
  stage: 'notification',
  bend: ({ content }, { extra, missing, empty, signType }) => {
    const isBare = !extra && !missing && !empty && !signType
    const added = isBare ? 'sim_new_field=as yet unknown' : (extra ?? '')
    const members = {
      add: Object.fromEntries(added.split('&').filter(Boolean).map(pair)),
      leaveOut: listed(missing),
      empty: listed(empty),
    }
    const bent = { ...content, members, ...(signType && { signAs: signType }) }
    const what = [
      added && `with ${added}`,
      missing && `without ${missing}`,
      empty && `empty ${empty}`,
      signType && `signed by ${signType}`,
    ]
    const note = `params: ${what.filter(Boolean).join(', ')}`
    return { do: 'content', content: bent, bend: { kind: 'params', note } }
  },
})

const listed = (text: string | undefined) => (text === undefined ? [] : text.split(','))

function pair(text: string): [string, string] {
  const at = text.indexOf('=')
  return [text.slice(0, at), text.slice(at + 1)]
}
