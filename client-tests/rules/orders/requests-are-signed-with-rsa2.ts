// ORD-13: every request verifies, by RSA2. The weaker RSA still works and is only warned of.
import type { Reason } from '../../../server/journal/reasons.ts'
import { finding } from '../judge.ts'
import { rule, verdictOf } from '../rule.ts'

/** Enough of them to find the place in the program. */
const SHOWN = 5

export const requestsAreSignedWithRsa2 = rule({
  id: 'ORD-13',
  source: '004:L319,L204',
  severity: 'minor',
  families: ['O'],
  title: ['Signed with RSA2', '使用 RSA2 签名'],
  trigger: ['A request was sent', '发送了请求'],
  remedy: [
    'Sign with RSA2 (SHA256withRSA) over all parameters but sign, sorted, unencoded.',
    '使用 RSA2（SHA256withRSA），对除 sign 外的全部参数排序后签名。',
  ],
  seenBy: 'traffic',
  timeless: true,
  check(trace) {
    const requests = trace.of('request').filter(({ signType }) => signType !== undefined)
    const [first] = requests
    if (!first) return verdictOf([])
    const refusals = trace.of('answer').filter(({ result }) => isAboutSignature(result.reason))
    const faulty = new Set(trace.of('fault').map(({ exchange }) => exchange))
    const refused = refusals.filter(({ exchange }) => !faulty.has(exchange))
    const say = (status: 'pass' | 'warn' | 'fail', seqs: number[], en: string, zh: string) =>
      verdictOf([finding(status, seqs.slice(0, SHOWN), en, zh)])
    const all = requests.length
    if (refused.length > 0) {
      const en = `${refused.length} requests were refused because their signature did not verify.`
      const zh = `${refused.length} 个请求验签失败。`
      return say(
        'fail',
        refused.map(({ seq }) => seq),
        en,
        zh,
      )
    }
    const weak = requests.filter(({ signType }) => signType !== 'RSA2')
    if (weak.length > 0) {
      const en = `${weak.length} of ${all} requests are signed with RSA (SHA-1); RSA2 is advised.`
      const zh = `${all} 个请求中有 ${weak.length} 个使用 RSA（SHA-1）签名，推荐 RSA2。`
      return say(
        'warn',
        weak.map(({ seq }) => seq),
        en,
        zh,
      )
    }
    const en = `All ${all} requests verified with RSA2.`
    return say('pass', [first.seq], en, `${all} 个请求均以 RSA2 签名并通过验签。`)
  },
})

function isAboutSignature(reason: Reason | undefined): boolean {
  return reason === 'SignatureWrong' || reason === 'SignatureMissing' || reason === 'SignTypeWrong'
}
