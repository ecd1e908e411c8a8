// Vitest's set-up for tests of the built thing: builds dist/ when anything it is made of has changed
// since the last build, and does nothing otherwise.
import { spawnSync } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import buildConsole from './build-console.ts'
import { fingerprint, isBuiltFrom, noteBuiltFrom, repository } from './fingerprint.ts'

const STAMP = 'built-from'

const INGREDIENTS = [
  '{server,client-tests,scenarios,cli,kit}/**/*',
  'tools/{third-party-notices,for-workers}.ts',
  'tools/licences/*',
  'tsdown.config.ts',
  'tsconfig.json',
  'package-lock.json',
]

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
export default async function buildOnce(): Promise<void> {
  const wanted = fingerprint(INGREDIENTS)
  const isFresh = existsSync(join(repository, 'dist/launcher.cjs')) && isBuiltFrom(STAMP, wanted)
  if (!isFresh && !build()) {
    console.error('tools/build-once.ts: the build failed (above), so dist/ was removed')
    rmSync(join(repository, 'dist'), { recursive: true, force: true })
    return
  }
  if (!isFresh) noteBuiltFrom(STAMP, wanted)
  await buildConsole()
}
