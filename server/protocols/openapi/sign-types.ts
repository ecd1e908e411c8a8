// The two ways in which openapi signs, by the names that it gives them.
import type { Digest } from '../../pki/signature.ts'

export type SignType = 'RSA' | 'RSA2'

export const DIGESTS: Record<SignType, Digest> = { RSA: 'sha1', RSA2: 'sha256' }
