// What a fault did stands in its entry as a kind (`server/journal/fault-kinds.ts`). Its number in the
// catalogue is for people: no rule and no drive of the suite compares it, so that a number may be given
// anew, and two faults may do the same.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import ts from 'typescript'

const NUMBER = /^[FBNKIL]\d\d$/
const FIELD = 'catalogueId'

/** Who names faults as people do: tests, and the merchants and loads that the suite is tried with. */
const FREE = [
  /[.](?:test|fixture)[.]ts$/,
  /^client-tests\/(?:merchants|matrix)\//,
  /^(?!client-tests\/)/,
]

/** Single files that may compare it, and why. */
export const COMPARES: Readonly<Record<string, string>> = {
  'client-tests/scenario/sentences-of-money.ts':
    'a sentence names a fault as its author does, by name or number',
}

/** One line for each place where a number of the catalogue decides something. */
export function comparedNumbers(baseDir: string, files: readonly string[]): string[] {
  const suspects = files.filter((file) => !FREE.some((free) => free.test(file)))
  return suspects.flatMap((file) => {
    const places = placesIn(baseDir, file)
    if (!Object.hasOwn(COMPARES, file)) {
      return places.map((place) => `fault-numbers: ${file}${place}`)
    }
    return places.length > 0 ? [] : [`fault-numbers: ${file}: needs its exception no more`]
  })
}

function placesIn(baseDir: string, file: string): string[] {
  const text = readFileSync(resolve(baseDir, file), 'utf8')
  if (!text.includes(FIELD) && !/\b[FBNKIL]\d\d\b/.test(text)) return []
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const places: string[] = []
  const visit = (node: ts.Node): void => {
    const why = isNumber(node) ? node.text : isCompared(node) ? `${FIELD} is compared` : undefined
    if (why !== undefined) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source))
      places.push(`:${line + 1}: ${why}`)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return places
}

/** `'F13'`, and `F13` as the key of a table. */
function isNumber(node: ts.Node): node is ts.StringLiteralLike | ts.Identifier {
  return (ts.isStringLiteralLike(node) || ts.isIdentifier(node)) && NUMBER.test(node.text)
}

const EQUALITIES = new Set([
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
])

const ASKING = new Set([
  'includes',
  'has',
  'get',
  'startsWith',
  'endsWith',
  'test',
  'exec',
  'match',
])

/** The field as a side of `===`, the key of a table, the subject of a `switch`, or where a method asks. */
function isCompared(node: ts.Node): boolean {
  if (!ts.isIdentifier(node) || node.text !== FIELD) return false
  const { parent } = node
  const value = ts.isPropertyAccessExpression(parent) && parent.name === node ? parent : node
  const around = value.parent
  if (ts.isBinaryExpression(around)) return EQUALITIES.has(around.operatorToken.kind)
  if (ts.isElementAccessExpression(around)) return around.argumentExpression === value
  if (ts.isSwitchStatement(around)) return true
  if (ts.isPropertyAccessExpression(around)) return ASKING.has(around.name.text)
  if (ts.isCallExpression(around)) return asks(around.expression)
  return (
    ts.isArrayLiteralExpression(around) &&
    ts.isPropertyAccessExpression(around.parent) &&
    ASKING.has(around.parent.name.text)
  )
}

const asks = (callee: ts.Expression): boolean =>
  ts.isPropertyAccessExpression(callee) && ASKING.has(callee.name.text)
