// Keeps what only this repository needs out of the published manifest: its Node, what a developer installs, and
// the packages that the build has bundled, which nobody need install. `strip` runs before packing, `restore` after. Publish the packed file, never the folder: npm reads a folder's manifest again
// after `restore` (docs/decisions/node-runtime.md).
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

interface Manifest {
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
  [field: string]: unknown
}

const nodeBinary = /^node-(bin-)?(linux|darwin|win)-/

export function publishedManifest(manifest: Manifest): Manifest {
  const {
    dependencies: _bundled,
    devDependencies: _ofDevelopers,
    optionalDependencies = {},
    ...published
  } = manifest
  const kept = Object.entries(optionalDependencies).filter(([name]) => !nodeBinary.test(name))
  if (kept.length === 0) return published
  return { ...published, optionalDependencies: Object.fromEntries(kept) }
}

function strip(path: string, original: string): void {
  restore(path, original)
  const text = readFileSync(path, 'utf8')
  const manifest: Manifest = JSON.parse(text)
  writeFileSync(original, text)
  writeFileSync(path, `${JSON.stringify(publishedManifest(manifest), null, 2)}\n`)
}

/** Also mends what a pack that was killed half-way left behind. */
function restore(path: string, original: string): void {
  if (existsSync(original)) renameSync(original, path)
}

function refuse(): void {
  throw new Error(
    'Publish the packed file, not the folder: npm pack && npm publish ./alipay-sim-*.tgz',
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const work = { strip, restore, refuse }[String(process.argv[2])]
  if (!work) throw new Error('usage: pack-manifest.ts strip|restore|refuse')
  work('package.json', '.package.json.before-pack')
}
