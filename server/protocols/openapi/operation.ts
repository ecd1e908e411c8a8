// An operation of openapi: what v2 calls a method and v3 a path. Shared by both.
import { createHash } from 'node:crypto'
import * as v from 'valibot'
import type { CallIds, Op } from '../../journal/entry.ts'
import { canonicalJson } from '../../values/canonical-json.ts'
import type { Charset } from '../../values/charset.ts'
import type { Instant } from '../../values/instant.ts'
import type { AnyCall, App } from '../protocol.ts'
import type { SignType } from './sign-types.ts'
import { firstIssue, sentFields } from './fields.ts'

/** What a method needs beside its business parameters. */
export interface CallSite {
  /** The protocol of the call, which notifications of its order will speak. */
  via: string
  app: App
  /** The merchant's app for which an app of somebody else acts. */
  authAppId?: string
  notifyUrl: string | undefined
  /** Of the call; v3 knows only UTF-8. */
  charset?: Charset
  /** Of the call, and so of the order's notifications. */
  signType?: SignType
  returnUrl?: string
  /** `http://127.0.0.1:8600`: where the client reached this gateway. */
  origin: string
  /** The longest `body` of an order, which is the sandbox's to say. */
  bodyChars: number
  now: Instant
}

export interface Operation {
  /** `alipay.trade.pay`; in v3 `/v3/alipay/trade/pay`. */
  method: string
  op: Op
  /**
   * Older than biz_content: v2 reads its parameters beside the common ones, answers success
   * without code and msg, and failure under `error_response`.
   */
  isOldStyle?: true
  /** Reads the business parameters: the call, or which field is wrong and how to mend it. */
  read(content: unknown, site: CallSite): { call: AnyCall } | { wrong: string }
}

/** Thrown while a call is put together: `field：advice`. */
export class BadRequest extends Error {}

export function operation<S extends v.GenericSchema>(
  method: string,
  op: Op,
  schema: S,
  toCall: (content: v.InferOutput<S>, site: CallSite) => AnyCall,
): Operation {
  return {
    method,
    op,
    read: (content, site) => {
      const sent = sentFields(content)
      if (!sent) return { wrong: 'biz_content：应为 JSON 对象' }
      const parsed = v.safeParse(schema, sent)
      if (!parsed.success) return { wrong: firstIssue(parsed.issues) }
      try {
        return { call: toCall(parsed.output, site) }
      } catch (error) {
        if (error instanceof BadRequest) return { wrong: error.message }
        throw error
      }
    },
  }
}

/** What the journal says of a call. */
export function summarise(call: AnyCall, rawContent: string) {
  const ids: CallIds = {}
  if ('outTradeNo' in call && call.outTradeNo) ids.outTradeNo = call.outTradeNo
  if ('tradeNo' in call && call.tradeNo) ids.tradeNo = call.tradeNo
  if ('authCode' in call && call.authCode) ids.authCode = call.authCode
  if ('outRequestNo' in call && call.outRequestNo) ids.outRequestNo = call.outRequestNo
  const amountFen =
    'totalFen' in call ? call.totalFen : 'amountFen' in call ? call.amountFen : undefined
  return { ids, amountFen, fingerprint: fingerprint(rawContent) }
}

/** A digest of the business parameters, blind to the order in which a client wrote them. */
export function fingerprint(rawContent: string): string {
  const canonical = canonicalJson(JSON.parse(rawContent))
  return createHash('sha256').update(canonical).digest('hex').slice(0, 16)
}
