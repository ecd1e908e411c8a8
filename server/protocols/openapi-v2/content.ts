// The business parameters of a request, decrypted where they travel encrypted. A refusal from here
// goes out plain: until something could be decrypted, nothing is encrypted.
import { decryptAes, isEncryptKey } from '../../pki/aes.ts'
import { decodeText, type Charset } from '../../values/charset.ts'
import type { App, Rejection } from '../protocol.ts'
import { REJECTIONS } from './rejections.table.ts'

/** JSON text, and the key under which the reply shall be encrypted. */
interface Content {
  text: string
  encryptKey?: string
}

export function readContent(
  sent: string | undefined,
  encryptType: string | undefined,
  { encryptKey }: App,
  charset: Charset,
): Content | { refusal: Rejection } {
  const decrypted = (key: string) => {
    const bytes = sent === undefined ? undefined : decryptAes(key, sent)
    return bytes && decodeText(bytes, charset)
  }
  const hasKey = encryptKey !== undefined && isEncryptKey(encryptKey)
  if (!encryptType) {
    // No JSON is Base64 from end to end, so this was encrypted by somebody who does not say so.
    const isEncrypted = hasKey && decrypted(encryptKey) !== undefined
    return isEncrypted ? { refusal: REJECTIONS.missingEncryptType } : { text: sent ?? '{}' }
  }
  if (encryptType !== 'AES') return { refusal: REJECTIONS.invalidEncryptType }
  if (!hasKey) return { refusal: REJECTIONS.invalidEncryptKey }
  if (sent === undefined) return { text: '{}', encryptKey }
  const text = decrypted(encryptKey)
  return text === undefined ? { refusal: REJECTIONS.cannotDecrypt } : { text, encryptKey }
}
