// A bundler plugin that writes the licence texts of everything bundled beside the bundle, since the
// licences ask that they travel with the code.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import type { Rolldown } from 'tsdown'

/** Folder of the package a module belongs to, or `undefined` for our own code. */
export function packageFolder(moduleId: string): string | undefined {
  const marker = `${sep}node_modules${sep}`
  const start = moduleId.lastIndexOf(marker)
  if (start < 0) return undefined
  const [scope = '', name = ''] = moduleId.slice(start + marker.length).split(sep)
  return join(moduleId.slice(0, start + marker.length), scope, scope.startsWith('@') ? name : '')
}

/** Texts of packages that name a licence and leave its text out of what they publish, from their repositories. */
const KEPT_HERE = join(import.meta.dirname, 'licences')

export function notice(folder: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  if (typeof manifest !== 'object' || manifest === null) throw new Error(`${folder}: no manifest`)
  const { name, version, license } = { name: '', version: '', license: '', ...manifest }
  const [file] = globSync('{LICENSE,LICENCE,license,COPYING,MIT-LICENSE}*', { cwd: folder })
  const path =
    file === undefined ? join(KEPT_HERE, `${name.replaceAll('/', '+')}.txt`) : join(folder, file)
  if (!existsSync(path)) {
    throw new Error(
      `${name} is bundled but carries no licence text: save that of its repository as ${path}`,
    )
  }
  return `${name} ${version} (${license})\n\n${readFileSync(path, 'utf8').trim()}\n`
}

export function thirdPartyNotices(fileName: string): Rolldown.Plugin {
  return {
    name: 'third-party-notices',
    generateBundle(_options, bundle) {
      const folders = new Set<string>()
      for (const output of Object.values(bundle)) {
        if (output.type !== 'chunk') continue
        for (const id of output.moduleIds) {
          const folder = packageFolder(id)
          if (folder !== undefined) folders.add(folder)
        }
      }
      if (folders.size === 0) return
      const rule = `\n${'-'.repeat(80)}\n\n`
      this.emitFile({
        type: 'asset',
        fileName,
        source: [...folders].toSorted().map(notice).join(rule),
      })
    },
  }
}
