// NTF-01: a notification whose signature does not verify changes neither belief nor effects; the
// same for a forged way back of a buyer in a browser.
import { readBands } from '../band.ts'
import { perAttempt } from '../judge.ts'
import { rule } from '../rule.ts'
import { judgeBent, type Unbelievable } from './bent-notices.ts'

const FORGED: Unbelievable = {
  is: ({ bend }) => bend === 'forged',
  en: 'a notification with a false signature',
  zh: '签名不实的通知',
}

export const forgedNotificationChangesNothing = rule({
  id: 'NTF-01',
  source: '000:L6; 004:L146-156,L417-419; 001:L128',
  severity: 'critical',
  families: ['O', 'A', 'M'],
  title: ['Verify the signature first', '先验签'],
  trigger: ['A forged notification was sent', '收到伪造的通知'],
  remedy: [
    'Verify with the Alipay public key before reading a field; no signature is a bad one.',
    '读取任何字段之前用支付宝公钥验签；没有签名等同验签失败。',
  ],
  seenBy: 'adapter',
  needs: 'notifications',
  timeless: true,
  needed: true,
  check(trace, parameters) {
    const { allowanceMs } = readBands(trace, parameters)
    return perAttempt(trace, (attempt) => judgeBent(attempt, FORGED, allowanceMs))
  },
})
