// Where the built console lies on a disk: beside the bundle, or in dist/ of a clone.
import { existsSync, readFileSync } from 'node:fs'
import type { ConsoleFiles } from '../console/console.ts'

const PLACES = ['./console/', '../../dist/console/']

/** Names of files, and no way out of the folder. */
const NAME = /^(assets\/)?[\w-][\w.-]*$/

/** The files as they are now: a clone builds them anew while its server runs. */
export const consoleFiles: ConsoleFiles = (name) => {
  if (!NAME.test(name)) return undefined
  for (const place of PLACES) {
    const at = new URL(`${place}${name}`, import.meta.url)
    if (existsSync(at)) return Uint8Array.from(readFileSync(at))
  }
  return undefined
}
