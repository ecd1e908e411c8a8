// Adds to package-lock.json the platform packages npm leaves out of it when it cannot fetch them
// (another system's binaries, from a partial mirror). Without them `npm ci` refuses the lock, and a
// Mac gets no linter. Such an entry has no integrity, so `npm ci` would take whatever a registry gives
// under its name: it is a stopgap, which the next `npm run lock` forgets (`--forget`) so that npm asks
// again, and which the test beside this file does not let through.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

interface LockedPackage {
  version?: string
  integrity?: string
  dev?: boolean
  optional?: boolean
  os?: string[]
  cpu?: string[]
  libc?: string[]
  link?: boolean
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

/** Places of packages that are taken unchecked; the root and links have nothing to check. */
export function uncheckedIn(lock: Lock): string[] {
  return Object.entries(lock.packages).flatMap(([place, { integrity, link }]) =>
    place === '' || link || integrity !== undefined ? [] : [place],
  )
}

/** The lock without what is taken unchecked: npm looks for it anew. */
export function forgetUnchecked(lock: Lock): Lock {
  const unchecked = new Set(uncheckedIn(lock))
  const kept = Object.entries(lock.packages).filter(([place]) => !unchecked.has(place))
  return { ...lock, packages: Object.fromEntries(kept) }
}

function complete(lock: Lock): Lock {
  const all = Object.entries({ ...lock.packages, ...missingFrom(lock) })
  return {
    ...lock,
    packages: Object.fromEntries(all.toSorted(([a], [b]) => a.localeCompare(b, 'en'))),
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const lock: Lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))
  const isFirst = process.argv.includes('--forget')
  const next = isFirst ? forgetUnchecked(lock) : complete(lock)
  writeFileSync('package-lock.json', `${JSON.stringify(next, null, 2)}\n`)
  const unchecked = isFirst ? [] : uncheckedIn(next)
  if (unchecked.length > 0) {
    console.error(
      `no integrity for ${unchecked.join(', ')}: run this again where npm can fetch them`,
    )
    process.exitCode = 1
  }
}
