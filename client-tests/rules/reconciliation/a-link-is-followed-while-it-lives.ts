// REC-02: the file is fetched by GET within 30 s of the link, and a link that has died is replaced by
// a new one. A link that still lives may be tried again.
import { readBands, type Bands } from '../band.ts'
import { finding } from '../judge.ts'
import type { Parameters } from '../parameters.ts'
import { rule, verdictOf, type Occurrence } from '../rule.ts'
import { seconds } from '../figures.ts'
import { readAsks, readDownloads, type Ask, type Download } from './bills.ts'

export const aLinkIsFollowedWhileItLives = rule({
  id: 'REC-02',
  source: '004:L238,L267-309',
  severity: 'major',
  families: ['O'],
  title: ['The link to a bill is followed within 30 s', '账单链接 30 秒内下载'],
  trigger: ['A link to a bill was followed', '使用了账单下载链接'],
  remedy: [
    'Download by GET as soon as the link is there; ask for a new link when it has died.',
    '获得链接后立即用 GET 下载，过期则重新查询链接。',
  ],
  seenBy: 'traffic',
  needs: 'BILLURL',
  check(trace, parameters) {
    const bands = readBands(trace, parameters)
    const downloads = readDownloads(trace)
    return verdictOf(
      readAsks(trace).flatMap((ask) => {
        if (ask.token === undefined) return []
        const followed = downloads.filter(({ token }) => token === ask.token)
        return followed.map((download, place) =>
          judge(ask, download, followed.slice(0, place), { bands, limits: parameters }),
        )
      }),
    )
  },
})

function judge(
  ask: Ask,
  { exchange, method, evidence }: Download,
  earlier: readonly Download[],
  { bands, limits }: { bands: Bands; limits: Parameters },
): Occurrence {
  const gapMs = exchange.startMs - (ask.exchange.seenMs ?? ask.exchange.startMs)
  const gap = seconds(gapMs)
  const all = [ask.evidence, evidence]
  if (method !== 'GET') {
    const en = `The bill was asked for by ${method}; the link is for GET.`
    return finding('fail', all, en, `以 ${method} 下载账单，应使用 GET。`)
  }
  const refused = earlier.find((one) => one.exchange.result?.reason === 'LinkNotValid')
  if (refused) {
    const en = `A link that had been refused was used again, ${gap} after it was given out.`
    const zh = `链接已被拒绝，${gap} 后仍再次使用。`
    return finding('fail', [refused.evidence, ...all], en, zh)
  }
  const { billDownload } = limits
  const mark =
    earlier.length === 0
      ? bands.atMost(gapMs, billDownload)
      : bands.atMost(gapMs, { passMs: billDownload.warnMs, warnMs: billDownload.warnMs })
  const en = `The bill was downloaded ${gap} after its link was given out.`
  return finding(mark, all, en, `获得链接 ${gap} 后下载账单。`)
}
