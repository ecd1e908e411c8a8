// The part of a request of openapi that its reply needs.
import type { EncryptType } from '../../pki/aes.ts'
import type { Charset } from '../../values/charset.ts'
import type { OpenapiApp } from './credentials.ts'
import type { ReplyContext } from '../protocol.ts'
import type { SignType } from './sign-types.ts'

/** The key of an app (Base64), and how it is used. */
export interface Encryption {
  key: string
  type: EncryptType
}

export interface OpenapiContext extends ReplyContext {
  app?: OpenapiApp
  method?: string
  signType: SignType
  /** UTF-8 when nothing is said. */
  charset?: Charset
  /** Set when the reply shall be encrypted, as the request was. */
  encryption?: Encryption
  /** The gateway's certificate, which a reply in certificate mode names. */
  alipayCertSn?: string
}
