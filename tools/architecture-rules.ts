// The laws of who may import whom, as dependency-cruiser reads them. The order of folders
// is in architecture-order.ts; every rule below is derived from it.
import type { IConfiguration } from 'dependency-cruiser'
import { sandboxRooms, serverFolders } from './architecture-order.ts'
import { kit, MSW, mswInItsEntry } from './architecture-kit.ts'
import { roomsOfOpenapi } from './architecture-openapi.ts'
import { theConsole } from './architecture-console.ts'
import { roomsOfTheSuite } from './architecture-suite.ts'
import { packageIs, rule, testing, testOrFixture } from './import-rule.ts'

/** Everything that holds our own code; each is cruised when it exists. */
export const roots = 'server client-tests scenarios kit cli public bench tools'.split(' ')

const test = String.raw`[.]test[.]ts$`

/** The only places that know a platform: sockets, files, drivers, the environment, real time. */
const outerRing = [
  '^server/hosts/',
  '^(kit|cli|bench|tools|public)/',
  '^client-tests/(drives/over-http|stability)/',
  '^client-tests/merchants/[^/]+/process',
  '^client-tests/sdks/',
  String.raw`^[^/]+[.]ts$`,
  testing,
]

// A test may also use a real host instead of a mock, so `hosts/` and `testing/` are open to tests at every level.
const downwardOnly = serverFolders.flatMap((folder, index) => {
  const reachable = serverFolders.slice(0, index + 1).join('|')
  const comment = `server/${folder}/ imports only itself and the folders before it in the order.`
  const beyond = { path: '^server/', pathNot: `^server/(${reachable})/` }
  const orHosts = { path: '^server/', pathNot: `^server/(${reachable}|hosts|testing)/` }
  return [
    rule(
      `upward-from-${folder}`,
      comment,
      { path: `^server/${folder}/`, pathNot: testOrFixture },
      beyond,
    ),
    rule(
      `upward-from-tests-of-${folder}`,
      comment,
      { path: `^server/${folder}/.*${testOrFixture}` },
      orHosts,
    ),
  ]
})

const roomsOfTheSandbox = sandboxRooms.map((room, index) =>
  rule(
    `upward-from-sandbox-${room}`,
    `server/sandbox/${room}/ imports only itself and the rooms before it: ${sandboxRooms.join(', ')}.`,
    { path: `^server/sandbox/${room}/`, pathNot: testOrFixture },
    {
      path: '^server/sandbox/',
      pathNot: `^server/sandbox/(${sandboxRooms.slice(0, index + 1).join('|')})/`,
    },
  ),
)

/** What the suite may import of the simulator. */
const publicSide = [
  '^server/(journal|values)/',
  String.raw`^server/hosts/(memory|node|worker|platform|private-files)[.]ts$`,
  '^server/testing/',
  String.raw`^server/sandbox/sandbox[.]ts$`,
]

const betweenRoots = [
  rule(
    'server-stands-alone',
    'The simulator knows neither its suite, its scenarios, its command line nor its tools.',
    { path: '^server/' },
    { path: '^(client-tests|scenarios|kit|cli|public|bench|tools)/' },
  ),
  rule(
    'outermost-is-not-imported',
    'kit/, cli/, bench/ and tools/ are entered by people, not by imports.',
    { path: '^(client-tests|scenarios)/' },
    { path: '^(kit|cli|bench|tools)/' },
  ),
  ...kit(publicSide, testing),
  rule(
    'cli-is-not-imported',
    'Nobody imports cli/.',
    { path: '^(bench|tools)/' },
    { path: '^cli/' },
  ),
  rule(
    'bench-and-tools-are-not-imported',
    'Nobody imports bench/ or tools/.',
    { path: '^cli/' },
    { path: '^(bench|tools)/' },
  ),
  rule(
    'suite-sees-the-public-side',
    'The suite reads the trace and drives the public entries, or its verdicts mean nothing.',
    { path: '^client-tests/', pathNot: '^client-tests/(scenario|other-family)/' },
    { path: '^server/', pathNot: publicSide },
  ),
  rule(
    'scenarios-see-what-they-name',
    'A scenario file names faults, discrepancies of bills and what a buyer does; nothing else of the simulator.',
    { path: '^client-tests/scenario/' },
    {
      path: '^server/',
      pathNot: [
        ...publicSide,
        String.raw`^server/faults/(faults|fault-options|match)[.]ts$`,
        String.raw`^server/bills/discrepancies[.]ts$`,
        String.raw`^server/sandbox/core/buyer-behaviour[.]ts$`,
      ],
    },
  ),
  rule(
    'another-family-sees-what-a-protocol-sees',
    'A family of gateways needs what stands before server/protocols/ in the order, and no more.',
    { path: '^client-tests/other-family/' },
    {
      path: '^server/',
      pathNot: [...publicSide, '^server/(options|trade|pki|protocols)/'],
    },
  ),
  rule(
    'another-family-stands-alone',
    'Nobody else knows the family that tests hand in.',
    { pathNot: '^client-tests/other-family/' },
    { path: '^client-tests/other-family/' },
  ),
  rule(
    'families-are-handed-in',
    'Only hosts, and what describes the product, know which families there are.',
    {
      path: '^server/(?!protocols/|hosts/|testing/|control/)',
      pathNot: testOrFixture,
    },
    { path: '^server/protocols/protocols[.]ts$' },
  ),
  rule(
    'suite-sees-only-types-of-the-sandbox',
    'The suite takes a sandbox from a host and never builds one.',
    { path: '^client-tests/' },
    { path: String.raw`^server/sandbox/sandbox[.]ts$`, dependencyTypesNot: ['type-only'] },
  ),
  rule(
    'scenarios-are-data',
    'A scenario knows the shape of a scenario and how to write an amount, nothing more.',
    { path: '^scenarios/' },
    {
      pathNot: [
        '^scenarios/',
        '^client-tests/scenario/',
        '^server/values/',
        '(^|/)node_modules/vitest/',
      ],
    },
  ),
  rule(
    'scenarios-take-types-only',
    'A scenario is data: it calls nothing of the player.',
    { path: '^scenarios/', pathNot: test },
    { path: '^client-tests/scenario/', dependencyTypesNot: ['type-only'] },
  ),
]

const platform = [
  rule(
    'platform-stays-outside',
    'Node and workerd share only node:crypto and node:buffer; the rest belongs to the outer ring.',
    { pathNot: outerRing },
    { dependencyTypes: ['core'], pathNot: '^(node:)?(crypto|buffer)$' },
  ),
  rule(
    'node-server-stays-outside',
    'Only the outer ring listens on a socket.',
    { pathNot: outerRing },
    packageIs('@hono/node-server'),
  ),
  rule(
    'sdk-stays-outside',
    'The simulator must not learn the protocol from the client it is tested with.',
    { path: '^(server|scenarios)/', pathNot: testing },
    packageIs('alipay-sdk'),
  ),
  rule(
    'sdk-in-processes-only',
    'alipay-sdk opens sockets of its own.',
    { path: '^client-tests/', pathNot: outerRing },
    packageIs('alipay-sdk'),
  ),
]

const packages = [
  rule(
    'values-journal-and-trade-use-no-package',
    'The pure core is ours to the last line.',
    { path: '^server/(values|journal|trade)/', pathNot: testing },
    { path: '(^|/)node_modules/' },
  ),
  rule(
    'hono-where-http-is-spoken',
    'Routes exist in the cashier, the control API, the console and the hosts.',
    { path: '^server/', pathNot: ['^server/(cashier|control|console|hosts)/', testing] },
    packageIs('hono'),
  ),
  rule(
    'faker-in-the-sandbox',
    'Invented people are made in one place, from the sandbox seed.',
    { pathNot: ['^server/sandbox/'] },
    packageIs('@faker-js/faker'),
  ),
  rule(
    'forge-in-pki',
    'node-forge makes certificates; it never signs traffic.',
    { pathNot: ['^server/pki/'] },
    packageIs('node-forge'),
  ),
  mswInItsEntry(testing),
  rule(
    'commander-in-the-cli',
    'Flags are parsed in cli/ and passed on as arguments.',
    { pathNot: ['^cli/'] },
    packageIs('commander'),
  ),
  rule(
    'no-development-package-in-the-product',
    'What ships may not need what only a developer installs.',
    {
      path: '^(server|client-tests|scenarios|kit|cli)/',
      pathNot: [
        testing,
        String.raw`^kit/msw[.]ts$`,
        '^client-tests/(sdks/|merchants/[^/]+/process)',
      ],
    },
    { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['npm', 'type-only'] },
  ),
]

const hygiene = [
  rule('cycle', 'No cycles, not even of types.', {}, { circular: true }),
  rule(
    'unresolvable',
    'An import that leads nowhere escapes every rule.',
    {},
    { couldNotResolve: true },
  ),
  rule(
    'undeclared-package',
    'Every package is named in package.json.',
    {},
    { dependencyTypes: ['npm-no-pkg', 'npm-unknown'], pathNot: MSW },
  ),
  rule('test-is-imported', 'What two tests share is a file of its own.', {}, { path: test }),
  rule(
    'orphan',
    'A module nobody imports and that imports nothing is dead.',
    { orphan: true, path: '^(server|client-tests|public)/', pathNot: [test, '^server/hosts/'] },
    {},
  ),
]

const configuration = {
  forbidden: [
    ...downwardOnly,
    ...roomsOfTheSandbox,
    ...roomsOfTheSuite,
    ...roomsOfOpenapi,
    ...betweenRoots,
    ...theConsole,
    ...platform,
    ...packages,
    ...hygiene,
  ],
  options: {
    doNotFollow: { path: '(^|/)node_modules/' },
    tsPreCompilationDeps: true,
    moduleSystems: ['es6'],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node'],
    },
  },
} satisfies IConfiguration

export default configuration
