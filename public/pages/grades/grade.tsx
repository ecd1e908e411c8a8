// One grade: how far it is while it runs, then what it came to.
import { act } from '../../data/api.ts'
import { linkTo, route } from '../../data/route.ts'
import { useDoing } from '../../parts/doing.ts'
import { Empty, Failed, Loading } from '../../parts/notice.tsx'
import { oneLine } from '../../words/entries.ts'
import { words } from '../../words/words.ts'
import { ReportView } from './report.tsx'
import { Running } from './running.tsx'
import { Moment, OutcomeTag } from './said.tsx'
import { useGrades, useReport, type Grade } from './use-grades.ts'

export function GradePage({ id }: { id: string }) {
  const { pages, grades } = words.value
  const all = useGrades()
  const grade = all.value?.find((one) => one.id === id)
  return (
    <article class="grade">
      <p class="crumbs">
        <a href={linkTo('grades')}>← {pages.grades}</a>
      </p>
      {grade ? (
        <Found grade={grade} all={all.value ?? []} />
      ) : (
        <>
          <h1 class="long">{oneLine(id)}</h1>
          <Failed problem={all.problem} />
          {all.value ? <Empty title={grades.missing} /> : <Loading />}
        </>
      )}
    </article>
  )
}

function Found({ grade, all }: { grade: Grade; all: readonly Grade[] }) {
  const { report, problem } = useReport(grade)
  const { state, failed, progress } = grade
  return (
    <>
      <h1 class="long">{oneLine(grade.merchant)}</h1>
      <div class="bar">
        <span>
          <OutcomeTag grade={grade} /> <Moment at={grade.begunAt} />
        </span>
        <Acts grade={grade} all={all} />
      </div>
      {state === 'failed' && (
        <p class="failed" role="alert">
          {oneLine(failed ?? '')}
        </p>
      )}
      {state === 'running' && progress && <Running progress={progress} isSilent={grade.isSilent} />}
      {state === 'ended' &&
        (report ? <ReportView report={report} /> : problem ? null : <Loading />)}
      <Failed problem={problem} />
    </>
  )
}

function Acts({ grade, all }: { grade: Grade; all: readonly Grade[] }) {
  const { grades } = words.value
  const doing = useDoing()
  const others = all.filter(({ id, state }) => id !== grade.id && state === 'ended').toReversed()
  const remove = async () => {
    const isDone = await doing.run(() => act('DELETE', `/grades/${encodeURIComponent(grade.id)}`))
    if (isDone) location.hash = linkTo('grades')
  }
  return (
    <>
      {grade.state === 'ended' && others.length > 0 && (
        <select
          aria-label={grades.compareWith}
          value=""
          onChange={({ currentTarget }) => {
            const { item, query } = route.value
            if (currentTarget.value)
              location.hash = linkTo('grades', item, { ...query, with: currentTarget.value })
          }}
        >
          <option value="">{grades.compareWith} …</option>
          {others.map(({ id, merchant, begunAt }) => (
            <option value={id} key={id}>
              {`${new Date(begunAt).toLocaleString()} · ${oneLine(merchant).slice(0, 40)}`}
            </option>
          ))}
        </select>
      )}
      <button type="button" disabled={doing.isBusy} onClick={() => void remove()}>
        {grades.remove}
      </button>
      <Failed problem={doing.problem} />
    </>
  )
}
