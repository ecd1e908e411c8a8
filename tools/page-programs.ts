// The programs and commands that pages show, word for word, for tests that play them.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const repository = join(import.meta.dirname, '..')

/** A program of a page, found by the comment on its first line: `// shop.js`. */
export function programOf(page: string, heading: string): string {
  const [, program] = textOf(page).split(`\`\`\`js\n// ${heading}\n`)
  if (program === undefined)
    throw new Error(`${page} has no program that begins with // ${heading}`)
  return program.slice(0, program.indexOf('```'))
}

/** The line of a page's commands that begins so, without its comment. */
export function commandOf(page: string, beginning: string): string {
  const blocks = textOf(page).matchAll(/^```sh\n([\s\S]*?)^```/gm)
  const lines = [...blocks].flatMap(([, block = '']) => block.split('\n'))
  const found = lines.find((line) => line.startsWith(beginning))
  if (found === undefined) throw new Error(`${page} has no command that begins with ${beginning}`)
  return found.replace(/ +# .*$/, '')
}

const textOf = (page: string): string => readFileSync(join(repository, page), 'utf8')
