// Payment codes: what a buyer's phone shows to a cashier, fresh, refreshed, expired or used.
import type { Buyer, PaymentCode } from '../../trade/buyer.ts'
import { CODE_DIGITS, drawAuthCode, walletOfCode, type Wallet } from '../../values/ids.ts'
import { InputError } from '../../values/input-error.ts'
import { readIntent } from '../core/buyer-behaviour.ts'
import type { SandboxCore } from '../core/core.ts'

export interface CodeRequest {
  /** `at-once`, `after-password=8s`, `never`, `no-money`, `closes=5s`, `expired`, … (habits.ts). */
  pays?: string
  buyerId?: string
  /** Whose form the code has: Alipay's unless said. The money comes from the same buyer either way. */
  wallet?: Wallet
  /**
   * A code of one's own choosing: of Alipay 16 to 64 digits beginning with 25 … 30, or a face's `fp…`; of
   * WeChat 18 digits beginning with 10 … 15.
   */
  authCode?: string
  /** How long a code is, 16 to 64; 18 unless said. */
  digits?: number
}

export function issueCode(
  core: SandboxCore,
  { pays = 'at-once', buyerId, authCode, digits, wallet }: CodeRequest,
): PaymentCode {
  const { trades, writer } = core
  const { habit, broke, code: state } = readIntent(pays)
  checkShape(authCode, digits, wallet)
  return writer.transact(() => {
    const buyer = pickBuyer(core, buyerId, broke)
    const expiresAt = core.clock.now() + core.options().authCodeLifetimeMs
    const code: PaymentCode = {
      authCode: authCode ?? drawAuthCode(core.draw, digits, wallet),
      buyerId: buyer.buyerId,
      habit,
      expiresAt: state === 'expired' ? 0 : expiresAt,
      ...(state === 'used' && { usedBy: 'another shop' }),
    }
    if (trades.code(code.authCode)) {
      throw new InputError('authCode', `${code.authCode} was issued before; choose another`)
    }
    trades.putCode(code)
    note(core, code, pays)
    return code
  })
}

const { least, most } = CODE_DIGITS

const FORMS: Readonly<Record<Wallet, string>> = {
  alipay: `${least} to ${most} digits, beginning with 25 … 30; or, of a face, fp and 33 letters or digits`,
  wechat: '18 digits, beginning with 10 … 15',
}

function checkShape(
  authCode: string | undefined,
  digits: number | undefined,
  wallet: Wallet | undefined,
): void {
  if (authCode !== undefined) {
    const of = walletOfCode(authCode)
    const isFitting = of !== undefined && (wallet === undefined || of === wallet)
    const forms =
      wallet === undefined ? `${FORMS.alipay}; of WeChat, ${FORMS.wechat}` : FORMS[wallet]
    if (!isFitting) throw new InputError('authCode', forms)
  }
  if (digits === undefined) return
  if (wallet === 'wechat' && digits !== 18) {
    throw new InputError('digits', 'a code of WeChat has 18 digits')
  }
  if (authCode !== undefined) {
    throw new InputError('digits', 'a code of your own has its length; give one of the two')
  }
  if (!Number.isInteger(digits) || digits < least || digits > most) {
    throw new InputError('digits', `${digits} is no length of a code; use ${least} to ${most}`)
  }
}

/** The phone shows a new code, and the old one is dead. */
export function refreshCode(core: SandboxCore, authCode: string): PaymentCode {
  const { trades, writer } = core
  const old = trades.code(authCode)
  if (!old) throw new InputError('authCode', `nobody was given ${authCode}`)
  return writer.transact(() => {
    trades.putCode({ ...old, expiresAt: 0 })
    const expiresAt = core.clock.now() + core.options().authCodeLifetimeMs
    const { usedBy: _used, ...kept } = old
    const digits = /^\d+$/.test(authCode) ? authCode.length : undefined
    const wallet = walletOfCode(authCode)
    const code = { ...kept, authCode: drawAuthCode(core.draw, digits, wallet), expiresAt }
    trades.putCode(code)
    note(core, code, `in place of ${authCode}`)
    return code
  })
}

function note({ writer }: SandboxCore, { buyerId, authCode }: PaymentCode, text: string): void {
  writer.write({ kind: 'buyer', act: 'code-issued', buyerId, authCode, note: text })
}

/** The one who is named; else one with money, or the one without. */
export function pickBuyer(
  { trades }: SandboxCore,
  buyerId: string | undefined,
  broke: boolean,
): Buyer {
  const all = trades.buyers()
  const found = buyerId
    ? all.find((buyer) => buyer.buyerId === buyerId)
    : broke
      ? all.at(-1)
      : all[0]
  if (found) return found
  throw new InputError('buyerId', `there is no ${buyerId}; list them with "alipay-sim buyer list"`)
}
