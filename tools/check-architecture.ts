// Runs the import rules over the tree and refuses to be content with having looked at nothing:
// a cruise that skipped a file, or read no import at all, is an error and not a pass.
import { existsSync, globSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cruise } from 'dependency-cruiser'
import type { ICruiseResult } from 'dependency-cruiser'
import { comparedNumbers } from './fault-numbers.ts'
import { strayWords } from './gateway-words.ts'
import { platformWords } from './platform-words.ts'
import { serverFolders, suiteRooms } from './architecture-order.ts'
import configuration, { roots } from './architecture-rules.ts'

export interface ArchitectureReport {
  moduleCount: number
  dependencyCount: number
  /** One line per problem; empty when the tree obeys. */
  problems: string[]
}

export async function checkArchitecture(baseDir: string): Promise<ArchitectureReport> {
  const present = roots.filter((root) => existsSync(resolve(baseDir, root)))
  const files = globSync([...present.map((root) => `${root}/**/*.{ts,tsx}`), '*.ts'], {
    cwd: baseDir,
  })
  if (files.length === 0) return nothing('there is no module to check')

  const { output } = await cruise(files, {
    ...configuration.options,
    baseDir,
    validate: true,
    ruleSet: { forbidden: configuration.forbidden },
  })
  if (typeof output === 'string') return nothing('dependency-cruiser gave text instead of a result')

  const seen = new Set(output.modules.map((module) => module.source))
  const read = files.filter((file) => seen.has(file))
  const dependencyCount = output.summary.totalDependenciesCruised ?? 0
  return {
    moduleCount: read.length,
    dependencyCount,
    problems: [
      ...files.filter((file) => !seen.has(file)).map((file) => `${file}: was not read`),
      ...(dependencyCount === 0 ? ['not one import was read'] : []),
      ...unlisted(files),
      ...violations(output),
      ...strayWords(baseDir, files),
      ...comparedNumbers(baseDir, files),
      ...platformWords(baseDir, files),
    ],
  }
}

const nothing = (problem: string): ArchitectureReport => ({
  moduleCount: 0,
  dependencyCount: 0,
  problems: [problem],
})

/** A folder the order does not name would be bound by no rule. */
function unlisted(files: string[]): string[] {
  const known = new RegExp(`^server/(${serverFolders.join('|')})/`)
  const inSuite = new RegExp(
    String.raw`^client-tests/((${suiteRooms.join('|')})/|suite[.]ts$|[^/]+[.]test[.]ts$)`,
  )
  return files
    .filter(
      (file) =>
        (file.startsWith('server/') && !known.test(file)) ||
        (file.startsWith('client-tests/') && !inSuite.test(file)),
    )
    .map((file) => `${file}: its folder has no place in the order of tools/architecture-order.ts`)
}

function violations(result: ICruiseResult): string[] {
  return result.summary.violations.map(({ rule, from, to, cycle }) => {
    const route = cycle ? cycle.map((step) => step.name).join(' → ') : to
    return `${rule.name}: ${from} → ${route}`
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const report = await checkArchitecture(process.cwd())
  for (const problem of report.problems) console.error(problem)
  console.log(
    `architecture: ${report.moduleCount} modules, ${report.dependencyCount} imports, ` +
      `${report.problems.length} problems`,
  )
  process.exitCode = report.problems.length === 0 ? 0 : 1
}
