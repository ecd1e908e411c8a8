// The business parameters of a request, decrypted where they travel encrypted. A refusal from here
// goes out plain: until something could be decrypted, nothing is encrypted.
import { decryptAes, encryptTypeOf, isEncryptKey, type EncryptType } from '../../pki/aes.ts'
import { decodeText, type Charset } from '../../values/charset.ts'
import type { OpenapiApp } from './credentials.ts'
import type { Rejection } from '../protocol.ts'
import type { Encryption } from './reply-context.ts'
import { REJECTIONS } from './rejections.table.ts'

/** JSON text, and how the reply shall be encrypted. */
interface Content {
  text: string
  encryption?: Encryption
}

export function readContent(
  sent: string | undefined,
  encryptType: string | undefined,
  { encryptKey }: OpenapiApp,
  charset: Charset,
): Content | { refusal: Rejection } {
  const decrypted = (key: string, type: EncryptType) => {
    const bytes = sent === undefined ? undefined : decryptAes(key, sent, type)
    return bytes && decodeText(bytes, charset)
  }
  const hasKey = encryptKey !== undefined && isEncryptKey(encryptKey)
  if (!encryptType) {
    // No JSON is Base64 from end to end, so this was encrypted by somebody who does not say so.
    const isEncrypted = hasKey && decrypted(encryptKey, 'AES') !== undefined
    return isEncrypted ? { refusal: REJECTIONS.missingEncryptType } : { text: sent ?? '{}' }
  }
  const type = encryptTypeOf(encryptType)
  if (!type) return { refusal: REJECTIONS.invalidEncryptType }
  if (!hasKey) return { refusal: REJECTIONS.invalidEncryptKey }
  const encryption = { key: encryptKey, type }
  if (sent === undefined) return { text: '{}', encryption }
  const text = decrypted(encryptKey, type)
  return text === undefined ? { refusal: REJECTIONS.cannotDecrypt } : { text, encryption }
}
