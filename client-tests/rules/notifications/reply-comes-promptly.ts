// NTF-12: the endpoint can be reached and replies within seconds. A shop that is just being
// restarted by the suite is excused.
import type { Attempt } from '../attempts.ts'
import { readBands, type Bands } from '../band.ts'
import { isDelivered } from '../evidence.ts'
import { finding, perAttempt, type Finding } from '../judge.ts'
import type { Notice } from '../notices.ts'
import type { Parameters } from '../parameters.ts'
import { rule } from '../rule.ts'
import { seconds } from '../figures.ts'
import { asksForSession } from './endpoint-asks-for-no-session.ts'

export const replyComesPromptly = rule({
  id: 'NTF-12',
  source: '004:L401; 001:L30; 5 s and 10 s: [ext]',
  severity: 'major',
  families: ['O', 'A', 'M'],
  title: ['Reachable and prompt', '公网可达且及时应答'],
  trigger: ['A notification was sent', '发出了通知'],
  remedy: ['Reply within 5 s, and do slow work afterwards.', '5 秒内应答，耗时处理放到应答之后。'],
  seenBy: 'traffic',
  needs: 'notifications',
  check(trace, parameters) {
    const bands = readBands(trace, parameters)
    const restarts = trace.of('adapter').filter(({ act }) => act === 'restart')
    const isDown = ({ sentMs }: Notice) =>
      restarts.some(
        ({ startedMs }) => startedMs <= sentMs && sentMs <= startedMs + parameters.restartMs,
      )
    return perAttempt(trace, ({ notices, batchNotices }: Attempt) =>
      [...notices, ...batchNotices]
        .filter((notice) => isDelivered(notice) && notice.evidence.length > 1 && !isDown(notice))
        .flatMap((notice) => judge(notice, bands, parameters)),
    )
  },
})

function judge(notice: Notice, bands: Bands, { notificationReply }: Parameters): Finding[] {
  const { httpStatus, sentMs, repliedMs, evidence } = notice
  if (httpStatus === undefined) {
    const en = 'The notification was not answered: refused, reset or timed out.'
    return [finding('fail', [evidence], en, '通知未得到应答：连接被拒、重置或超时。')]
  }
  if (asksForSession(httpStatus)) return []
  if (httpStatus < 200 || httpStatus >= 300) {
    const en = `The notification was answered HTTP ${httpStatus}.`
    return [finding('fail', [evidence], en, `通知应答为 HTTP ${httpStatus}。`)]
  }
  const tookMs = repliedMs - sentMs
  return [
    finding(
      bands.atMost(tookMs, notificationReply),
      [evidence],
      `The reply came after ${seconds(tookMs)}.`,
      `应答用时 ${seconds(tookMs)}。`,
    ),
  ]
}
