// AMS-17: a service provider's call carries, in the header agent-token, the token that was delivered last for the
// merchant it acts for. Without it, or with another merchant's, the money goes to somebody else.
import type { Trace } from '../../../server/journal/trace.ts'
import { readBands } from '../band.ts'
import { finding, type Finding } from '../judge.ts'
import { rule, verdictOf, type Occurrence } from '../rule.ts'
import { tokenCallsIn, tokenNewsIn, type TokenCall, type TokenNews } from './tokens.ts'

export const callsCarryTheMerchantsToken = rule({
  id: 'AMS-17',
  source: '001:L98-102',
  severity: 'major',
  families: ['A'],
  title: ["Each call carries the merchant's token", '请求头携带商户的授权令牌'],
  trigger: ['A service provider called for a merchant', '服务商代商户发起调用'],
  remedy: [
    'Keep one token per merchant, replace it when a new one is told, and send it as agent-token.',
    '按商户保存令牌，收到新令牌即替换，并在请求头 agent-token 中携带。',
  ],
  seenBy: 'traffic',
  needs: 'agent',
  check(trace, parameters) {
    const news = tokenNewsIn(trace).filter(({ genuine }) => genuine)
    if (news.length === 0) return verdictOf([])
    const { allowanceMs } = readBands(trace, parameters)
    return verdictOf(tokenCallsIn(trace).flatMap((call) => judge(trace, call, news, allowanceMs)))
  },
})

function judge(
  trace: Trace,
  call: TokenCall,
  news: readonly TokenNews[],
  allowanceMs: number,
): Occurrence[] {
  const found = findingOf(trace, call, news, allowanceMs)
  if (!found) return []
  const { outTradeNo } = call.request.ids
  return [{ ...found, ...(outTradeNo !== undefined && { outTradeNo }) }]
}

function findingOf(
  trace: Trace,
  { request, merchant, token }: TokenCall,
  news: readonly TokenNews[],
  allowanceMs: number,
): Finding | undefined {
  const startMs = request.elapsedMs
  if (token === undefined) {
    // Its own sales need none; whose sale it is has to be known.
    if (merchant === undefined && trace.of('sale').length > 0) return undefined
    const en = `${request.op} for a merchant carried no agent-token.`
    return finding('fail', [request.seq], en, `代商户的 ${request.op} 未携带 agent-token。`)
  }
  const told = news.filter(({ sentMs }) => sentMs <= startMs)
  const own = told.findLast((one) => one.token === token)
  // What only a forger has told of is AMS-18's.
  if (!own) return undefined
  if (merchant !== undefined && own.merchant !== merchant) {
    const en = `${request.op} for ${merchant} carried the token of ${own.merchant}.`
    const zh = `代 ${merchant} 的 ${request.op} 携带了 ${own.merchant} 的令牌。`
    return finding('fail', [own.evidence, request.seq], en, zh)
  }
  const last = told.findLast((one) => one.merchant === own.merchant)
  // Under way while the new one was being told, it may carry the old one.
  const isNew =
    last && last.token !== token && (last.repliedMs ?? last.sentMs) + allowanceMs < startMs
  if (isNew) {
    const en = `${request.op} carried a token that had been replaced.`
    const zh = `${request.op} 携带的令牌已被替换。`
    return finding('fail', [own.evidence, last.evidence, request.seq], en, zh)
  }
  const en = `${request.op} carried the token that was told last.`
  return finding('pass', [own.evidence, request.seq], en, `${request.op} 携带了最近下发的令牌。`)
}
