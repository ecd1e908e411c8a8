// Whether what was built is still of the sources as they are.
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

export const repository = join(import.meta.dirname, '..')

/** A file outside what is built, so that nobody publishes it. */
const stampOf = (name: string) => join(repository, 'node_modules/.cache/alipay-sim', name)

/** Changes exactly when a file the build reads changes, appears or goes. */
export function fingerprint(ingredients: readonly string[]): string {
  const hash = createHash('sha256')
  const entries = globSync([...ingredients], { cwd: repository, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
  for (const file of files.toSorted()) hash.update(file).update('\0').update(readFileSync(file))
  return hash.digest('hex')
}

export function isBuiltFrom(name: string, wanted: string): boolean {
  const stamp = stampOf(name)
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted
}

export function noteBuiltFrom(name: string, wanted: string): void {
  const stamp = stampOf(name)
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, wanted)
}
