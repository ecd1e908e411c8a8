// What a report says in both languages, in the one that was chosen; its texts are others' words.
import { language } from '../../data/settings.ts'
import { Tag } from '../../parts/tag.tsx'
import { oneLine, type Tone } from '../../words/entries.ts'
import { words } from '../../words/words.ts'
import type { Grade } from './use-grades.ts'

export const inWords = (said: { en: string; zh: string }): string => oneLine(said[language.value])

type Status = 'pass' | 'warn' | 'fail' | 'inconclusive' | 'not-applicable'
type Severity = 'critical' | 'major' | 'minor' | 'advisory'

const STATUS_TONES: Record<Status, Tone> = {
  fail: 'bad',
  warn: 'wait',
  pass: 'good',
  inconclusive: 'plain',
  'not-applicable': 'plain',
}

export const RuleTag = ({ status }: { status: Status }) => (
  <Tag tone={STATUS_TONES[status]} text={words.value.grades.statuses[status]} />
)

export const severityTone = (severity: Severity): Tone =>
  severity === 'critical' ? 'bad' : severity === 'major' ? 'wait' : 'plain'

export const VERDICT_TONES = { ready: 'good', 'not-ready': 'bad', incomplete: 'wait' } as const

/** What a grade came to, or that it has come to nothing yet. */
export function OutcomeTag({ grade: { state, outcome } }: { grade: Grade }) {
  const { grades } = words.value
  if (outcome) {
    const verdict = outcome.isTooLate ? 'incomplete' : outcome.verdict
    return <Tag tone={VERDICT_TONES[verdict]} text={grades.verdicts[verdict]} />
  }
  return <Tag tone={state === 'failed' ? 'bad' : 'notice'} text={grades.states[state]} />
}

/** Real time, where whoever looks is. */
export function Moment({ at }: { at: number }) {
  const date = new Date(at)
  const two = (number: number) => String(number).padStart(2, '0')
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  const text = `${day} ${two(date.getHours())}:${two(date.getMinutes())}`
  return <time dateTime={date.toISOString()}>{text}</time>
}
