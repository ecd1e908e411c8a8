// The examples of docs/extending.md compile in the places that they name.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const page = readFileSync(join(root, 'docs/extending.md'), 'utf8')

/** By path: the code of each block whose first line is `// path`. */
const examples = new Map(
  [...page.matchAll(/^```ts\n\/\/ (\S+\.ts)\n([\s\S]*?)^```/gm)].map(([, path = '', code = '']) => [
    join(root, path),
    code,
  ]),
)

function optionsOf(): ts.CompilerOptions {
  const file = join(root, 'tsconfig.json')
  const { config } = ts.readConfigFile(file, (path) => ts.sys.readFile(path)) as { config: unknown }
  return ts.parseJsonConfigFileContent(config, ts.sys, root).options
}

/** The compiler's complaints about the examples, as `file:line text`. */
function complaints(files: ReadonlyMap<string, string>): string[] {
  const options = optionsOf()
  const disk = ts.createCompilerHost(options)
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (path) => files.has(path) || disk.fileExists(path),
    readFile: (path) => files.get(path) ?? disk.readFile(path),
    getSourceFile: (path, version, ...rest) => {
      const code = files.get(path)
      return code === undefined
        ? disk.getSourceFile(path, version, ...rest)
        : ts.createSourceFile(path, code, version)
    },
  }
  const program = ts.createProgram([...files.keys()], options, host)
  return [...files.keys()].flatMap((path) => {
    const source = program.getSourceFile(path)
    return [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ].map(({ messageText, start = 0 }) => {
      const line = source?.getLineAndCharacterOfPosition(start).line ?? 0
      return `${path}:${line + 1} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`
    })
  })
}

/** The first example with a mistake in it: what a compiler that checked nothing would not find. */
const [[first, code] = ['', '']] = examples
const mistaken = first.replace(/\.ts$/, '-with-a-mistake.ts')
const withMistake = code.replaceAll('span(', 'spanOf(')

test('each kind of extension has an example that compiles', { timeout: 60_000 }, () => {
  expect([...page.matchAll(/^## An? (\w+)$/gm)].map(([, kind]) => kind)).toEqual([
    'fault',
    'scenario',
    'rule',
    'option',
    'protocol',
  ])
  expect(examples.size).toBe(5)
  const found = complaints(new Map([...examples, [mistaken, withMistake]]))
  expect(found.filter((line) => !line.startsWith(mistaken))).toEqual([])
  expect(found).toContainEqual(expect.stringContaining("Cannot find name 'spanOf'"))
})
