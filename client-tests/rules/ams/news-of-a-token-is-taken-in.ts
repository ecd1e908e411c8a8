// AMS-18: the news of a token is answered S within seconds, the next call for that merchant carries it, and one that
// nobody signed changes nothing.
import { readBands, type Bands } from '../band.ts'
import { finding, type Finding } from '../judge.ts'
import { shownReply } from '../notifications/reply-words.ts'
import type { Parameters } from '../parameters.ts'
import { rule, verdictOf } from '../rule.ts'
import { seconds } from '../figures.ts'
import { tokenCallsIn, tokenNewsIn, type TokenCall, type TokenNews } from './tokens.ts'

export const newsOfATokenIsTakenIn = rule({
  id: 'AMS-18',
  source: '001:L107-111',
  severity: 'major',
  families: ['A'],
  title: ['News of a token is taken in', '令牌通知的接收与应答'],
  trigger: ['A token was told', '下发了授权令牌'],
  remedy: [
    'Verify the notification, store the token for its merchant, answer S, and use it from then on.',
    '验签后保存该商户的令牌并应答 S，此后使用新令牌。',
  ],
  seenBy: 'traffic',
  needs: 'agent',
  check(trace, parameters) {
    const bands = readBands(trace, parameters)
    const all = tokenNewsIn(trace)
    const calls = tokenCallsIn(trace)
    return verdictOf(
      all.flatMap((news) =>
        news.genuine
          ? [...ofReply(news, all, bands, parameters), ...ofUse(news, all, calls)]
          : ofForged(news, all, calls),
      ),
    )
  },
})

function ofReply(
  { acknowledged, repliedMs, sentMs, httpStatus, body = '', evidence, token }: TokenNews,
  all: readonly TokenNews[],
  bands: Bands,
  { notificationReply: limit }: Parameters,
): Finding[] {
  if (!acknowledged) {
    // A later send of the same may have been taken: then once was enough.
    const isTaken = all.some(
      (one) => one.token === token && one.acknowledged && one.sentMs > sentMs,
    )
    const shown = httpStatus === undefined ? 'nothing' : shownReply(httpStatus, body)
    const zh = httpStatus === undefined ? '无应答' : shownReply(httpStatus, body)
    const en = `The news of a token was answered ${shown} instead of a result that says S.`
    return [
      finding(isTaken ? 'warn' : 'fail', [evidence], en, `令牌通知的应答为 ${zh}，而非结果 S。`),
    ]
  }
  const tookMs = (repliedMs ?? sentMs) - sentMs
  const en = `The news of a token was answered S after ${seconds(tookMs)}.`
  return [
    finding(bands.atMost(tookMs, limit), [evidence], en, `令牌通知 ${seconds(tookMs)} 后应答 S。`),
  ]
}

/** The first call for that merchant that began after the reply. */
function ofUse(news: TokenNews, all: readonly TokenNews[], calls: readonly TokenCall[]): Finding[] {
  const { token, merchant, repliedMs, acknowledged, evidence } = news
  if (!acknowledged || repliedMs === undefined) return []
  const next = calls.find(
    (call) => call.merchant === merchant && call.request.elapsedMs > repliedMs,
  )
  if (!next || wasReplaced(all, news, next.request.elapsedMs)) return []
  const { seq, op } = next.request
  if (next.token === token) {
    const en = `The next ${op} for that merchant carried the new token.`
    return [finding('pass', [evidence, seq], en, `该商户的下一次 ${op} 携带了新令牌。`)]
  }
  const en = `The next ${op} for that merchant did not carry the token that had been told.`
  return [finding('fail', [evidence, seq], en, `该商户的下一次 ${op} 未携带新下发的令牌。`)]
}

/** By another token, told before that call. */
const wasReplaced = (
  all: readonly TokenNews[],
  { merchant, token, sentMs }: TokenNews,
  byMs: number,
) =>
  all.some(
    (one) =>
      one.genuine &&
      one.merchant === merchant &&
      one.token !== token &&
      one.sentMs > sentMs &&
      one.sentMs <= byMs,
  )

function ofForged(
  { token, acknowledged, sentMs, evidence }: TokenNews,
  all: readonly TokenNews[],
  calls: readonly TokenCall[],
): Finding[] {
  const genuineMs =
    all.find((one) => one.genuine && one.token === token)?.sentMs ?? Number.POSITIVE_INFINITY
  const used = calls.find(
    (call) =>
      call.token === token &&
      call.request.elapsedMs >= sentMs &&
      call.request.elapsedMs < genuineMs,
  )
  if (used) {
    const { seq, op } = used.request
    const en = `${op} carried a token that only a forger had told of.`
    return [finding('fail', [evidence, seq], en, `${op} 携带了伪造通知中的令牌。`)]
  }
  const en = acknowledged
    ? 'Forged news of a token was answered S, and not used.'
    : 'Forged news of a token was ignored.'
  const zh = acknowledged ? '伪造的令牌通知被应答 S，但未使用。' : '伪造的令牌通知被忽略。'
  return [finding(acknowledged ? 'warn' : 'pass', [evidence], en, zh)]
}
