// What differs between Linux, macOS and Windows is named in `server/hosts/platform.ts`; everything else that ships
// asks it. This looks for file modes, signals, shells, groups of processes, `process.platform`, folders that
// only some systems have, and addresses of files that are taken for paths.
import { readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { resolve } from 'node:path'
import ts from 'typescript'

/** What ships, and not its tests. */
const SHIPS = /^(server|client-tests|kit|cli|scenarios)\//
const FREE = /[.](?:test|fixture)[.]ts$|[.]contract[.]ts$/

/** Single files that may name a system, and why. */
export const NAMES_A_SYSTEM: Readonly<Record<string, string>> = {
  'server/hosts/platform.ts': 'the place for all of it',
  'server/hosts/windows-launch.ts': 'how Windows starts a program, for that place',
  'client-tests/drives/over-http/scheduler.ts':
    'reads what Linux alone counts, and says elsewhere that nothing is counted',
}

const MEMBERS = new Set(['platform', 'kill', 'umask', 'getuid', 'geteuid'])
const NAMES = /^(?:l?f?chmod(?:Sync)?|detached|windowsHide|windowsVerbatimArguments)$/
const TEXTS = /^(?:sh|cmd[.]exe|win32|\/(?:bin|dev|etc|proc|tmp|usr|var)\/.*|\/tmp)$/

/** One line for each place that names a system. */
export function platformWords(baseDir: string, files: readonly string[]): string[] {
  return files
    .filter((file) => SHIPS.test(file) && !FREE.test(file))
    .flatMap((file) => {
      const places = placesIn(baseDir, file)
      if (!Object.hasOwn(NAMES_A_SYSTEM, file)) {
        return places.map(
          (place) => `platform-words: ${file}${place}: ask server/hosts/platform.ts`,
        )
      }
      return places.length > 0 ? [] : [`platform-words: ${file}: needs its exception no more`]
    })
}

function placesIn(baseDir: string, file: string): string[] {
  const text = readFileSync(resolve(baseDir, file), 'utf8')
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const places: string[] = []
  const visit = (node: ts.Node): void => {
    if (namesASystem(node, source)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source))
      places.push(`:${line + 1}: ${node.getText(source)}`)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return places
}

function namesASystem(node: ts.Node, source: ts.SourceFile): boolean {
  if (ts.isNumericLiteral(node)) return /^0o/i.test(node.getText(source))
  if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node)) {
    return TEXTS.test(node.text) || Object.hasOwn(constants.signals, node.text)
  }
  if (ts.isPropertyAccessExpression(node)) {
    if (isOfProcess(node.expression)) return MEMBERS.has(node.name.text)
    return node.name.text === 'pathname' && /import[.]meta/.test(node.expression.getText(source))
  }
  if (!ts.isIdentifier(node)) return false
  const { parent } = node
  if (ts.isPropertyAssignment(parent) && parent.name === node && node.text === 'shell') return true
  return NAMES.test(node.text)
}

const isOfProcess = (node: ts.Expression): boolean =>
  ts.isIdentifier(node) && node.text === 'process'
