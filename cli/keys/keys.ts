// `alipay-sim keys check`: what a key or certificate file is, and which form each SDK takes. Asks no
// server.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { Command } from 'commander'
import { whatKey, type WhatKey } from '../../server/pki/what-key.ts'
import { visible } from '../../server/values/visible.ts'
import { Failure, messageOf } from '../failure.ts'
import type { Io } from '../io.ts'
import { KEY_ADVICE } from './advice.table.ts'
import { examplesText } from '../help/help.ts'

const MOST_BYTES = 256 * 1024
const MOST_FILES = 50

interface Checked extends WhatKey {
  file: string
  /** Files beside it that hold the other half, or a certificate of it. */
  pairs: string[]
}

export function keysCommand(io: Io): Command {
  const keys = new Command('keys')
  keys
    .command('check <files...>')
    .description('what a key or certificate file is, and which form each SDK takes')
    .option('--json', 'print JSON for scripts')
    .addHelpText(
      'after',
      examplesText(['keys check app-private-key.pem', 'keys check keys/*.crt --json']),
    )
    .action((files: string[], { json }: { json?: boolean }) => {
      const checked = files.map(check)
      const text = json ? `${JSON.stringify(checked)}\n` : checked.map(textOf).join('\n')
      io.out(visible(text))
      process.exitCode = checked.some(({ form, problems }) => !form || problems.length > 0) ? 1 : 0
    })
  return keys
}

function check(file: string): Checked {
  const found = whatKey(read(file), new Date())
  return { file, ...found, pairs: pairsOf(file, found) }
}

function read(file: string): Buffer {
  try {
    if (statSync(file).size > MOST_BYTES)
      throw new Failure(2, {
        en: `${file}: too large to be a key`,
        zh: `${file}：文件过大，不会是密钥`,
      })
    return readFileSync(file)
  } catch (error) {
    if (error instanceof Failure) throw error
    throw new Failure(2, {
      en: `cannot read ${file} (${messageOf(error)})`,
      zh: `无法读取 ${file}（${messageOf(error)}）`,
    })
  }
}

/** Keys of the same pair in the same folder; two forms of the same half are no news. */
function pairsOf(file: string, { fingerprint, is }: WhatKey): string[] {
  if (fingerprint === undefined) return []
  const folder = dirname(file)
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== basename(file))
    .slice(0, MOST_FILES)
    .flatMap(({ name }) => {
      const path = join(folder, name)
      if (statSync(path).size > MOST_BYTES) return []
      const other = whatKey(readFileSync(path), new Date())
      const isSame = other.fingerprint === fingerprint && halfOf(other.is) !== halfOf(is)
      return isSame ? [`${name} (${halfOf(other.is)})`] : []
    })
}

const halfOf = (is: string) => /private key|public key|certificate/.exec(is)?.[0] ?? ''

function textOf({ file, is, form, problems, facts, fingerprint, pairs }: Checked): string {
  const advice = form && KEY_ADVICE[form]
  const lines = [
    `${file}: ${is}`,
    ...problems.map((one) => `  wrong     ${one}`),
    ...facts.map((one) => `  about     ${one}`),
    ...(fingerprint === undefined ? [] : [`  pair      ${fingerprint}`]),
    ...pairs.map((one) => `  belongs to ${one}`),
    ...(advice?.give ?? []).map((one) => `  give it   ${one}`),
    ...(advice?.turn ?? []).map((one) => `  turn it   ${one}`),
  ]
  return lines.map((line) => `${line}\n`).join('')
}
