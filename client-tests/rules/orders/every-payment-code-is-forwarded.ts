// ORD-05: a payment code is the gateway's to judge. What the suite shows in other shapes than the
// usual one (prefixes 25 to 30, up to 24 digits, and one longer than today's) arrives unchanged.
import type { EntryOf } from '../../../server/journal/entry.ts'
import type { Trace } from '../../../server/journal/trace.ts'
import type { Sale } from '../attempts.ts'
import { finding, perSale, type Finding } from '../judge.ts'
import { rule } from '../rule.ts'

export const everyPaymentCodeIsForwarded = rule({
  id: 'ORD-05',
  source: '004:L94-100; more than 24 digits: [ext]',
  severity: 'major',
  families: ['O'],
  title: ['Payment codes of every shape', '付款码预留'],
  trigger: [
    'The suite showed a code of another shape than 28… with 18 digits',
    '出示了非 28 开头 18 位的付款码',
  ],
  remedy: [
    'Do not check prefix or length beyond 25 to 30 and 16 to 24 digits; leave room for more.',
    '不要限制付款码的号段和长度，预留升级空间。',
  ],
  seenBy: 'adapter',
  timeless: true,
  check(trace, { codeDigits, silenceMs }) {
    return perSale(trace, (sale) =>
      sale.acts.flatMap((act) =>
        act.shown && isProbe(act.shown)
          ? [judge(trace, sale, act, act.shown, codeDigits, silenceMs)]
          : [],
      ),
    )
  },
})

type Shown = NonNullable<EntryOf<'adapter'>['shown']>

/** Every shop has met the codes that begin with 28 and have 18 digits. */
const isProbe = ({ authCode, digits }: Shown) =>
  !isWechatCode(authCode) && (digits !== 18 || !authCode.startsWith('28'))

/** A customer took out the other wallet: the code goes to another gateway. */
const isWechatCode = (authCode: string) => /^1[0-5]\d{16}$/.test(authCode)

function judge(
  trace: Trace,
  sale: Sale,
  act: EntryOf<'adapter'>,
  { authCode, digits }: Shown,
  codeDigits: number,
  silenceMs: number,
): Finding {
  const what = `${authCode.slice(0, 2)}…, ${digits}`
  const pays = sale.attempts
    .flatMap(({ calls }) => calls)
    .filter(({ op, startMs }) => op === 'PAY' && startMs >= act.startedMs)
  const same = pays.find(({ ids }) => ids.authCode === authCode)
  if (same) {
    const en = `A code of the shape ${what} digits was forwarded as shown.`
    return finding('pass', [act.seq, same.evidence], en, `付款码（${what} 位）原样提交。`)
  }
  const [other] = pays
  if (!other && trace.endMs - act.startedMs < silenceMs) {
    const en = 'The trace ends before the payment was due.'
    return finding('inconclusive', [act.seq], en, '记录在应当支付之前已结束。')
  }
  // Nobody can show such a code today: whoever refuses it is only late for tomorrow.
  const status = digits > codeDigits ? 'warn' : 'fail'
  const became = other ? 'was altered on its way' : `was refused by the shop (${act.status})`
  const en = `A code of the shape ${what} digits ${became}.`
  const zh = `付款码（${what} 位）${other ? '被改动' : `被商户拒绝（${act.status}）`}。`
  return finding(status, [act.seq, other?.evidence ?? []], en, zh)
}
