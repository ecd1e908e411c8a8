// The tokens under which a service provider acts for merchants: told by a signed notification, one after the other,
// each of which ends the one before (001:L98-111).
import type { Shop } from '../shop.ts'
import { textIn, type Members } from './json.ts'

/** It tells of no payment, and so has no result. */
export const isTokenNews = (members: Members): boolean =>
  !('result' in members) && textIn(members, 'accessToken') !== ''

/** Whether it was believed. */
export function hearOfToken({ decisions, store }: Shop, members: Members, isSigned: boolean) {
  const merchantId = textIn(members, 'authClientId')
  const token = textIn(members, 'accessToken')
  if (merchantId === '' || !decisions.believesToken({ isSigned, merchantId, token })) return false
  store.transaction(() => {
    const tokens = store.agentTokens.get(merchantId)?.tokens ?? []
    // Told again, it is no news.
    if (tokens.at(-1) === token) return
    store.agentTokens.put(merchantId, { merchantId, tokens: [...tokens, token] })
  })
  return true
}
