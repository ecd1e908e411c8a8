// Authorisations and the tokens they turn into: a buyer lets an app know who they are, a merchant
// lets an app of somebody else act for it. Kept by the sandbox, honoured by every protocol.
import type { Instant } from '../values/instant.ts'

export interface Token {
  token: string
  /** A code is exchanged once; an access token is shown with calls; a refresh token renews it. */
  use: 'code' | 'access' | 'refresh'
  of: 'user' | 'app'
  /** The app it was given to, which alone may use it. */
  appId: string
  /** Who gave it: a buyer's id, or the merchant's pid. */
  holderId: string
  /** `of: 'app'`: the merchant's own app that was put into other hands. */
  authAppId?: string
  issuedAt: Instant
  expiresAt: Instant
  /** A code that was exchanged, a token that was replaced. */
  isSpent: boolean
  /** The code or refresh token that it was given for. */
  from?: string
  /** Whoever gave it has taken it back. */
  isRevoked?: true
}

/** What a protocol may ask about tokens while it reads a request. */
export interface TokenStore {
  get(token: string): Token | undefined
  /** Every token an app was given, oldest first. */
  ofApp(appId: string): Token[]
}
