// Fault rules with their counters, in the order in which they were added: the order they act in.
import type { FaultRule } from '../faults/match.ts'
import { text, type Row, type Sql } from './sql.ts'

export function openFaultRules(sql: Sql) {
  const all = sql.prepare('select record from fault_rules order by place')
  const put = sql.prepare(
    `insert into fault_rules values (?, (select coalesce(max(place), 0) + 1 from fault_rules), ?)
     on conflict (id) do update set record = excluded.record`,
  )
  const remove = sql.prepare('delete from fault_rules where id = ? returning id')
  const clear = sql.prepare('delete from fault_rules')
  // Read on every call of a merchant, so they are kept at hand. A rolled-back transaction forgets them.
  let known: Map<string, FaultRule> | undefined
  let list: readonly FaultRule[] | undefined
  const rules = (): Map<string, FaultRule> => (known ??= new Map(all.all().map(read)))
  const read = (row: Row): [string, FaultRule] => {
    const rule = JSON.parse(text(row.record)) as FaultRule
    return [rule.id, rule]
  }
  const forget = () => {
    known = undefined
    list = undefined
  }
  return {
    forget,
    all: (): readonly FaultRule[] => (list ??= [...rules().values()]),
    get: (id: string): FaultRule | undefined => rules().get(id),
    put: (rule: FaultRule) => {
      put.run(rule.id, JSON.stringify(rule))
      // A map keeps the place of what it knew: like the table.
      rules().set(rule.id, rule)
      list = undefined
    },
    remove: (id: string): boolean => {
      forget()
      return remove.get(id) !== undefined
    },
    clear: () => {
      forget()
      clear.run()
    },
  }
}
