// What failed, a line for each rule and the worst first: the part for whoever decides. Evidence and
// remedies stand further down (`html-rules.ts`), and stay in the file when the page is printed.
import type { LocalizedText } from '../rules/rule.ts'
import { escape } from './escape.ts'
import type { Finding } from './findings.ts'
import { linkTo, type Links } from './html-links.ts'
import { list } from './html-page.ts'
import { both, element, onPaper } from './html-words.ts'
import { scenarioCalled } from './names.ts'
import type { ReportModel } from './model.ts'
import type { Report } from './report-schema.ts'
import { SEVERITIES, STATUSES, WORDS } from './words.ts'

/** Rules on paper; the file has them all. */
const PAPER_ROWS = 12
/** Rules on the first page that nothing exercised: the rest is folded away. */
const OPEN_ROWS = 6

const OWN = {
  severity: { en: 'severity', zh: '级别' },
  often: { en: 'how often', zh: '次数' },
} satisfies Record<string, LocalizedText>

export function failureTable(findings: readonly Finding[], links: Links): string {
  if (findings.length === 0) return ''
  const head = [OWN.severity, WORDS.rule, OWN.often].map((name) => element('th', '', both(name)))
  const rows = findings.map(({ rule, own, often }, place) => {
    const [first] = own
    const where = first?.whose === undefined ? '' : `${links.toRow(first.whose)}: `
    const sentence = first ? `<br><span class="dim">${where}${both(first.first.said)}</span>` : ''
    const name = `${linkTo(rule.id, `<b>${escape(rule.id)}</b>`)} ${both(rule.title)}${sentence}`
    const cells = [both(SEVERITIES[rule.severity]), name, both(often)]
    const kind = place < PAPER_ROWS ? '' : 'screen'
    return element('tr', kind, cells.map((cell) => element('td', '', cell)).join(''))
  })
  const left = findings.slice(PAPER_ROWS).map(({ rule }) => rule.id)
  const named = left.join(' ')
  const more =
    left.length > 0
      ? onPaper({
          en: `Also failed: ${named} (in the file).`,
          zh: `另未通过：${named}（见文件）。`,
        })
      : ''
  return `<table class="plain"><thead><tr>${head.join('')}</tr></thead><tbody>${rows.join('\n')}</tbody></table>${more}`
}

/** Critical rules that nothing exercised, with the scenarios that would. */
export function criticalOpenList({ criticalOpen: rows }: ReportModel): string {
  if (rows.length === 0) return ''
  const items = rows.map(({ id, title, exercisedBy: [first] }) => {
    const by =
      first === undefined ? '' : ` <span class="dim">(${escape(scenarioCalled(first))})</span>`
    return `<b>${escape(id)}</b> ${both(title)}${by}`
  })
  const rest = rows.slice(OPEN_ROWS)
  if (rest.length === 0) return list(items)
  const named = rest.map(({ id }) => id).join(' ')
  const summary = both({ en: `${rest.length} more`, zh: `另有 ${rest.length} 条` })
  const folded = `<details class="screen"><summary>${summary}</summary>${list(items.slice(OPEN_ROWS))}</details>`
  const more = onPaper({ en: `Also: ${named}.`, zh: `另有：${named}。` })
  return list(items.slice(0, OPEN_ROWS)) + folded + more
}

/** What the paper leaves out, in numbers. */
export function leftOnScreen({ rules, attestation = [] }: Report): string {
  const counts = Map.groupBy(rules, ({ status }) => status)
  const counted = (['warn', 'inconclusive', 'not-applicable', 'pass'] as const).flatMap(
    (status) => {
      const count = counts.get(status)?.length ?? 0
      return count > 0
        ? [{ en: `${STATUSES[status].en} ${count}`, zh: `${STATUSES[status].zh} ${count}` }]
        : []
    },
  )
  const answered = attestation.filter(({ answer }) => answer !== undefined).length
  const answers =
    attestation.length > 0
      ? [
          {
            en: `answers of the merchant ${answered} of ${attestation.length}`,
            zh: `商户问卷已答 ${answered}/${attestation.length}`,
          },
        ]
      : []
  const all = [...counted, ...answers]
  return onPaper({
    en: `In the file, not on paper: evidence and remedies, all orders, and rules: ${all.map(({ en }) => en).join(', ')}.`,
    zh: `以下内容仅在文件中：证据与修正、全部订单，以及规则：${all.map(({ zh }) => zh).join('，')}。`,
  })
}
