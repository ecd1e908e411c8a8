// What one kind of sentence is: a pattern, an example for people, and a judgement over what happened.
import { PART, readNumber, readSubject, type Subject } from './sentence-parts.ts'
import { booksOf, type View } from './view.ts'

export interface Judged {
  sentence: string
  outcome: 'met' | 'broken' | 'never-evaluated'
  /** What was found, for people. */
  found: string
}

export type Finding = Omit<Judged, 'sentence'>
export type Words = Readonly<Record<string, string>>

export interface Kind {
  example: string
  pattern: RegExp
  judge(words: Words, view: View): Finding
}

export const met = (found: string): Finding => ({ outcome: 'met', found })
export const broken = (found: string): Finding => ({ outcome: 'broken', found })
export const never = (found: string): Finding => ({ outcome: 'never-evaluated', found })
export const decide = (isTrue: boolean, found: string) => (isTrue ? met(found) : broken(found))

/** Builds a pattern in which `{status}` stands for that part and `{a:number}` for one named `a`. */
export function phrase(text: string): RegExp {
  const source = text.replaceAll(/\{(?:(\w+):)?(\w+)\}/g, (whole, name: string, part: string) => {
    const found = Object.entries(PART).find(([key]) => key === part)
    if (!found) throw new Error(`no part is called ${whole}`)
    return `(?<${name ?? part}>${found[1]})`
  })
  return new RegExp(`^${source}$`, 'i')
}

/** Judges every trade or sale the sentence is about; all must do, or for `any` one. */
export function each(
  words: Words,
  view: View,
  judge: (trades: ReturnType<typeof booksOf>[number]) => Finding,
): Finding {
  const subject = readSubject(words.subject ?? '')
  const about = booksOf(view, subject)
  if (about.length === 0) return never(nobody(view, subject))
  const findings = about.map((one) => {
    const { outcome, found } = judge(one)
    return { outcome, found: `${subject.kind} ${one.name} ${found}` }
  })
  const wanted = 'any' in subject.which ? 'met' : 'broken'
  return findings.find(({ outcome }) => outcome === wanted) ?? findings[0] ?? never('')
}

function nobody({ trades, sales }: View, { kind, which }: Subject): string {
  const names = (kind === 'trade' ? trades : sales).map(({ name }) => name)
  if (names.length === 0) return `there was no ${kind}`
  if ('only' in which) return `there were ${names.length}: ${names.slice(0, 8).join(', ')}`
  return `there is none of that name; there are ${names.slice(0, 8).join(', ')}`
}

export function counted({ least, number = '' }: Words, found: number, how: string): Finding {
  const wanted = readNumber(number)
  const bound = least?.trim().toLowerCase()
  const fits =
    bound === 'at least'
      ? found >= wanted
      : bound === 'at most'
        ? found <= wanted
        : found === wanted
  return decide(fits, `${found} ${how}`)
}
