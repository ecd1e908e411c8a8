// How the gateway is asked for a payment code.
import type { Wallet } from './scenario.ts'

/** Whose wallet shows it, and what it is; the gateway chooses one where nobody says. */
export interface CodeWanted {
  wallet?: Wallet
  authCode?: string
}

/** As the gateway is asked for it. */
export const codeOf = ({ wallet, authCode }: CodeWanted = {}) => ({
  authCode,
  ...(wallet === 'wechat' && { wallet }),
})
