// Prints what CHANGELOG.md says of a version, for the release of a tag. Refuses a tag that fits neither
// package.json nor the change log, and a repository other than the one that package.json names, whose
// provenance the registry would refuse.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export interface Release {
  /** `v1.2.3` */
  tag: string
  /** `owner/name` */
  repository: string
  manifest: { version: string; repository: { url: string } }
  changelog: string
}

export function releaseNotes({ tag, repository, manifest, changelog }: Release): string {
  const { version } = manifest
  if (tag !== `v${version}`) {
    throw new Error(`the tag is ${tag}, and package.json has version ${version}: tag v${version}`)
  }
  if (!manifest.repository.url.endsWith(`/${repository}.git`)) {
    throw new Error(
      `this is ${repository}, and package.json names ${manifest.repository.url}: mend its repository`,
    )
  }
  const [, after] = changelog.split(`\n## ${version}`)
  const notes = after?.replace(/^.*\n/, '').split(/^## /m)[0]?.trim()
  if (!notes) {
    throw new Error(`CHANGELOG.md says nothing under "## ${version}": name what is Unreleased so`)
  }
  return notes
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [tag = '', repository = ''] = process.argv.slice(2)
  const manifest: Release['manifest'] = JSON.parse(readFileSync('package.json', 'utf8'))
  const changelog = readFileSync('CHANGELOG.md', 'utf8')
  console.log(releaseNotes({ tag, repository, manifest, changelog }))
}
