// Vitest's set-up for the tests on Workers: bundles what runs inside the runtime (`*.workerd.fixture.ts`), when
// anything that it is made of has changed.
import { existsSync, globSync } from 'node:fs'
import { basename, join } from 'node:path'
import { build } from 'tsdown'
import { fingerprint, isBuiltFrom, noteBuiltFrom, repository } from './fingerprint.ts'
import { forWorkers } from './for-workers.ts'

const STAMP = 'worker-tests-built-from'
const FOLDER = 'node_modules/.cache/alipay-sim/workerd'

const INGREDIENTS = [
  '{server,client-tests,scenarios}/**/*',
  'tools/{build-worker-tests,for-workers}.ts',
  'package-lock.json',
]

export default async function buildWorkerTests(): Promise<void> {
  const sources = globSync('{server,client-tests}/**/*.workerd.fixture.ts', { cwd: repository })
  const entry = Object.fromEntries(sources.map((file) => [basename(file, '.fixture.ts'), file]))
  const isThere = Object.keys(entry).every((name) =>
    existsSync(join(repository, FOLDER, `${name}.js`)),
  )
  const wanted = fingerprint(INGREDIENTS)
  if (isThere && isBuiltFrom(STAMP, wanted)) return
  // One module each: nothing can be loaded later.
  for (const [name, file] of Object.entries(entry)) {
    await build({
      ...forWorkers({ [name]: file }),
      cwd: repository,
      config: false,
      outDir: FOLDER,
      // What a test file says is heard by the few words that run inside the runtime.
      alias: { vitest: join(repository, 'server/testing/small-vitest.fixture.ts') },
      dts: false,
      clean: false,
      logLevel: 'warn',
    })
  }
  noteBuiltFrom(STAMP, wanted)
}
