// Prints the bill of materials of the package as CycloneDX. npm lists everything the lock names; in the
// package is what the builds have bundled, which the notices of licences beside the bundles tell.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

interface Component {
  'bom-ref': string
  name: string
  version: string
  [field: string]: unknown
}

export interface Bill {
  bomFormat: string
  metadata: { component: Component; [field: string]: unknown }
  components: Component[]
  dependencies: { ref: string; dependsOn: string[] }[]
  [field: string]: unknown
}

const NOTICES = ['dist/THIRD-PARTY-LICENSES.txt', 'dist/console/THIRD-PARTY-LICENSES.txt']

/** `hono 4.13.19 (MIT)` begins the notice of a package: `hono@4.13.19`. */
export const bundledIn = (notices: string): string[] =>
  [...notices.matchAll(/^(@?[\w./-]+) (\d+\.\d+\.\d\S*) \(.+\)$/gm)].map(
    ([, name, version]) => `${name}@${version}`,
  )

/** What npm lists, without what is not in the package; all that is in it is bundled, none is installed beside it. */
export function billOf(
  listed: Bill,
  bundled: readonly string[],
  { name, version }: { name: string; version: string },
): Bill {
  const wanted = new Set(bundled)
  const nameOf = ({ name, version }: Component) => `${name}@${version}`
  // One package may be listed for two places of the tree.
  const components = [
    ...new Map(
      listed.components
        .map((one) => [nameOf(one), one] as const)
        .filter(([name]) => wanted.has(name)),
    ).values(),
  ]
  const found = new Set(components.map(nameOf))
  const lost = [...wanted].filter((name) => !found.has(name))
  if (lost.length > 0) {
    throw new Error(`bundled, and not in the lock: ${lost.join(', ')}; build anew after npm ci`)
  }
  const refs = new Set(components.map((one) => one['bom-ref']))
  // npm calls it by the folder in which it runs.
  const ref = `${name}@${version}`
  const component = { ...listed.metadata.component, name, 'bom-ref': ref, purl: `pkg:npm/${ref}` }
  return {
    ...listed,
    metadata: { ...listed.metadata, component },
    components,
    dependencies: [
      { ref, dependsOn: [...refs].toSorted() },
      ...listed.dependencies
        .filter(({ ref }) => refs.has(ref))
        .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((on) => refs.has(on)) })),
    ],
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const words = [
    'sbom',
    '--sbom-format',
    'cyclonedx',
    '--sbom-type',
    'library',
    '--package-lock-only',
  ]
  const listed: Bill = JSON.parse(
    execFileSync('npm', words, { encoding: 'utf8', maxBuffer: 2 ** 26 }),
  )
  const manifest: { name: string; version: string } = JSON.parse(
    readFileSync('package.json', 'utf8'),
  )
  const notices = NOTICES.map((file) => readFileSync(file, 'utf8')).join('\n')
  console.log(JSON.stringify(billOf(listed, bundledIn(notices), manifest), null, 2))
}
