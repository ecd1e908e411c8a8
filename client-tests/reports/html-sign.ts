// Lines to sign, at the end of the HTML report. They repeat which run they are about, because a page
// of paper may be parted from the others.
import { certificateText, shopText } from './about.ts'
import { escape } from './escape.ts'
import type { LocalizedText } from '../rules/rule.ts'
import { both } from './html-words.ts'
import type { ReportModel } from './model.ts'
import { playedText } from './words.ts'

const OWN = {
  signed: { en: 'Signed off', zh: '签字' },
  tested: { en: 'Tested by', zh: '测试人' },
  decided: { en: 'Decided by', zh: '审批人' },
  name: { en: 'name', zh: '姓名' },
  signature: { en: 'signature', zh: '签名' },
  date: { en: 'date', zh: '日期' },
} satisfies Record<string, LocalizedText>

export function signSection(model: ReportModel): string {
  const rows = [
    { role: OWN.tested, name: model.report.runBy },
    { role: OWN.decided, name: undefined },
  ].map(
    ({ role, name = '' }) =>
      `<tr><td>${both(role)}</td><td class="line">${escape(name)}</td><td class="line"></td><td class="line"></td></tr>`,
  )
  const head = [OWN.name, OWN.signature, OWN.date].map((word) => `<th>${both(word)}</th>`)
  return `<section class="sign"><h2>${both(OWN.signed)}</h2>
<p>${both(aboutWhat(model))}</p>
<table class="plain"><thead><tr><td></td>${head.join('')}</tr></thead><tbody>${rows.join('\n')}</tbody></table>
</section>`
}

function aboutWhat({ report, verdict }: ReportModel): LocalizedText {
  const { run, transcriptHash } = report
  const shop = shopText(report)
  const played = run && playedText(run)
  const certificate = certificateText(report) && report.certificate?.file
  const words = (language: 'en' | 'zh') =>
    [
      verdict.word[language],
      run?.merchant,
      shop?.[language],
      played?.[language],
      certificate,
      `sha256:${transcriptHash.slice(0, 16)}`,
    ]
      .filter(Boolean)
      .join(' · ')
  return { en: words('en'), zh: words('zh') }
}
