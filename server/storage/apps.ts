// Applications, settings and the counters behind every draw.
import { unflattened, type FlatApp } from '../protocols/openapi/credentials.ts'
import type { App } from '../protocols/protocol.ts'
import { number, record, text, type Sql } from './sql.ts'

export function openApps(sql: Sql) {
  const one = sql.prepare('select record from apps where app_id = ?')
  const all = sql.prepare('select record from apps order by rowid')
  const put = sql.prepare(
    'insert into apps values (?, ?) on conflict (app_id) do update set record = excluded.record',
  )
  // A signed request asks for its app every time: keep what was read.
  const cache = new Map<string, App>()
  // Every sandbox of a server is asked whose an app is: those that do not have it know without a look.
  const pids = new Map<string, string>()
  for (const row of sql
    .prepare("select app_id, json_extract(record, '$.pid') as pid from apps")
    .all()) {
    pids.set(text(row.app_id), text(row.pid))
  }
  const get = (appId: string): App | undefined => {
    if (!pids.has(appId)) return undefined
    const known = cache.get(appId)
    if (known) return known
    const stored = record<App | FlatApp>(one.get(appId))
    if (!stored) return undefined
    const app = asToday(stored)
    cache.set(appId, app)
    return app
  }
  return {
    get,
    /** The first app of a merchant. */
    ofMerchant: (pid: string): App | undefined => {
      for (const [appId, own] of pids) if (own === pid) return get(appId)
      return undefined
    },
    /** Whether an app has this id, or its merchant. */
    has: (id: string): boolean => pids.has(id) || [...pids.values()].includes(id),
    /** Every name that `has` knows: whoever routes requests from outside keeps them. */
    names: (): string[] => [...new Set([...pids].flat())],
    all: () => all.all().map((row) => asToday(JSON.parse(text(row.record)) as App | FlatApp)),
    put: (app: App) => {
      put.run(app.appId, JSON.stringify(app))
      cache.set(app.appId, app)
      pids.set(app.appId, app.pid)
    },
  }
}

/** A data folder of 0.1.0 has its apps in the shape of then. */
const asToday = (stored: App | FlatApp): App =>
  'credentials' in stored ? stored : unflattened(stored)

export function openSettings(sql: Sql) {
  const one = sql.prepare('select record from settings where name = ?')
  const put = sql.prepare(
    'insert into settings values (?, ?) on conflict (name) do update set record = excluded.record',
  )
  return {
    get: <T>(name: string) => record<T>(one.get(name)),
    put: (name: string, value: unknown) => put.run(name, JSON.stringify(value)),
  }
}

/** Counts the draws of each stream; a rolled-back transaction takes its draws back. */
export function openCounters(sql: Sql) {
  const next = sql.prepare(
    `insert into counters values (?, 1)
     on conflict (stream) do update set value = value + 1 returning value`,
  )
  return (stream: string) => number(next.get(stream)?.value)
}
