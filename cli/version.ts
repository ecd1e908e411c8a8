// The version of this package, from its manifest: beside cli/ in the repository, beside dist/ when built.
import { readFileSync } from 'node:fs'

const manifest: { version: string } = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
)

export const VERSION = manifest.version
