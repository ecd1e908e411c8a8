// The report of a grade that has ended: the decision first (verdict, cost, what to fix), then the orders
// and the rules with their proof.
import type { GradeReport } from '../../../server/control/grade-report.ts'
import { Copy } from '../../parts/copy.tsx'
import { Fact } from '../../parts/fact.tsx'
import { Tag } from '../../parts/tag.tsx'
import { oneLine } from '../../words/entries.ts'
import { words } from '../../words/words.ts'
import { Orders } from './orders.tsx'
import { Rules } from './rules.tsx'
import { inWords, severityTone, VERDICT_TONES } from './said.tsx'

export function ReportView({ report }: { report: GradeReport }) {
  const { summary } = report
  return (
    <>
      {summary && (
        <Verdict summary={summary} verdict={report.tooLate ? 'incomplete' : report.verdict} />
      )}
      <Orders report={report} />
      <Rules report={report} />
      {summary && <About summary={summary} />}
    </>
  )
}

type Summary = NonNullable<GradeReport['summary']>

function Verdict({ summary, verdict }: { summary: Summary; verdict: GradeReport['verdict'] }) {
  const { grades } = words.value
  const { word, sentence, remarks, criticalOpen, cost, next } = summary
  return (
    <>
      <section class={`verdict ${VERDICT_TONES[verdict]}`}>
        <p class="word">{inWords(word)}</p>
        <p>{inWords(sentence)}</p>
        {remarks.map((one) => (
          <p class="hint" key={one.en}>
            {inWords(one)}
          </p>
        ))}
        {criticalOpen.length > 0 && (
          <details>
            <summary>{grades.open(criticalOpen.length)}</summary>
            <ul class="plain">
              {criticalOpen.map(({ rule, title, scenario }) => (
                <li key={rule}>
                  <code>{oneLine(rule)}</code> {inWords(title)}{' '}
                  {scenario !== undefined && <small>{oneLine(scenario)}</small>}
                </li>
              ))}
            </ul>
          </details>
        )}
      </section>
      <h2>{grades.cost}</h2>
      <ul class="plain">
        {cost.said.map((one) => (
          <li key={one.en}>{inWords(one)}</li>
        ))}
      </ul>
      <h2>{grades.fix}</h2>
      {summary.fixFirst.length === 0 && <p class="hint calm">{grades.nothingFailed}</p>}
      <FixFirst rows={summary.fixFirst} />
      {next !== undefined && (
        <p class="next">
          {grades.next}{' '}
          <span class="command">
            <code>{oneLine(next)}</code>
            <Copy text={next} />
          </span>
        </p>
      )}
    </>
  )
}

function FixFirst({ rows }: { rows: Summary['fixFirst'] }) {
  const { grades } = words.value
  return (
    <ol class="fix-first">
      {rows.map(({ rule, severity, kind, title, often, stake, said, sale, remedy }) => (
        <li key={rule}>
          <p>
            <Tag tone={severityTone(severity)} text={inWords(kind)} />{' '}
            <strong>{oneLine(rule)}</strong> {inWords(title)}{' '}
            <small>
              {inWords(often)}
              {stake && ` · ${grades.atStake} ${inWords(stake)}`}
            </small>
          </p>
          {said && (
            <p class="hint">
              {sale !== undefined && `${oneLine(sale)}: `}
              {inWords(said)}
            </p>
          )}
          <p class="mend">→ {inWords(remedy)}</p>
        </li>
      ))}
    </ol>
  )
}

function About({ summary }: { summary: Summary }) {
  const { grades } = words.value
  return (
    <>
      <h2>{grades.about}</h2>
      <dl class="card">
        {summary.about.map(({ name, value }) => (
          <Fact key={name.en} name={inWords(name)}>
            {inWords(value)}
          </Fact>
        ))}
      </dl>
    </>
  )
}
