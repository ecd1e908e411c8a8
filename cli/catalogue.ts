// `fault catalogue` and `bill catalogue`: what there is, and what stays true in the books.
import type { Command } from 'commander'
import type { Fault } from '../server/faults/fault.ts'
import type { Io } from './io.ts'
import { table } from './table.ts'
import { addVerb } from './verb.ts'

type Row = Pick<Fault, 'name' | 'ids' | 'about' | 'ledger'>

interface Catalogue {
  about: string
  /** Of the control API. */
  path: string
}

export function addCatalogue(object: Command, io: Io, { about, path }: Catalogue): void {
  addVerb(object, io, {
    usage: 'catalogue',
    about,
    examples: [`${object.name()} catalogue`],
    run: async (client) => {
      const value = await client.get<Row[]>(path)
      const rows = value.map(({ ids, name, about: what, ledger }) => [
        ids.join(' '),
        name,
        what,
        ledger,
      ])
      return { value, lines: table(['number', 'name', 'what it does', 'the books'], rows) }
    },
  })
}
