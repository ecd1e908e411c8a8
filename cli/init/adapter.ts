// The skeletons that `init --adapter` writes: a small shop with the adapter in front of it, one file for
// each language. They are programs of their own, which the tests run as they stand.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withFile } from '../file-failure.ts'
import { Failure } from '../failure.ts'
import type { Shown } from '../verb.ts'

interface Skeleton {
  file: string
  /** The words that start it, in its folder. */
  start: string
}

export const ADAPTERS = {
  node: { file: 'shop.mjs', start: 'node shop.mjs' },
  java: { file: 'Shop.java', start: 'java Shop.java' },
  go: { file: 'shop.go', start: 'go run shop.go' },
  php: { file: 'shop.php', start: 'php shop.php' },
  python: { file: 'shop.py', start: 'python3 shop.py' },
} as const satisfies Record<string, Skeleton>

export type AdapterLanguage = keyof typeof ADAPTERS

/** Where the programs are: beside this file, and beside the bundle that it becomes a part of. */
const skeletonOf = (language: AdapterLanguage): URL =>
  new URL(`adapters/${ADAPTERS[language].file}`, import.meta.url)

export function writeAdapter(language: AdapterLanguage, dir: string): Shown {
  const { file, start } = ADAPTERS[language]
  const path = join(dir, file)
  if (existsSync(path))
    throw new Failure(2, {
      en: `${path} is there already: name another folder, or move it away`,
      zh: `${path} 已存在：请换一个目录，或移走该文件`,
    })
  withFile(dir, () => mkdirSync(dir, { recursive: true }))
  withFile(path, () => writeFileSync(path, readFileSync(skeletonOf(language), 'utf8')))
  const inDir = dir === '.' ? '' : `cd ${dir} && `
  const lines = [
    path,
    '',
    `${inDir}alipay-sim grade adapter-check -- ${start}`,
    `${inDir}alipay-sim grade --scale 0.1 -- ${start}`,
  ]
  return { value: [path], lines }
}
