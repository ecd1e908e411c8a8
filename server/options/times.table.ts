// Times: how long people take, how long things wait and live, and when a window ends.
import { choice, option, whole, yesOrNo } from './option.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../values/instant.ts'

export const TIMES = {
  passwordAboveFen: option({
    schema: whole(0, 10_000_000_000, 'fen'),
    default: 200_000,
    basis: 'recorded',
    other: '`100000`',
    seeds: 'same',
    why: '2000 yuan is what was measured (003:L20) and what the real sandbox does; documentation of 2026 says 1000 for production',
  }),
  freePaymentsADay: option({
    schema: whole(0, 1_000_000, 'payments'),
    default: 0,
    basis: 'own',
    other: 'any',
    why: 'How many payments by code a buyer makes on one day without a password; 0 is any number. Nobody documents such a limit of Alipay; WeChat has one (`wechatFreePaymentsADay`)',
  }),
  passwordTypingMs: option({
    schema: whole(0, DAY, 'ms'),
    default: 5 * SECOND,
    basis: 'own',
    other: 'any',
    why: 'How long a willing buyer takes to type it; nobody documents people',
  }),
  authCodeLifetimeMs: option({
    schema: whole(1, 366 * DAY, 'ms'),
    default: 2 * MINUTE,
    basis: 'own',
    other: '`60000`',
    why: 'The documentation says "short-lived" only; 60 to 120 s is an inference',
  }),
  orderTimeoutMs: option({
    schema: whole(1, 15 * DAY, 'ms'),
    default: 3 * HOUR,
    basis: 'documented',
    other: '`1296000000` (15 days)',
    why: '3 hours for face-to-face products in the current API description; 15 days in older ones',
  }),
  cashierTimeoutMs: option({
    schema: whole(1, 15 * DAY, 'ms'),
    default: 15 * DAY,
    basis: 'documented',
    other: '`10800000` (3 hours)',
    why: "Page, wap and app orders without a time of their own: 15 days in the current API descriptions; a page order counts from the merchant's first request, wap and app orders from the buyer's confirmation",
  }),
  qrLifetimeMs: option({
    schema: whole(1, 366 * DAY, 'ms'),
    default: 2 * HOUR,
    basis: 'documented',
    other: 'shorter',
    why: 'A QR code lives two hours at most, whatever the order says (current API description)',
  }),
  cancelWindow: option({
    schema: choice('24h', 'same-day', 'next-day', '7d'),
    default: '24h',
    basis: 'documented',
    other: '`same-day`; `next-day` (until 00:15), `7d`',
    seeds: 'same',
    seedsNote: '000:L34, 004:L74; 003:L30 differs',
    why: '24 hours from creation (000:L34; 004:L74) against "the same day" (003:L30); it holds for unpaid orders, too. WeChat\'s reverse has seven days whatever this says',
  }),
  refundWindow: option({
    schema: choice('12-months', '3-months', '90d', '365d'),
    default: '12-months',
    basis: 'documented',
    other: '`3-months`, `90d`, `365d`',
    seeds: { value: '90d' },
    why: '12 months in current contracts; three months in older ones (003:L31)',
  }),
  bankPageMs: option({
    schema: whole(0, 15 * DAY, 'ms'),
    default: 10 * MINUTE,
    basis: 'own',
    other: 'any',
    why: 'How long after a buyer of a page product has gone on to the page of a bank the payment comes: Alipay has no hold on it (002:L24-25). An order that has closed by then stays closed, and the bank gives the money back',
  }),
  bankRefundMs: option({
    schema: whole(0, 366 * DAY, 'ms'),
    default: 2 * DAY,
    basis: 'own',
    other: 'any',
    why: 'How long a bank takes to credit a refund to a card (`deposit_back_info`: `P` until then); nobody documents banks',
  }),
  bankRefundFails: option({
    schema: yesOrNo,
    default: false,
    basis: 'own',
    other: '`true`',
    why: "The bank refuses (`dback_status` `F`), and the money goes to the buyer's balance",
  }),
}
