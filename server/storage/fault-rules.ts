// Fault rules with their counters, in the order in which they were added: the order they act in.
import type { FaultRule } from '../faults/match.ts'
import { text, type Sql } from './sql.ts'

export function openFaultRules(sql: Sql) {
  const all = sql.prepare('select record from fault_rules order by place')
  const put = sql.prepare(
    `insert into fault_rules values (?, (select coalesce(max(place), 0) + 1 from fault_rules), ?)
     on conflict (id) do update set record = excluded.record`,
  )
  const remove = sql.prepare('delete from fault_rules where id = ? returning id')
  const clear = sql.prepare('delete from fault_rules')
  // Read on every call of a merchant, changed rarely.
  let cache: FaultRule[] | undefined
  const rules = (): readonly FaultRule[] =>
    (cache ??= all.all().map((row) => JSON.parse(text(row.record)) as FaultRule))
  return {
    all: rules,
    get: (id: string): FaultRule | undefined => rules().find((rule) => rule.id === id),
    put: (rule: FaultRule) => {
      put.run(rule.id, JSON.stringify(rule))
      cache = undefined
    },
    remove: (id: string): boolean => {
      cache = undefined
      return remove.get(id) !== undefined
    },
    clear: () => {
      cache = undefined
      clear.run()
    },
  }
}
