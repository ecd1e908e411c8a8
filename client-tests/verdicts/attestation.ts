// The merchant's answers to the questionnaire. They can add a finding and never remove one: a "yes"
// overrides nothing a trace has shown, a "no" fails the critical rules that nothing exercised.
import * as v from 'valibot'
import { summarise, type AttestedRow, type RuleGrade, type Scorecard } from '../grade/grade.ts'
import { verdictOf, type LocalizedText } from '../rules/rule.ts'
import { readCheckedYaml } from './checked-yaml.ts'
import { QUESTIONS, type Question } from './questionnaire.table.ts'

const answer = v.strictObject(
  {
    answer: v.nullish(v.picklist(['yes', 'no', 'na'], 'yes, no or na')),
    evidence: v.nullish(v.array(v.string('a path'), 'a list of paths'), []),
    note: v.nullish(v.string('text')),
  },
  'answer: and evidence: below the id',
)

const schema = v.strictObject(
  {
    answers: v.strictObject(
      Object.fromEntries(QUESTIONS.map(({ id }) => [id, v.optional(answer)])),
      'the ids of the questionnaire, with an answer each',
    ),
  },
  'answers: and the ids below it',
)

export type Answers = Readonly<Record<string, v.InferOutput<typeof answer> | undefined>>

/** Reads the filled questionnaire. Throws an Error that names line, field and remedy. */
export function readAttestation(text: string, file: string): Answers {
  return readCheckedYaml(text, file, schema).answers
}

/** The questionnaire as a YAML file to fill in. */
export function writeQuestionnaire(): string {
  const head = [
    '# What cannot be seen from outside. Answer yes, no or na; name files as evidence, beside this one.',
    '# 无法从外部观察的事项。回答 yes、no 或 na，并列出证据文件（相对于本文件的路径）。',
    'answers:',
  ]
  const rows = QUESTIONS.flatMap(({ id, source, asks, linked }) => [
    `  ${id}: # ${[source, ...linked].join(', ')}`,
    `    # ${asks.en}`,
    `    # ${asks.zh}`,
    '    answer:',
    '    evidence: []',
  ])
  return `${[...head, ...rows].join('\n')}\n`
}

/** Adds the answers to a grade. */
export function attest(card: Scorecard, answers: Answers): Scorecard {
  const attestation = QUESTIONS.map((question) => attestedRow(card, question, answers[question.id]))
  const denied = new Map(
    attestation
      .filter((row) => row.answer === 'no')
      .flatMap((row) => row.linked.map((rule): [string, AttestedRow] => [rule, row])),
  )
  const rules = card.rules.map((rule) => {
    const no = denied.get(rule.id)
    return no && isOpenCritical(rule) ? { ...rule, verdict: deniedBy(no) } : rule
  })
  return { ...card, ...summarise(rules, card.tooLate), attestation }
}

const isOpenCritical = ({ severity, verdict }: RuleGrade) =>
  severity === 'critical' && verdict.status === 'inconclusive'

function deniedBy({ id, question }: AttestedRow): RuleGrade['verdict'] {
  const said = {
    en: `Nothing exercised the rule, and the merchant answered no to ${id}: ${question.en}`,
    zh: `规则未被触发，且商户对 ${id} 回答“否”：${question.zh}`,
  }
  return verdictOf([{ status: 'fail', said, evidence: [] }])
}

function attestedRow(card: Scorecard, question: Question, given: Answers[string]): AttestedRow {
  const { id, source, asks, linked } = question
  const evidence = given?.evidence ?? []
  const judged = judge(card, question, given?.answer ?? undefined, evidence)
  return {
    id,
    source,
    question: asks,
    linked,
    answer: given?.answer ?? undefined,
    evidence,
    ...judged,
  }
}

function judge(
  card: Scorecard,
  { linked }: Question,
  given: AttestedRow['answer'],
  evidence: readonly string[],
): { status: AttestedRow['status']; said: LocalizedText } {
  const of = (status: string) =>
    card.rules.filter(({ id, verdict }) => linked.includes(id) && verdict.status === status)
  switch (given) {
    case undefined:
      return { status: 'inconclusive', said: { en: 'Not answered.', zh: '未回答。' } }
    case 'na':
      return {
        status: 'not-applicable',
        said: { en: 'Declared not applicable.', zh: '声明不适用。' },
      }
    case 'yes': {
      const seen = of('fail').map(({ id }) => id)
      if (seen.length > 0) {
        const names = seen.join(', ')
        const said = { en: `The run showed otherwise: ${names}.`, zh: `运行结果相反：${names}。` }
        return { status: 'warn', said }
      }
      return evidence.length > 0
        ? { status: 'pass', said: { en: 'Attested.', zh: '已声明并附证据。' } }
        : { status: 'inconclusive', said: { en: 'No evidence is named.', zh: '未附证据。' } }
    }
    case 'no': {
      const open = of('inconclusive').filter(isOpenCritical)
      if (open.length === 0) return { status: 'warn', said: { en: 'Missing.', zh: '缺失。' } }
      const names = open.map(({ id }) => id).join(', ')
      const said = {
        en: `Missing, and no run has shown that ${names} holds.`,
        zh: `缺失，且没有运行证明 ${names} 成立。`,
      }
      return { status: 'fail', said }
    }
  }
}
