// Node's own SQLite, taken when this file runs and not while modules are linked: a Node without it is
// told so in words (new-enough-node.ts), and 22 and 23 do not call it experimental in every worker.
import './new-enough-node.ts'
import { createRequire } from 'node:module'
import type * as Sqlite from 'node:sqlite'
import { withoutSqliteWarning } from './sqlite-warning.ts'

export type { DatabaseSync, StatementSync } from 'node:sqlite'

const emit = process.emitWarning
process.emitWarning = withoutSqliteWarning(emit.bind(process))
const sqlite: typeof Sqlite = createRequire(import.meta.url)('node:sqlite')
process.emitWarning = emit

export const openDatabase = (...given: ConstructorParameters<typeof sqlite.DatabaseSync>) =>
  new sqlite.DatabaseSync(...given)
