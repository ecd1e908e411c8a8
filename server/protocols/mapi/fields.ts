// What the parameters of a call have to be, and the code of the gateway for what they are not.
import { parseYuan, type Fen } from '../../values/money.ts'
import type { Reason } from '../../journal/reasons.ts'
import type { Parameters } from '../parameters.ts'
import type { Rejection } from '../protocol.ts'
import { textOf } from './codes.table.ts'

export function rejection(code: string, about?: string, reason?: Reason): Rejection {
  const text = textOf(code)
  return {
    reason,
    code: 'F',
    subCode: code,
    subMsg: about === undefined ? text : `${text}：${about}`,
  }
}

/** Thrown while a call is put together. */
export class BadCall extends Error {
  readonly rejection: Rejection
  constructor(code: string, about: string, reason: Reason = 'InvalidParameter') {
    super(about)
    this.rejection = rejection(code, about, reason)
  }
}

/** Missing and empty are one. */
export const given = (parameters: Parameters, name: string): string | undefined =>
  parameters.get(name) || undefined

const lengthOf = (text: string) => Array.from(text).length

export function optional(
  parameters: Parameters,
  name: string,
  most: number,
  code = 'ILLEGAL_LENGTH',
): string | undefined {
  const value = given(parameters, name)
  if (value === undefined || lengthOf(value) <= most) return value
  throw new BadCall(code, `${name}：最长 ${most} 个字符，传入 ${lengthOf(value)} 个`)
}

export function required(
  parameters: Parameters,
  name: string,
  most: number,
  code = 'ILLEGAL_ARGUMENT',
): string {
  const value = optional(parameters, name, most)
  if (value === undefined) throw new BadCall(code, `${name}：必填，未传`)
  return value
}

/** Yuan with at most two decimals; `undefined` where nothing was sent. */
export function money(parameters: Parameters, name: string): Fen | undefined {
  const value = given(parameters, name)
  if (value === undefined) return undefined
  const fen = parseYuan(value)
  if (fen === undefined)
    throw new BadCall('ILLEGAL_MONEY_FORMAT', `${name}：应为金额，如 88.88，传入 ${value}`)
  return fen
}

const CONTROL = /[\p{Cc}]/u

export const isWebAddress = (text: string): boolean =>
  !CONTROL.test(text) && URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)

/** An address that a browser, or a notification, may be sent to. */
export function address(parameters: Parameters, name: string, most: number): string | undefined {
  const value = optional(parameters, name, most)
  if (value === undefined) return undefined
  if (!isWebAddress(value))
    throw new BadCall('ILLEGAL_ARGUMENT', `${name}：应为 http 或 https 地址，传入 ${value}`)
  return value
}
