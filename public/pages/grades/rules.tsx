// Every rule with its result; what failed shows the proof from the journal, and how to fix it.
import type { GradeReport } from '../../../server/control/grade-report.ts'
import { route, setQuery } from '../../data/route.ts'
import { oneLine } from '../../words/entries.ts'
import { words } from '../../words/words.ts'
import { visible } from '../../../server/values/visible.ts'
import { inWords, RuleTag } from './said.tsx'

type Rule = GradeReport['rules'][number]

const STATUSES = ['fail', 'warn', 'inconclusive', 'pass', 'not-applicable'] as const
/** Times that something happened, shown of one rule; the files of the report have all. */
const SHOWN = 10

export function Rules({ report: { rules } }: { report: GradeReport }) {
  const { grades } = words.value
  const counts = Map.groupBy(rules, ({ status }) => status)
  const first = STATUSES.find((status) => counts.has(status))
  const chosen = STATUSES.find((status) => status === route.value.query['status']) ?? first
  const shown = rules.filter(({ status }) => status === chosen)
  return (
    <>
      <h2>{grades.rules}</h2>
      <div class="chips">
        {STATUSES.map((status) => (
          <button
            type="button"
            class="chip"
            key={status}
            aria-pressed={status === chosen}
            onClick={() => setQuery({ status })}
          >
            {grades.statuses[status]} {counts.get(status)?.length ?? 0}
          </button>
        ))}
      </div>
      {shown.length === 0 && <p class="hint calm">{grades.noRules}</p>}
      <ul class="graded">
        {shown.map((rule) => (
          <li key={rule.id}>
            <GradedRule rule={rule} />
          </li>
        ))}
      </ul>
    </>
  )
}

function GradedRule({ rule }: { rule: Rule }) {
  const { grades } = words.value
  const { id, title, status, remedy, source } = rule
  const found = rule.occurrences.filter((one) => one.status === status)
  const left = found.length - SHOWN
  return (
    <details>
      <summary>
        <RuleTag status={status} /> <strong>{oneLine(id)}</strong> {inWords(title)}
      </summary>
      <div class="detail">
        {found.slice(0, SHOWN).map(({ sale, outTradeNo, said, trace }, place) => (
          <div key={place}>
            <p>
              {(sale ?? outTradeNo) !== undefined && (
                <strong>{oneLine(sale ?? outTradeNo ?? '')} </strong>
              )}
              {inWords(said)}
            </p>
            {trace.length > 0 && <pre tabIndex={0}>{visible(trace.join('\n'))}</pre>}
          </div>
        ))}
        {left > 0 && <p class="hint">{grades.more(left)}</p>}
        <p class="mend">
          {grades.remedy} {inWords(remedy)}
        </p>
        <p class="hint">
          {grades.source} <code>{oneLine(source)}</code>
        </p>
      </div>
    </details>
  )
}
