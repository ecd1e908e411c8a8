// Adds to package-lock.json the platform packages npm leaves out of it when it cannot fetch them
// (another system's binaries, from a partial mirror). Without them `npm ci` refuses the lock, and a
// Mac gets no linter. Run after every change of dependencies; the test beside it says when.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

interface LockedPackage {
  version?: string
  dev?: boolean
  optional?: boolean
  os?: string[]
  cpu?: string[]
  libc?: string[]
  optionalDependencies?: Record<string, string>
}

export interface Lock {
  packages: Record<string, LockedPackage>
}

const exact = /^\d+\.\d+\.\d+$/
const platform =
  /(?:\/|-)(android|darwin|freebsd|linux|openharmony|win32)-([a-z0-9]+)(?:-([a-z]+))?$/

function libcOf(abi: string): string[] | undefined {
  if (abi.startsWith('musl')) return ['musl']
  return abi.startsWith('gnu') ? ['glibc'] : undefined
}

/** What such a package's own manifest says, read from its name, which follows one convention. */
function locked(name: string, version: string, isDev: boolean): LockedPackage {
  const [, os, cpu, abi = ''] = platform.exec(name) ?? []
  if (!os || !cpu || !exact.test(version)) throw new Error(`cannot complete ${name}@${version}`)
  const libc = os === 'linux' ? libcOf(abi) : undefined
  const entry = { version, cpu: [cpu], ...(isDev && { dev: true }), ...(libc && { libc }) }
  return { ...entry, optional: true, os: [os] }
}

/** Entries the lock lacks, by their place in `packages`. */
export function missingFrom(lock: Lock): Record<string, LockedPackage> {
  const places = Object.keys(lock.packages)
  const missing: Record<string, LockedPackage> = {}
  for (const parent of Object.values(lock.packages)) {
    for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
      const place = `node_modules/${name}`
      if (places.some((known) => known === place || known.endsWith(`/${place}`))) continue
      missing[place] = locked(name, version, parent.dev === true)
    }
  }
  return missing
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const lock: Lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))
  const all = Object.entries({ ...lock.packages, ...missingFrom(lock) })
  const packages = Object.fromEntries(all.toSorted(([a], [b]) => a.localeCompare(b, 'en')))
  writeFileSync('package-lock.json', `${JSON.stringify({ ...lock, packages }, null, 2)}\n`)
}
