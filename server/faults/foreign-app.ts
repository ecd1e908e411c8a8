// A notification signed with the right key, but meant for another application (004:L159).
import * as v from 'valibot'
import { fault } from './fault.ts'

export const foreignApp = fault({
  name: 'foreign-app',
  ids: ['N07'],
  about: 'Notifies under another app_id; everything else, and the signature, is right.',
  ledger: 'Untouched.',
  options: v.strictObject({
    appId: v.optional(v.pipe(v.string('an app_id'), v.regex(/^\d{16}$/, '16 digits'))),
  }),
  stage: 'notification',
  bend: ({ content }, { appId: wanted }, draw) => {
    const appId = wanted ?? `2021${draw.digits('foreign_app', 12)}`
    const bend = { kind: 'app', note: `app_id: ${appId}` } as const
    return { do: 'content', content: { ...content, appId, authAppId: appId }, bend }
  },
})
