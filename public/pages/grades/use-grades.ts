// Grades from the control API. They are no part of the journal, so nothing rings when one goes on: the
// list is asked for every second while one runs, and every few seconds otherwise.
import { useEffect, useState } from 'preact/hooks'
import type { GradeReport } from '../../../server/control/grade-report.ts'
import type { Grade as Kept } from '../../../server/sandbox/api/grades.ts'
import { get } from '../../data/api.ts'
import { useRemote, type Remote } from '../../data/remote.ts'
import { route } from '../../data/route.ts'

export type Grade = Kept & { isSilent: boolean }

const WHILE_RUNNING_MS = 1_000
const OTHERWISE_MS = 4_000

export function useGrades(): Remote<Grade[]> {
  const grades = useRemote<Grade[]>('/grades')
  const isRunning = grades.value?.some(({ state, isSilent }) => state === 'running' && !isSilent)
  useEffect(() => {
    const ticks = setInterval(grades.reload, isRunning ? WHILE_RUNNING_MS : OTHERWISE_MS)
    return () => clearInterval(ticks)
  }, [isRunning])
  return grades
}

interface Read {
  report?: GradeReport
  problem?: Error
}

/** The report of a grade that has ended, asked for once. */
export function useReport(grade: Grade | undefined): Read {
  const key =
    grade?.state === 'ended' ? `${route.value.sandbox} ${grade.id} ${grade.heardAt}` : undefined
  const [state, setState] = useState<Read & { key?: string }>({})
  useEffect(() => {
    if (key === undefined || grade === undefined) return
    let isWanted = true
    get<{ report: GradeReport }>(`/grades/${encodeURIComponent(grade.id)}`).then(
      ({ report }) => isWanted && setState({ key, report }),
      (problem: Error) => isWanted && setState({ key, problem }),
    )
    return () => {
      isWanted = false
    }
  }, [key])
  return state.key === key ? state : {}
}
