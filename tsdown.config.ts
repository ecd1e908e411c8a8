// Builds dist/: the library entries and the program as one self-contained ESM bundle, and the
// launcher apart, because it alone must parse on an old Node, and the Worker apart, because it is one
// module. Why: docs/decisions/bundling.md.
import { defineConfig } from 'tsdown'
import { forWorkers } from './tools/for-workers.ts'
import { thirdPartyNotices } from './tools/third-party-notices.ts'

export default defineConfig([
  {
    entry: {
      memory: 'server/hosts/memory.ts',
      node: 'server/hosts/node.ts',
      suite: 'client-tests/suite.ts',
      test: 'kit/test.ts',
      undici: 'kit/undici.ts',
      msw: 'kit/msw.ts',
      main: 'cli/main.ts',
    },
    format: 'esm',
    platform: 'node',
    target: 'node22.13',
    fixedExtension: false,
    dts: true,
    deps: {
      // msw is the user's own, with which `alipay-sim/msw` must share one copy.
      alwaysBundle: [/^(?!msw$)[^./]/],
      onlyBundle: false,
      onlyImport: ['msw'],
    },
    plugins: [thirdPartyNotices('THIRD-PARTY-LICENSES.txt')],
    checks: { pluginTimings: false },
    // The console has a build of its own, which may stand there already.
    clean: ['dist/*', '!dist/console'],
    copy: [
      { from: 'client-tests/adapter/adapter.openapi.json', to: 'dist' },
      { from: 'client-tests/adapter/acquirer.openapi.json', to: 'dist' },
      { from: 'client-tests/adapter/mapping/mapping.schema.json', to: 'dist' },
      { from: 'client-tests/reports/report.schema.json', to: 'dist' },
      { from: 'client-tests/verdicts/expectations.schema.json', to: 'dist' },
      { from: 'client-tests/scenario/scenario.schema.json', to: 'dist' },
      { from: 'cli/init/adapters', to: 'dist' },
    ],
  },
  { ...forWorkers({ worker: 'server/hosts/worker.ts' }), dts: true, clean: false },
  {
    entry: { launcher: 'cli/launcher.ts' },
    format: 'cjs',
    platform: 'node',
    target: 'node12.17',
    dts: false,
    clean: false,
  },
])
