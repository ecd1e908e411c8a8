// The orders in which merchant and gateway differ: what each says, and why.
import type { GradeReport } from '../../../server/control/grade-report.ts'
import { oneLine, sumOf } from '../../words/entries.ts'
import { words } from '../../words/words.ts'
import { inWords } from './said.tsx'

type Line = GradeReport['money'][number]

export function Orders({ report }: { report: GradeReport }) {
  const { grades } = words.value
  // The costliest first, as on paper.
  const differing = report.money
    .filter(({ match }) => match === 'differs')
    .toSorted((a, b) => Math.abs(apartFen(b)) - Math.abs(apartFen(a)))
  const names = new Map(report.run?.scenarios.map(({ id, name }) => [id, name]))
  return (
    <>
      <h2>{grades.orders}</h2>
      {differing.length === 0 && <p class="hint calm">{grades.allAgree}</p>}
      {differing.length > 0 && (
        <div class="scroll" tabIndex={0}>
          <table class="list">
            <thead>
              <tr>
                <th scope="col">{grades.order}</th>
                <th scope="col" class="amount">
                  {grades.amount}
                </th>
                <th scope="col">{grades.says}</th>
                <th scope="col">{grades.holds}</th>
                <th scope="col" class="amount">
                  {grades.apart}
                </th>
              </tr>
            </thead>
            <tbody>
              {differing.map((line) => (
                <Row
                  key={whose(line)}
                  line={line}
                  name={line.scenario === undefined ? undefined : names.get(line.scenario)}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  )
}

const apartFen = ({ believedNetFen = 0, netFen }: Line): number => believedNetFen - netFen

const whose = ({ saleId, outTradeNos }: Line): string => saleId ?? outTradeNos.join(' ')

function Row({ line, name }: { line: Line; name: string | undefined }) {
  const { grades } = words.value
  const { amountFen, belief, believedNetFen, netFen, state, currency } = line
  const { differences = [], because } = line
  const apart = apartFen(line)
  return (
    <tr>
      <td>
        <strong>{oneLine(whose(line))}</strong>{' '}
        {name !== undefined && <small>{oneLine(name)}</small>}
        <p class="why">
          {differences.map(({ said }) => inWords(said)).join(' · ')}
          {because && (
            <small>
              {' '}
              {oneLine(because.rule)}: {inWords(because.said)}
            </small>
          )}
        </p>
      </td>
      <td class="amount">{sumOf(amountFen, currency)}</td>
      <td>
        {belief === undefined ? grades.notRead : oneLine(belief)}{' '}
        {believedNetFen !== undefined && sumOf(believedNetFen, currency)}
      </td>
      <td>
        {sumOf(netFen, currency)} <small>{oneLine(state)}</small>
      </td>
      <td class="amount">
        {apart === 0 ? '–' : `${apart > 0 ? '+' : ''}${sumOf(apart, currency)}`}
      </td>
    </tr>
  )
}
