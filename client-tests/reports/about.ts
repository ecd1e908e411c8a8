// The head of a report: which shop, when, by whom, with what, and what vouches for it. Whoever signs
// the paper has to know which run it speaks of.
import { ENOUGH } from '../grade/grade.ts'
import type { LocalizedText } from '../rules/rule.ts'
import type { Report } from './report-schema.ts'
import { GATEWAY, worldText } from './world.ts'
import { percent, playedText, WORDS } from './words.ts'

export type Fact = readonly [name: LocalizedText, value: LocalizedText]

const OWN = {
  shopVersion: { en: 'shop version', zh: '商户版本' },
  runBy: { en: 'run by', zh: '测试人' },
  madeBy: { en: 'made by', zh: '生成工具' },
  certificate: { en: 'certificate', zh: '证书' },
} satisfies Record<string, LocalizedText>

const same = (text: string): LocalizedText => ({ en: text, zh: text })

/** What was graded, when, and by whom. */
export function aboutRun(report: Report): Fact[] {
  const { run, runBy, tool } = report
  const version = shopText(report)
  return [
    ...(run ? [[WORDS.merchant, same(run.merchant)] as const] : []),
    ...(version ? [[OWN.shopVersion, version] as const] : []),
    ...(run ? [[WORDS.played, playedText(run)] as const] : []),
    ...(runBy === undefined ? [] : [[OWN.runBy, same(runBy)] as const]),
    [OWN.madeBy, same(`${tool.name} ${tool.version ?? ''}`.trimEnd())],
  ]
}

/** What stands on the first page: the run, and in a word each how much was judged, and by what. */
export function aboutCover(report: Report): Fact[] {
  const { coverage, reading } = report
  const score = scoreText(report)
  return [
    ...aboutRun(report),
    ...(score === undefined ? [] : [[WORDS.score, same(score)] as const]),
    [WORDS.criticalRules, same(percent(coverage.critical))],
    [WORDS.reading, same(reading.id)],
  ]
}

/** How much was judged, and by what. */
export function aboutVerdict(report: Report): Fact[] {
  const { coverage, reading, run, transcriptHash } = report
  const score = scoreText(report)
  const certificate = certificateText(report)
  const world = worldText(run)
  return [
    ...(score === undefined ? [] : [[WORDS.score, same(score)] as const]),
    [WORDS.criticalRules, same(percent(coverage.critical))],
    [WORDS.allRules, same(percent(coverage.all))],
    [
      WORDS.reading,
      { en: `${reading.id}: ${reading.follows.en}`, zh: `${reading.id}：${reading.follows.zh}` },
    ],
    ...(world ? [[GATEWAY, world] as const] : []),
    ...(run ? [[WORDS.seed, same(run.seed)] as const] : []),
    ...(certificate ? [[OWN.certificate, certificate] as const] : []),
    [WORDS.transcript, same(`sha256:${transcriptHash}`)],
  ]
}

/** Of few rules a score says nothing, whatever the verdict. */
export function scoreText({ score, coverage }: Pick<Report, 'score' | 'coverage'>) {
  const { exercised, applicable } = coverage.critical
  if (score === null || exercised < ENOUGH * applicable) return undefined
  return `${score} / 100`
}

const DIRTY = '-dirty'

/** `till 4.2.0`; `commit 1a2b3c4d5e6f, with changes that are in no commit`. */
export function shopText({ shop }: Pick<Report, 'shop'>): LocalizedText | undefined {
  if (!shop) return undefined
  if (shop.from === 'option') return same(shop.version)
  if (!shop.version.endsWith(DIRTY)) {
    return { en: `commit ${shop.version}`, zh: `提交 ${shop.version}` }
  }
  const commit = shop.version.slice(0, -DIRTY.length)
  return {
    en: `commit ${commit}, with changes that are in no commit`,
    zh: `提交 ${commit}，另有未提交的改动`,
  }
}

/** Which file vouches for the run, and how somebody else checks it. */
export function certificateText({
  certificate,
}: Pick<Report, 'certificate'>): LocalizedText | undefined {
  if (!certificate) return undefined
  const { file, keyId } = certificate
  const check = `alipay-sim grade verify ${file} --issuer issuer-public.pem`
  if (keyId === undefined) {
    return {
      en: `${file}, unsigned: nobody vouches for it (grade --signing-key signs it)`,
      zh: `${file}，未签名，无人担保（grade --signing-key 可签名）`,
    }
  }
  return {
    en: `${file}, signed with key ${keyId}; check it: ${check}`,
    zh: `${file}，由密钥 ${keyId} 签名；验证：${check}`,
  }
}

/** Which run it was, in a line: `node shop.js · commit 1a2b3c4d5e6f · 2026-11-28 10:10 UTC · …`. */
export function runCalled(report: Report): LocalizedText {
  const { run, tool } = report
  const shop = shopText(report)
  const words = (language: 'en' | 'zh') =>
    [
      run?.merchant,
      shop?.[language],
      run && playedText(run)[language],
      `${tool.name} ${tool.version ?? ''}`.trimEnd(),
    ]
      .filter(Boolean)
      .join(' · ')
  return { en: words('en'), zh: words('zh') }
}
