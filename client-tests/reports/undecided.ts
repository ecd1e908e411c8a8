// What a slow machine left undecided, and what was played again for it, in sentences.
import type { LocalizedText } from '../rules/rule.ts'
import { saleCalled, type NameOf } from './names.ts'
import type { Report } from './report-schema.ts'
import { verdictWord } from './words.ts'
import { otherWorld } from './world.ts'

/** Sales and rules that are named; the rest are counted. */
const NAMED = 6

/** What a reader has to know beside the verdict, each in a sentence. */
export const remarksOn = (report: Report, nameOf: NameOf): LocalizedText[] => [
  ...byFamily(report),
  ...otherWorld(report),
  ...undecidedIn(report, nameOf),
]

/** The verdict on each family of gateways, where a merchant speaks to several. */
function byFamily({ families = [] }: Report): LocalizedText[] {
  if (families.length === 0) return []
  const each = (language: 'en' | 'zh') =>
    families.map((one) => `${one.family} ${verdictWord(one)[language]}`)
  return [{ en: `By gateway: ${each('en').join(', ')}.`, zh: `按网关：${each('zh').join('、')}。` }]
}

/** What was played again and what is still open, each in a sentence; empty where nothing was late. */
function undecidedIn(
  { playedAgain = [], rules, tooLate, run }: Report,
  nameOf: NameOf,
): LocalizedText[] {
  const open = rules.flatMap(({ id, occurrences }) => {
    const sales = occurrences.flatMap(({ undecided, sale }) => (undecided ? [sale ?? '–'] : []))
    return sales.length > 0 ? [`${id} (${named([...new Set(sales)], ' ')})`] : []
  })
  const sentences: LocalizedText[] = []
  if (playedAgain.length > 0) {
    const sales = named(playedAgain.map(({ saleId }) => saleCalled(saleId, nameOf)))
    const many = playedAgain.length === 1 ? '1 sale' : `${playedAgain.length} sales`
    const left = playedAgain.filter(({ decided }) => !decided).length
    sentences.push({
      en: `Played again, because the machine was late: ${many} (${sales}); ${left === 0 ? 'all is decided now' : `${left} still undecided`}.`,
      zh: `因测试机延迟而重跑 ${playedAgain.length} 笔（${sales}）；${left === 0 ? '均已判定' : `仍有 ${left} 笔无法判定`}。`,
    })
  }
  // A run without a verdict has said so in its first sentence.
  if (open.length > 0 && !tooLate) {
    sentences.push({
      en: `Undecided, because the machine may be the cause: ${named(open)}.`,
      zh: `无法判定（可能由测试机延迟造成）：${named(open)}。`,
    })
  }
  if (run?.delays?.by === 'timers' && run.delays.longestMs > 0) sentences.push(BY_TIMERS)
  return sentences
}

const BY_TIMERS: LocalizedText = {
  en: "How long the merchant waited for a processor could not be read here: the lateness of the suite's own timers stands for it.",
  zh: '此处无法读取商户进程等待处理器的时间，以测试套件自身计时器的延迟代替。',
}

function named(all: readonly string[], gap = ', '): string {
  const more = all.length > NAMED ? `${gap}… +${all.length - NAMED}` : ''
  return all.slice(0, NAMED).join(gap) + more
}
