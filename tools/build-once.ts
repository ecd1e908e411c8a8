// Vitest's set-up for tests of the built thing: builds dist/ when anything it is made of has changed
// since the last build, and does nothing otherwise.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const repository = join(import.meta.dirname, '..')
const stamp = join(repository, 'node_modules/.cache/alipay-sim/built-from')

const ingredients = [
  '{server,client-tests,scenarios,cli}/**/*',
  'tools/third-party-notices.ts',
  'tsdown.config.ts',
  'tsconfig.json',
  'package-lock.json',
]

/** Changes exactly when a file the build reads changes, appears or goes. */
function fingerprint(): string {
  const hash = createHash('sha256')
  const entries = globSync(ingredients, { cwd: repository, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
  for (const file of files.toSorted()) hash.update(file).update('\0').update(readFileSync(file))
  return hash.digest('hex')
}

function build(): boolean {
  const tsdown = join(repository, 'node_modules/tsdown/dist/run.mjs')
  const { status } = spawnSync(process.execPath, [tsdown, '--logLevel', 'warn'], {
    cwd: repository,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return status === 0
}

/**
 * A build that fails leaves no dist/ at all, so that the tests of the built thing fail one by one and
 * never pass on an older build, while the tests of the source still run.
 */
export default function buildOnce(): void {
  const wanted = fingerprint()
  const isFresh =
    existsSync(join(repository, 'dist/launcher.cjs')) &&
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === wanted
  if (isFresh) return
  if (!build()) {
    console.error('tools/build-once.ts: the build failed (above), so dist/ was removed')
    rmSync(join(repository, 'dist'), { recursive: true, force: true })
    return
  }
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, wanted)
}
