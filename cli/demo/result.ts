// What the demo comes to: whether both shops were graded as they had to be, and if not, whether the
// machine is the reason.
import type { Scorecard } from '../../client-tests/grade/grade.ts'
import { undeclared, type Mutant } from '../../client-tests/merchants/mutants/mutant.ts'
import { verdictWord, type Language } from '../../client-tests/reports/words.ts'

export interface DemoResult {
  lines: readonly string[]
  asExpected: boolean
}

const WORDS = {
  en: {
    exemplary: 'the shop as it should be',
    flawed: 'the same shop with one flaw',
    by: ', by ',
    unexpected: 'not what was to be expected',
    busy: 'The machine was too busy to decide: its programs were held up. Run the demo again when less runs beside it.',
  },
  zh: {
    exemplary: '正确的商户',
    flawed: '带一处缺陷的同一商户',
    by: '，依据 ',
    unexpected: '与预期不符',
    busy: '测试机过忙，程序被延迟，无法判定。请在较空闲时重新运行演示。',
  },
} as const

export function demoResult(
  exemplary: Scorecard,
  { card, mutant }: { card: Scorecard; mutant: Mutant },
  language: Language,
): DemoResult {
  const words = WORDS[language]
  const found = Object.keys(mutant.must).filter((id) =>
    card.rules.some((rule) => rule.id === id && rule.verdict.status === 'fail'),
  )
  const by = found.length > 0 ? words.by + found.join(', ') : ''
  const problems = {
    exemplary: exemplary.verdict === 'ready' ? [] : [verdictWord(exemplary)[language]],
    flawed: [
      ...(card.verdict === 'not-ready' ? [] : [verdictWord(card)[language]]),
      ...undeclared(mutant, card),
    ],
  }
  const line = (name: string, one: Scorecard, more: string, wrong: readonly string[]) => {
    const mark = wrong.length === 0 ? '✓' : '✗'
    const why = wrong.length === 0 ? '' : ` (${words.unexpected}: ${wrong.join('; ')})`
    return `  ${mark} ${name}: ${verdictWord(one)[language]}${more}${why}`
  }
  const asExpected = problems.exemplary.length + problems.flawed.length === 0
  const isBusy = [exemplary, card].some(wasHeldUp)
  return {
    lines: [
      line(words.exemplary, exemplary, '', problems.exemplary),
      line(words.flawed, card, by, problems.flawed),
      ...(!asExpected && isBusy ? [`  ${words.busy}`] : []),
    ],
    asExpected,
  }
}

/** Whether the machine left something open that was not decided by playing it again. */
function wasHeldUp({ tooLate, rules }: Scorecard): boolean {
  const isOpen = rules.some(({ verdict }) => verdict.occurrences.some((one) => one.undecided))
  return tooLate !== undefined || isOpen
}
