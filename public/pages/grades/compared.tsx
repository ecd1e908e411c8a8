// Two grades side by side: which rules and which orders got better or worse, and the money between.
import { compareReports, type Comparison } from '../../../client-tests/reports/compare.ts'
import type { GradeReport } from '../../../server/control/grade-report.ts'
import { linkTo } from '../../data/route.ts'
import { Failed, Loading } from '../../parts/notice.tsx'
import { Tag } from '../../parts/tag.tsx'
import { oneLine, yuan, type Tone } from '../../words/entries.ts'
import { words } from '../../words/words.ts'
import { inWords, Moment, OutcomeTag, RuleTag } from './said.tsx'
import { useGrades, useReport, type Grade } from './use-grades.ts'

export function ComparedPage(ids: { before: string; after: string }) {
  const { grades, pages } = words.value
  const all = useGrades()
  const find = (id: string) => all.value?.find((one) => one.id === id)
  const before = find(ids.before)
  const after = find(ids.after)
  const [was, is] = [useReport(before), useReport(after)]
  const isThere = before?.state === 'ended' && after?.state === 'ended'
  const problem = all.problem ?? was.problem ?? is.problem
  return (
    <article class="grade">
      <p class="crumbs">
        <a href={linkTo('grades')}>← {pages.grades}</a>
      </p>
      <h1>{grades.compared}</h1>
      <Failed problem={problem} />
      {before && after && was.report && is.report && (
        <Compared grades={[before, after]} reports={[was.report, is.report]} />
      )}
      {all.value && !isThere && <p class="hint">{grades.noReport}</p>}
      {(!all.value || isThere) && !(was.report && is.report) && !problem && <Loading />}
    </article>
  )
}

interface Props {
  grades: readonly [Grade, Grade]
  reports: readonly [GradeReport, GradeReport]
}

function Compared({ grades: pair, reports: [was, is] }: Props) {
  const { grades } = words.value
  const comparison = compareReports(was, is)
  const { rules, money, unlikeIn } = comparison
  return (
    <>
      <p class="lead">{inWords(comparison.sentence)}</p>
      <Figures pair={pair} comparison={comparison} />
      {rules.length + money.length === 0 && <p class="hint calm">{grades.noChange}</p>}
      <RuleChanges rules={rules} />
      <MoneyChanges money={money} />
      {unlikeIn.length > 0 && (
        <>
          <p class="hint">{grades.unlike}</p>
          <ul class="plain">
            {unlikeIn.map(({ what, before, after }) => (
              <li key={what}>
                {grades.unlikes[what]}: {oneLine(before)} → {oneLine(after)}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

function Figures({ pair, comparison }: { pair: Props['grades']; comparison: Comparison }) {
  const { grades } = words.value
  const { score, differing, apartFen } = comparison
  const rows = [
    [grades.score, ...score.map((one) => one ?? '–')],
    [grades.differing, ...differing],
    [grades.yuanApart, ...apartFen.map(yuan)],
  ]
  const [before, after] = pair
  const side = (grade: Grade) => (
    <a href={linkTo('grades', grade.id)}>
      {oneLine(grade.merchant)} <small>{oneLine(grade.outcome?.shop ?? '')}</small>{' '}
      <Moment at={grade.begunAt} />
    </a>
  )
  return (
    <div class="scroll" tabIndex={0}>
      <table class="list compared">
        <thead>
          <tr>
            <td />
            <th scope="col">
              {grades.before}: {side(before)}
            </th>
            <th scope="col">
              {grades.after}: {side(after)}
            </th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{grades.verdict}</th>
            {pair.map((grade) => (
              <td key={grade.id}>
                <OutcomeTag grade={grade} />
              </td>
            ))}
          </tr>
          {rows.map(([name, was, is]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{was}</td>
              <td>
                <b>{is}</b>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const TONES: Record<Comparison['rules'][number]['turn'], Tone> = {
  better: 'good',
  worse: 'bad',
  other: 'plain',
}

interface Row {
  id: string
  title: string
  turn: Comparison['rules'][number]['turn']
  before: preact.ComponentChildren
  after: preact.ComponentChildren
}

function RuleChanges({ rules }: { rules: Comparison['rules'] }) {
  const { grades } = words.value
  const side = (status: Comparison['rules'][number]['before']) =>
    status ? <RuleTag status={status} /> : grades.absent
  const rows = rules.map(({ id, title, turn, before, after }) => ({
    id,
    title: inWords(title),
    turn,
    before: side(before),
    after: side(after),
  }))
  return <Changes title={grades.rulesChanged} rows={rows} />
}

function MoneyChanges({ money }: { money: Comparison['money'] }) {
  const { grades } = words.value
  const side = (one: Comparison['money'][number]['sides'][0]) =>
    one ? (
      <>
        {grades.matches[one.match]}{' '}
        <small>
          {[one.belief, one.state]
            .filter((text) => text !== undefined)
            .map(oneLine)
            .join(' · ')}
        </small>
      </>
    ) : (
      grades.absent
    )
  const rows = money.map(({ saleId, turn, sides: [was, is] }) => ({
    id: saleId,
    title: '',
    turn,
    before: side(was),
    after: side(is),
  }))
  return <Changes title={grades.ordersChanged} rows={rows} />
}

function Changes({ title, rows }: { title: string; rows: readonly Row[] }) {
  const { grades } = words.value
  if (rows.length === 0) return null
  // What is neither better nor worse was mostly not played, or not exercised.
  const turned = rows.filter(({ turn }) => turn !== 'other')
  const others = rows.filter(({ turn }) => turn === 'other')
  return (
    <>
      <h2>{title}</h2>
      {turned.length > 0 && <Table rows={turned} />}
      {others.length > 0 && (
        <details class="others">
          <summary>{grades.others(others.length)}</summary>
          <Table rows={others} />
        </details>
      )}
    </>
  )
}

function Table({ rows }: { rows: readonly Row[] }) {
  const { grades } = words.value
  return (
    <div class="scroll" tabIndex={0}>
      <table class="list compared">
        <thead>
          <tr>
            <th scope="col">{grades.what}</th>
            <th scope="col">{grades.result}</th>
            <th scope="col">{grades.before}</th>
            <th scope="col">{grades.after}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>
                <strong>{oneLine(row.id)}</strong> {row.title}
              </td>
              <td>
                <Tag tone={TONES[row.turn]} text={grades.turns[row.turn]} />
              </td>
              <td>{row.before}</td>
              <td>{row.after}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
