#!/usr/bin/env node
// What the `alipay-sim` command starts: refuses a Node that is too old in one clear line, then loads
// the program. Built for Node 12 and as CommonJS (dist/launcher.cjs), so that it runs far enough to
// explain itself; everything newer belongs in main.ts.
import { explainOldNode } from '../server/hosts/node-version.ts'
import { withoutSqliteWarning } from '../server/hosts/sqlite-warning.ts'

// Not a literal, so that nothing tries to resolve it while building: it is dist/main.js.
const program = './main.js'

const complaint = explainOldNode(process.versions.node)
if (complaint === undefined) {
  process.emitWarning = withoutSqliteWarning(process.emitWarning.bind(process))
  // The program is compiled once, not at every start. The folder is the package's own: whoever can write
  // there can change the program itself. Where nobody can, nothing is kept.
  process.getBuiltinModule('node:module').enableCompileCache(`${__dirname}/.compiled`)
  void import(program)
} else {
  process.stderr.write(`${complaint}\n`)
  process.exitCode = 2
}
