// Pieces of source files as they are written there: the entries of a record, with the comment above each
// and the small functions that they use.
import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import ts from 'typescript'

interface File {
  path: string
  node: ts.SourceFile
}

/** A function that is longer tells more than an example should. */
const LONGEST = 28

export interface Sources {
  /** The entry of this name in a record of these files. */
  entry(name: string): string
  has(name: string): boolean
  /** The entries of `bend` in the record whose `name` this is. */
  entriesOf(name: string): string
}

export function readSources(folder: string): Sources {
  const files = globSync(join(folder, '*.ts'))
    .filter((path) => !path.endsWith('.test.ts'))
    .map(read)
  const properties = files.flatMap((file) =>
    objectsIn(file.node).flatMap(({ properties: all }) => all.map((node) => ({ file, node }))),
  )
  const named = (name: string) =>
    properties.find(({ node }) => node.name !== undefined && node.name.getText() === name)
  return {
    has: (name) => named(name) !== undefined,
    entry: (name) => {
      const found = named(name)
      if (!found) throw new Error(`${folder}: no record has an entry ${name}`)
      return codeOf(found.file, found.node)
    },
    entriesOf: (name) => {
      const found = properties.find(({ node }) => node.getText() === `name: '${name}'`)
      const record = found?.node.parent
      if (!found || !record || !ts.isObjectLiteralExpression(record))
        throw new Error(`${folder}: no record is called ${name}`)
      const bend = record.properties.find((one) => one.name?.getText() === 'bend')
      if (
        !bend ||
        !ts.isPropertyAssignment(bend) ||
        !ts.isObjectLiteralExpression(bend.initializer)
      )
        throw new Error(`${folder}: ${name} has no bend that is written out`)
      return bend.initializer.properties.map((node) => codeOf(found.file, node)).join('\n')
    },
  }
}

function read(path: string): File {
  const text = readFileSync(path, 'utf8')
  return { path, node: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true) }
}

function objectsIn(node: ts.Node): ts.ObjectLiteralExpression[] {
  const inner: ts.ObjectLiteralExpression[] = []
  node.forEachChild((child) => void inner.push(...objectsIn(child)))
  return ts.isObjectLiteralExpression(node) ? [node, ...inner] : inner
}

function codeOf(file: File, node: ts.Node): string {
  const own = withComment(file, node)
  const helpers = helpersOf(file, node, new Set()).filter(
    (text) => text.split('\n').length <= LONGEST,
  )
  return [`${own},`, ...helpers].join('\n\n')
}

function withComment({ node: source }: File, node: ts.Node): string {
  const from = ts.getLeadingCommentRanges(source.text, node.pos)?.at(0)?.pos ?? node.getStart()
  return unindented(source.text.slice(from, node.end), columnOf(source, from))
}

const columnOf = (source: ts.SourceFile, at: number) =>
  source.getLineAndCharacterOfPosition(at).character

const unindented = (text: string, column: number) =>
  column === 0 ? text : text.replaceAll(new RegExp(`^ {1,${column}}`, 'gm'), '')

/** What the code calls, where that is written in these files: each function once, the nearest first. */
function helpersOf(file: File, node: ts.Node, told: Set<string>): string[] {
  return identifiersIn(node).flatMap((name) => {
    const found = declarationOf(file, name)
    if (!found || told.has(name)) return []
    told.add(name)
    return [withoutExport(found), ...helpersOf(found.file, found.node, told)]
  })
}

function identifiersIn(node: ts.Node): string[] {
  const inner: string[] = []
  node.forEachChild((child) => void inner.push(...identifiersIn(child)))
  return ts.isIdentifier(node) ? [node.text, ...inner] : inner
}

const withoutExport = ({ file, node }: { file: File; node: ts.Node }) =>
  withComment(file, node).replace(/^export /m, '')

function declarationOf(file: File, name: string): { file: File; node: ts.Node } | undefined {
  for (const node of file.node.statements) {
    if (ts.isFunctionDeclaration(node) && node.name?.text === name) return { file, node }
    if (ts.isVariableStatement(node)) {
      const declared = node.declarationList.declarations.some(
        ({ name: one, initializer }) =>
          one.getText() === name && initializer && !ts.isArrayLiteralExpression(initializer),
      )
      if (declared) return { file, node }
    }
    const from = ts.isImportDeclaration(node) ? importedFrom(node, name) : undefined
    if (from !== undefined) return declarationOf(read(join(dirname(file.path), from)), name)
  }
  return undefined
}

/** The relative file from which this value comes; types explain nothing. */
function importedFrom(node: ts.ImportDeclaration, name: string): string | undefined {
  const { importClause: clause, moduleSpecifier } = node
  if (!ts.isStringLiteral(moduleSpecifier) || !moduleSpecifier.text.startsWith('.'))
    return undefined
  if (clause?.phaseModifier === ts.SyntaxKind.TypeKeyword) return undefined
  const bindings = clause?.namedBindings
  if (!bindings || !ts.isNamedImports(bindings)) return undefined
  const isNamed = bindings.elements.some((one) => !one.isTypeOnly && one.name.text === name)
  return isNamed ? moduleSpecifier.text : undefined
}
