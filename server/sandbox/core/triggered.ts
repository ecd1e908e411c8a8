// What triggers and habits set off without any control call: payment codes that come to life when
// they are shown, amounts that decide what the buyer does, and buyers who act after a cancel.
import type { PaymentCode } from '../../trade/buyer.ts'
import type { Event, Pay, Precreate } from '../../trade/decision.ts'
import { readAmountTrigger, readTrigger, type Triggered } from '../../trade/triggers.ts'
import { walletOfCode } from '../../values/ids.ts'
import { DAY, SECOND, type Instant } from '../../values/instant.ts'
import type { SandboxCore } from './core.ts'

/** How long a customer takes to point the phone at a QR code with a trigger amount. */
const SCAN_AFTER_MS = 2 * SECOND

/** The code that a PAY shows: issued, a trigger, or any at all where the amount is one. */
export function codeShown(
  core: SandboxCore,
  { authCode = '', totalFen, via }: Pick<Pay, 'authCode' | 'totalFen' | 'via'>,
  now: Instant,
): PaymentCode | undefined {
  // The scanner of one wallet's gateway makes nothing of another's code.
  const isOfWallet = walletOfCode(authCode) === core.gateways.walletOf(via)
  const issued = isOfWallet ? core.trades.code(authCode) : undefined
  if (issued?.usedBy !== undefined) return issued
  const byAmount = amountTrigger(core, totalFen)
  const found = byAmount ?? (issued || !isOfWallet ? undefined : readTrigger(authCode))
  return found ? bring(core, found, authCode, now) : issued
}

function bring(
  core: SandboxCore,
  triggered: Triggered,
  authCode: string,
  now: Instant,
): PaymentCode | undefined {
  const habit = triggered.trigger.habit?.(triggered.seconds)
  const buyerId = ownerOf(core, triggered)
  return habit && buyerId ? { authCode, buyerId, habit, expiresAt: now + 365 * DAY } : undefined
}

function ownerOf(core: SandboxCore, { trigger }: Triggered): string | undefined {
  const buyers = core.trades.buyers()
  return (trigger.wallet === 'empty' ? buyers.at(-1) : buyers[0])?.buyerId
}

function amountTrigger(core: SandboxCore, totalFen: number): Triggered | undefined {
  return core.options().amountTriggers ? readAmountTrigger(totalFen) : undefined
}

/** A QR order over a trigger amount is scanned by somebody who then does what the amount says. */
export function planScan(core: SandboxCore, { totalFen }: Precreate, qrCode: string): void {
  const triggered = amountTrigger(core, totalFen)
  const habit = triggered?.trigger.habit?.(triggered.seconds)
  const buyerId = triggered && ownerOf(core, triggered)
  // An order that is asked for again keeps its code, and its customer.
  if (!habit || !buyerId || core.jobs.about('happening', qrCode).length > 0) return
  if (core.trades.orderByQr(qrCode)?.asked !== 1) return
  const happening = { op: 'scan', qrCode, buyerId, habit } as const
  core.jobs.add(core.clock.now() + SCAN_AFTER_MS, { kind: 'happening', happening })
}

/** Some buyers tap "pay" when the till has given up: that comes after the cancel, and is refused. */
export function planLateTap(core: SandboxCore, events: readonly Event[]): void {
  const closed = events.find(({ name }) => name === 'TradeClosed')?.trade
  const seen = closed && core.trades.sighting(closed.pid, closed.outTradeNo)
  const habit = seen?.authCode ? core.trades.code(String(seen.authCode))?.habit : undefined
  if (!closed || habit?.pays !== 'never' || habit.tapsAfterCancelMs === undefined) return
  const happening = { op: 'buyer-pays', tradeNo: closed.tradeNo } as const
  core.jobs.add(core.clock.now() + habit.tapsAfterCancelMs, { kind: 'happening', happening })
}
