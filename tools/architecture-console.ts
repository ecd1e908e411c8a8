// What the console in public/ may import, and that nobody imports it.
import { rule, testing } from './import-rule.ts'

export const theConsole = [
  rule(
    'public-is-not-imported',
    'The console is built and served as files; nobody imports it.',
    { path: '^(client-tests|scenarios|kit|cli|bench|tools)/' },
    { path: '^public/' },
  ),
  rule(
    'public-knows-the-control-api',
    'The console speaks the control API alone: it shares its types, and code that decides nothing.',
    { path: '^public/', pathNot: testing },
    {
      path: '^server/',
      pathNot: String.raw`^server/(values/|journal/(entry|readable)[.]ts$)`,
      dependencyTypesNot: ['type-only'],
    },
  ),
  rule(
    'public-shows-what-others-write',
    'The keys and programs of `init` are one set of texts, whether written or shown, and two reports are compared in one way; nothing else.',
    { path: '^public/', pathNot: testing },
    {
      path: '^(client-tests|scenarios|kit|cli|bench|tools)/',
      pathNot: String.raw`^(cli/(init/openapi-programs|keys/files)|client-tests/reports/compare)[.]ts$`,
    },
  ),
  rule(
    'preact-in-the-console',
    'Pages that run in a browser exist in public/ alone.',
    { pathNot: ['^public/'] },
    { path: '(^|/)node_modules/(preact|@preact/signals|jsbarcode|diff)/' },
  ),
]
