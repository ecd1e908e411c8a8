// The shapes of Alipay's identifiers, as seen in recorded replies. Every id of the simulator is
// drawn from the sandbox's seed and lies in the ranges of Alipay's own sandbox (2088721…, 9021…).
import { formatChinaDay, formatChinaTime, type Instant } from './instant.ts'
import type { Draw } from './random.ts'

/** 28 digits: day, `22001`, 3 digits, 2 digits of the buyer's id, 10 digits of sequence. */
export function drawTradeNo(draw: Draw, buyerId: string | undefined, now: Instant): string {
  const digits = draw.digits('trade_no', 13)
  const ofBuyer = buyerId?.slice(-3, -1) || '00'
  return `${formatChinaDay(now)}22001${digits.slice(0, 3)}${ofBuyer}${digits.slice(3)}`
}

/** 34 digits: day, `00222`, time of the event, `0`, 4 digits of the buyer's id, 10 digits. */
export function drawNotifyId(draw: Draw, buyerId: string | undefined, at: Instant): string {
  const time = formatChinaTime(at).slice(11).replaceAll(':', '')
  const ofBuyer = buyerId?.slice(-5, -1) || '0000'
  return `${formatChinaDay(at)}00222${time}0${ofBuyer}${draw.digits('notify_id', 10)}`
}

/** 28 digits: day, `0033`, 16 digits. */
export function drawSettleNo(draw: Draw, now: Instant): string {
  return `${formatChinaDay(now)}0033${draw.digits('settle_no', 16)}`
}

/** The number of a refund that was made in the back office: day, `0099`, 16 digits (invented). */
export function drawBackOfficeNo(draw: Draw, now: Instant): string {
  return `${formatChinaDay(now)}0099${draw.digits('back_office_no', 16)}`
}

/** The link behind a QR order: `https://qr.alipay.com/bax` + 5 digits + 16 letters. */
export function drawQrCode(draw: Draw): string {
  return `https://qr.alipay.com/bax${draw.digits('qr_code', 5)}${draw.letters('qr_code', 16)}`
}

/** The short code at the end of such a link, and the link again. */
export const codeOfQr = (qrCode: string) => qrCode.slice(qrCode.lastIndexOf('/') + 1)
export const qrOfCode = (code: string) => `https://qr.alipay.com/${code}`

/** The text that leads to a QR order when it is pasted into the wallet (code_type `share_code`). */
export const shareCodeOf = (qrCode: string) => `Z:/${codeOfQr(qrCode)}#`

/** The link behind a share code, or behind an address that opens the wallet; a link stays what it is. */
export function qrOfShareCode(text: string): string {
  const code = /^Z:\/(\w+)#$/.exec(text)?.[1]
  const link = /^alipays?:\/\/.*[?&]qrcode=(https?:[^&]+)/.exec(text)?.[1]
  return code === undefined ? (link ?? text) : qrOfCode(code)
}

/**
 * How many digits a payment code may have. Alipay's have 16 to 24, and 004:L98 asks integrators to leave
 * room for longer ones; `auth_code` itself ends at 64.
 */
export const CODE_DIGITS = { least: 16, most: 64 } as const

/** Whose wallet shows a code of a form. */
export const WALLETS = ['alipay', 'wechat'] as const
export type Wallet = (typeof WALLETS)[number]

/**
 * Alipay: digits that begin with 25 … 30 (004:L98), or a face's `fp…`. WeChat: 18 digits that begin with
 * 10 … 15 (pay.weixin.qq.com, micropay).
 */
const CODES: Readonly<Record<Wallet, RegExp>> = {
  alipay: /^((2[5-9]|30)\d{14,62}|fp[A-Za-z0-9]{33})$/,
  wechat: /^1[0-5]\d{16}$/,
}

/** The wallet that shows such codes; `undefined` for what is no payment code. */
export const walletOfCode = (text: string): Wallet | undefined =>
  WALLETS.find((wallet) => CODES[wallet].test(text))

/** A payment code: `28` and digits, 18 in all unless said; WeChat's begins with `13`. */
export function drawAuthCode(draw: Draw, digits = 18, wallet: Wallet = 'alipay'): string {
  const head = wallet === 'alipay' ? '28' : '13'
  return `${head}${draw.digits('auth_code', digits - 2)}`
}

export function drawSellerId(draw: Draw): string {
  return `2088721${draw.digits('seller_id', 9)}`
}

export function drawBuyerId(draw: Draw): string {
  return `2088722${draw.digits('buyer_id', 9)}`
}

/** How every app_id of a sandbox begins; nine digits follow. */
export const APP_ID_HEAD = '9021000'

export function drawAppId(draw: Draw): string {
  return `${APP_ID_HEAD}${draw.digits('app_id', 9)}`
}

/** The `trace_id` reply header: digits only, at least 29. */
export function traceId(now: Instant, exchange: number): string {
  return `21${formatChinaTime(now).replace(/\D/g, '')}${String(exchange).padStart(16, '0')}`
}
