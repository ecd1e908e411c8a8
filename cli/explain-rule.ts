// A rule of the checklist on a screen: its words, its sources, wrong and right code, its scenarios.
import { SEVERITIES, type Language } from '../client-tests/reports/words.ts'
import { RULE_IDS, ruleView, type RuleView } from '../client-tests/reports/rule-view.ts'
import { padEnd, wrap } from '../client-tests/reports/width.ts'
import { nearest } from '../server/values/nearest.ts'
import { Failure } from './failure.ts'
import type { Shown } from './verb.ts'

const WIDTH = 98

const WORDS = {
  en: {
    needed: 'must have been exercised for READY',
    when: 'when',
    remedy: 'do',
    source: 'source',
    seenBy: {
      traffic: "judged by the gateway's traffic",
      adapter: 'judged by what the shop itself says (adapter)',
      both: 'judged by the traffic and, where there is an adapter, by what the shop says',
    },
    wrong: 'wrong',
    right: 'right',
    cited: 'cited',
    scenarios: 'scenarios that exercise it',
    none: 'no scenario exercises it by itself',
    play: (ids: string) => `alipay-sim grade --scenario ${ids} -- COMMAND`,
    code: 'The code is that of this project’s exemplary merchant, and of one that is graded with this flaw.',
  },
  zh: {
    needed: '未触发则不能评为“可以上线”',
    when: '触发',
    remedy: '做法',
    source: '依据',
    seenBy: {
      traffic: '根据网关流量判定',
      adapter: '根据商户自己的陈述（适配器）判定',
      both: '根据流量判定；有适配器时也看商户自己的陈述',
    },
    wrong: '错误写法',
    right: '正确写法',
    cited: '所引文本',
    scenarios: '触发此规则的场景',
    none: '没有场景单独触发此规则',
    play: (ids: string) => `alipay-sim grade --scenario ${ids} -- 命令`,
    code: '正确的代码取自本项目的示范商户，错误的代码取自一个只改动这一处、并被评为不通过的商户。',
  },
}

/** `EXC-05`, in any letters; a file or exchange of that form is none. */
export const looksLikeRule = (target: string): boolean => /^[a-z]{2,5}-\d{1,3}$/i.test(target)

export function explainRule(wanted: string, language: Language): Shown {
  const value = ruleView(wanted)
  if (value) return { value, lines: linesOf(value, language) }
  const hint = nearest(wanted.toUpperCase(), RULE_IDS)
  throw new Failure(1, {
    en: `explain: there is no rule ${wanted}${hint ? `; did you mean ${hint}?` : ''} A file of that name: ./${wanted}`,
    zh: `explain：没有规则 ${wanted}${hint ? `；是否想写 ${hint}？` : ''} 若指同名文件，请写 ./${wanted}`,
  })
}

function linesOf(rule: RuleView, language: Language): string[] {
  const words = WORDS[language]
  const { id, severity, title, trigger, remedy, source, cited, needed } = rule
  const head = [id, SEVERITIES[severity][language], title[language]].join('  ')
  return [
    needed ? `${head}  (${words.needed})` : head,
    '',
    ...paragraph(words.when, trigger[language]),
    ...paragraph(words.remedy, remedy[language]),
    ...paragraph(words.source, `${source}; ${words.seenBy[rule.seenBy]}`),
    ...(cited.length === 0 ? [] : ['', `${words.cited}:`]),
    ...cited.flatMap(({ where, says }) => paragraph(where, says)),
    ...rule.examples.flatMap(({ flaw, bad, good }) => [
      '',
      `${words.wrong}: ${flaw[language]}`,
      ...indented(bad),
      `${words.right}:`,
      ...indented(good),
    ]),
    '',
    ...(rule.examples.length === 0 ? [] : wrap(words.code, WIDTH)),
    ...scenariosOf(rule, words),
  ]
}

function scenariosOf({ scenarios }: RuleView, words: (typeof WORDS)[Language]): string[] {
  if (scenarios.length === 0) return [words.none]
  return [
    `${words.scenarios}: ${words.play(scenarios.map(({ id }) => id).join(' '))}`,
    ...scenarios.flatMap(({ id, name, teaches }) => paragraph(id, `${name}: ${teaches}`)),
  ]
}

const LABEL = 12

/** A name, and a text beside it that keeps its column. */
function paragraph(label: string, text: string): string[] {
  return wrap(text, WIDTH - LABEL).map(
    (line, nth) => `${padEnd(nth === 0 ? label : '', LABEL)}${line}`,
  )
}

const indented = (code: string) =>
  code.split('\n').map((line) => (line === '' ? '' : `    ${line}`))
