// Grades of merchants that somebody posts: how far a run is, and what it came to. The sandbox keeps and
// lists them; what a report says is the business of whoever grades.
import { InputError } from '../../values/input-error.ts'
import { openGrades } from '../../storage/grades.ts'
import type { SandboxCore } from '../core/core.ts'

/** A sentence in both languages. */
export interface Said {
  en: string
  zh: string
}

/** How far a run is. */
export interface GradeProgress {
  /** From 2 on sales are played again. */
  round: number
  done: number
  total: number
  /** What happened last. */
  what: string
  /** Real ms until all is over: an estimate. */
  leftMs: number
  scenarios: {
    id: string
    name?: string | undefined
    sales: number
    done: number
    isBegun: boolean
  }[]
}

/** What a list shows of a report. */
export interface GradeOutcome {
  verdict: 'ready' | 'not-ready' | 'incomplete'
  /** There is no verdict, because the machine was too slow. */
  isTooLate: boolean
  score: number | null
  sales: number
  differing: number
  /** Rules that failed. */
  failed: number
  startedAt?: string | undefined
  lastedMs?: number | undefined
  shop?: string | undefined
  reading: string
  /** The verdict in a sentence. */
  sentence?: Said | undefined
}

export interface Grade {
  id: string
  merchant: string
  state: 'running' | 'ended' | 'failed'
  /** When it was first heard of, and when last: real time, in ms since 1970. */
  begunAt: number
  heardAt: number
  progress?: GradeProgress
  outcome?: GradeOutcome
  /** Why it ended without a report. */
  failed?: string
}

/** A running grade that is silent for so long has ended without a word. */
const SILENT_MS = 60_000

export type Posted =
  | { progress: GradeProgress }
  | { failed: string }
  | { outcome: GradeOutcome; report: string }

export function openGradesApi(core: SandboxCore) {
  const kept = openGrades<Grade>(core.sql)
  const shown = (grade: Grade) => ({
    ...grade,
    isSilent: grade.state === 'running' && core.time.wallMs() - grade.heardAt > SILENT_MS,
  })
  const found = (id: string) => {
    const grade = kept.get(id)
    if (!grade) throw new InputError('grade', `there is no grade "${id}"; GET /grades lists them`)
    return grade
  }
  return {
    /** In the order in which they were begun. */
    list: () => kept.heads().map(shown),
    /** Of a plain series, for those that bring no name. */
    nextNumber: () => core.count('grade'),
    /** With its report as JSON, where it has one. */
    get: (id: string) => {
      const { head, report } = found(id)
      return { ...shown(head), report }
    },
    /** Says how a grade stands now: a new one, or one that was posted before. */
    put: (id: string, merchant: string, posted: Posted) => {
      const heardAt = core.time.wallMs()
      const begunAt = kept.get(id)?.head.begunAt ?? heardAt
      const common = { id, merchant, begunAt, heardAt }
      core.writer.transact(() => {
        if ('report' in posted) {
          const { outcome, report } = posted
          kept.put({ ...common, state: 'ended', outcome }, report)
        } else if ('failed' in posted) {
          kept.put({ ...common, state: 'failed', failed: posted.failed })
        } else {
          kept.put({ ...common, state: 'running', progress: posted.progress })
        }
      })
      return shown(found(id).head)
    },
    remove: (id: string): void => {
      found(id)
      core.writer.transact(() => kept.remove(id))
    },
  }
}
