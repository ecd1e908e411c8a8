// All grades, the latest first; two of them can be chosen and compared.
import { useState } from 'preact/hooks'
import { linkTo } from '../../data/route.ts'
import { Copy } from '../../parts/copy.tsx'
import { Empty, Failed, Loading } from '../../parts/notice.tsx'
import { oneLine } from '../../words/entries.ts'
import { words } from '../../words/words.ts'
import { Moment, OutcomeTag } from './said.tsx'
import { useGrades, type Grade } from './use-grades.ts'

export function GradeList() {
  const { grades, pages } = words.value
  const { value, problem } = useGrades()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const rows = value?.toReversed() ?? []
  // The two latest choices count.
  const choose = (id: string, isOn: boolean) =>
    setChosen((before) => {
      const others = before.filter((one) => one !== id)
      return isOn ? [...others, id].slice(-2) : others
    })
  return (
    <>
      <h1>{pages.grades}</h1>
      <Failed problem={problem} />
      {!value && !problem && <Loading />}
      {value && rows.length === 0 && (
        <Empty title={grades.emptyTitle} hint={grades.emptyHint}>
          <Ways />
        </Empty>
      )}
      {rows.length > 0 && (
        <>
          <Chosen rows={rows} chosen={chosen} />
          <Table rows={rows} chosen={chosen} choose={choose} />
          <Ways />
        </>
      )}
    </>
  )
}

function Chosen({ rows, chosen }: { rows: readonly Grade[]; chosen: readonly string[] }) {
  const { grades } = words.value
  // The later one is what came of the earlier one.
  const [after, before] = rows.filter(({ id }) => chosen.includes(id))
  if (!after || !before) return <p class="hint">{grades.chooseTwo}</p>
  return (
    <p>
      <a href={linkTo('grades', after.id, { with: before.id })}>{grades.compareChosen}</a>
    </p>
  )
}

interface TableProps {
  rows: readonly Grade[]
  chosen: readonly string[]
  choose(id: string, isOn: boolean): void
}

function Table({ rows, chosen, choose }: TableProps) {
  const { grades } = words.value
  return (
    <div class="scroll" tabIndex={0}>
      <table class="list grade-list">
        <thead>
          <tr>
            <td />
            <th scope="col">{grades.merchant}</th>
            <th scope="col">{grades.result}</th>
            <th scope="col" class="amount wide">
              {grades.failed}
            </th>
            <th scope="col" class="amount wide">
              {grades.differing}
            </th>
            <th scope="col" class="wide">
              {grades.version}
            </th>
            <th scope="col">{grades.begun}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((grade) => (
            <Row
              key={grade.id}
              grade={grade}
              isChosen={chosen.includes(grade.id)}
              choose={choose}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface RowProps extends Pick<TableProps, 'choose'> {
  grade: Grade
  isChosen: boolean
}

function Row({ grade, isChosen, choose }: RowProps) {
  const { grades } = words.value
  const { id, merchant, outcome, progress, begunAt } = grade
  return (
    <tr>
      <td>
        {outcome && (
          <input
            type="checkbox"
            aria-label={grades.choose(oneLine(merchant))}
            checked={isChosen}
            onChange={({ currentTarget }) => choose(id, currentTarget.checked)}
          />
        )}
      </td>
      <td>
        <a class="cover" href={linkTo('grades', id)}>
          {oneLine(merchant)}
        </a>
      </td>
      <td>
        <OutcomeTag grade={grade} />
        {progress && ` ${progress.done}/${progress.total}`}
      </td>
      <td class="amount wide">{outcome?.failed ?? '–'}</td>
      <td class="amount wide">{outcome?.differing ?? '–'}</td>
      <td class="wide">
        {outcome?.shop === undefined ? '–' : <code>{oneLine(outcome.shop)}</code>}
      </td>
      <td class="when">
        <Moment at={begunAt} />
      </td>
    </tr>
  )
}

/** How grades come here. */
function Ways() {
  const { grades } = words.value
  const live = `alipay-sim grade --console ${location.origin} -- node my-merchant.js`
  const report = 'alipay-sim grade post reports/latest/merchant.json'
  return (
    <div class="ways">
      {[
        { says: grades.watch, line: live },
        { says: grades.post, line: report },
      ].map(({ says, line }) => (
        <p key={line}>
          {says}{' '}
          <span class="command">
            <code>{line}</code>
            <Copy text={line} />
          </span>
        </p>
      ))}
    </div>
  )
}
