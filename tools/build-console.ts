// Builds the console of public/ into dist/console/, when anything it is made of has changed: for
// `npm run dev`, for the package, and as the set-up of the tests in a browser.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fingerprint, isBuiltFrom, noteBuiltFrom, repository } from './fingerprint.ts'

const STAMP = 'console-built-from'

const INGREDIENTS = [
  'public/**/*',
  'server/values/*',
  'server/journal/*',
  'client-tests/reports/compare.ts',
  'cli/{init,keys}/**/*',
  'tools/{build-console,third-party-notices}.ts',
  'package-lock.json',
]

export default async function buildConsole(): Promise<void> {
  const wanted = fingerprint(INGREDIENTS)
  const isThere = existsSync(join(repository, 'dist/console/index.html'))
  if (isThere && isBuiltFrom(STAMP, wanted)) return
  // Loaded when there is something to build: it takes longer than to see that there is not.
  const { build } = await import('vite')
  const { thirdPartyNotices } = await import('./third-party-notices.ts')
  await build({
    root: join(repository, 'public'),
    // Relative addresses hold behind whatever path a proxy puts before them.
    base: './',
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    plugins: [thirdPartyNotices('THIRD-PARTY-LICENSES.txt')],
    build: {
      outDir: join(repository, 'dist/console'),
      emptyOutDir: true,
      // The first versions that know light-dark().
      target: ['chrome123', 'firefox120', 'safari17.5'],
      // The content policy allows no data of our own in addresses, and no script in the page.
      assetsInlineLimit: 0,
      modulePreload: false,
      reportCompressedSize: false,
    },
  })
  noteBuiltFrom(STAMP, wanted)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildConsole()
