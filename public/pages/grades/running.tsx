// A grade that runs: how far it is, what is under way, what is left.
import type { GradeProgress } from '../../../server/sandbox/api/grades.ts'
import { linkTo } from '../../data/route.ts'
import { span } from '../../parts/time.tsx'
import { oneLine } from '../../words/entries.ts'
import { words } from '../../words/words.ts'

interface Props {
  progress: GradeProgress
  isSilent: boolean
}

type Part = GradeProgress['scenarios'][number]

export function Running({ progress, isSilent }: Props) {
  const { grades, pages } = words.value
  const { round, done, total, what, leftMs, scenarios } = progress
  const isPlayed = (part: Part) => part.done >= part.sales
  const said =
    total === 0
      ? grades.waiting
      : [
          grades.atRest(done, total),
          done < total && grades.left(span(Math.max(10_000, Math.ceil(leftMs / 10_000) * 10_000))),
        ]
          .filter(Boolean)
          .join(' · ')
  return (
    <section class="running">
      <div class="card stack">
        <progress max={Math.max(1, total)} value={done} aria-label={grades.progress} />
        <p role="status">{said}</p>
        {round > 1 && <p class="hint">{grades.again(round)}</p>}
        {what !== '' && (
          <p class="hint">
            {grades.latest} {oneLine(what)}
          </p>
        )}
        {isSilent && (
          <p class="failed" role="alert">
            {grades.silent}
          </p>
        )}
        <p class="hint">
          <a href={linkTo('journal')}>{pages.journal}</a>
        </p>
      </div>
      <Parts
        title={grades.underWay}
        parts={scenarios.filter((part) => part.isBegun && !isPlayed(part))}
      />
      <Parts title={grades.toCome} parts={scenarios.filter((part) => !part.isBegun)} />
      <Parts title={grades.played} parts={scenarios.filter(isPlayed)} />
    </section>
  )
}

function Parts({ title, parts }: { title: string; parts: readonly Part[] }) {
  if (parts.length === 0) return null
  return (
    <>
      <h2>
        {title} <small>{parts.length}</small>
      </h2>
      <ul class="parts">
        {parts.map(({ id, name, sales, done }) => (
          <li key={id}>
            <strong>{oneLine(id)}</strong> {name !== undefined && name !== id && oneLine(name)}{' '}
            <small>
              {done}/{sales}
            </small>
          </li>
        ))}
      </ul>
    </>
  )
}
