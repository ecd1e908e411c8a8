// Which sandbox an app, a merchant or an id belongs to. The names are spread over a fixed number of small
// objects by their hash, so that no request of one sandbox waits for those of another.
import { openObjectSql } from './sql.ts'
import { stubOf, type Namespace, type ObjectState } from './platform.ts'

/** Never to be changed in a deployment: names would be sought where they are not. */
const SHARDS = { key: 32, sandbox: 8 } as const

export type NameKind = keyof typeof SHARDS

type Ask =
  | { ask: 'claim' | 'release'; name: string; owner: string }
  | { ask: 'find'; name: string }
  | { ask: 'list'; after: string; limit: number }

/** One part of the names. */
export class IndexObject {
  readonly #sql

  constructor({ storage }: ObjectState) {
    this.#sql = openObjectSql(storage)
    this.#sql.exec(
      'create table if not exists names (name text primary key, owner text not null) strict',
    )
  }

  async fetch(request: Request): Promise<Response> {
    return Response.json(this.#answer((await request.json()) as Ask))
  }

  #answer(asked: Ask): unknown {
    const find = this.#sql.prepare('select owner from names where name = ?')
    switch (asked.ask) {
      case 'claim':
        this.#sql.prepare('insert or ignore into names values (?, ?)').run(asked.name, asked.owner)
        return find.get(asked.name)?.owner
      case 'release':
        this.#sql
          .prepare('delete from names where name = ? and owner = ?')
          .run(asked.name, asked.owner)
        return null
      case 'find':
        return find.get(asked.name)?.owner ?? null
      case 'list':
        return this.#sql
          .prepare('select name from names where name > ? order by name limit ?')
          .all(asked.after, asked.limit)
          .map(({ name }) => name)
    }
  }
}

/** FNV-1a, 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
function hashOf(name: string): number {
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(name)) {
    hash = Math.imul(hash ^ byte, 0x01000193)
  }
  return hash >>> 0
}

export function openNames(objects: Namespace) {
  const ask = async <T>(kind: NameKind, shard: number, asked: Ask): Promise<T> => {
    const body = JSON.stringify(asked)
    const request = new Request('http://index/', { method: 'POST', body })
    return (await stubOf(objects, `${kind}-${shard}`).fetch(request)).json() as Promise<T>
  }
  const askFor = <T>(kind: NameKind, asked: Ask & { name: string }) =>
    ask<T>(kind, hashOf(asked.name) % SHARDS[kind], asked)
  return {
    /** Whose it is from now on: the owner's, unless it is another's already. */
    claim: (kind: NameKind, name: string, owner: string) =>
      askFor<string>(kind, { ask: 'claim', name, owner }),
    release: (kind: NameKind, name: string, owner: string) =>
      askFor<null>(kind, { ask: 'release', name, owner }),
    find: async (kind: NameKind, name: string) =>
      (await askFor<string | null>(kind, { ask: 'find', name })) ?? undefined,
    /** The first names behind `after`, in the order of letters. */
    list: async (kind: NameKind, after: string, limit: number): Promise<string[]> => {
      const shards = Array.from({ length: SHARDS[kind] }, (_, nth) => nth)
      const found = shards.map((nth) => ask<string[]>(kind, nth, { ask: 'list', after, limit }))
      return (await Promise.all(found)).flat().toSorted().slice(0, limit)
    },
  }
}
