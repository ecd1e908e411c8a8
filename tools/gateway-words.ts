// The words of one gateway (its codes, sub-codes and envelope fields) stay in its own folder: whoever
// else speaks them would have to be changed for every further family. Reads the text and the names of the
// code; comments may say what they like.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import ts from 'typescript'

/** Codes of openapi, beginnings of its sub-codes, and the fields around its content. */
const WORDS = [
  /(?<!\d)(?:10000|10003|2000[01]|4000[1-6])(?!\d)/,
  /\bA(?:CQ|QC)\./,
  /\b(?:isv|isp|aop)\\?\./,
  /\b(?:sub_code|sub_msg|biz_content|app_cert_sn|sign_type|alipay_cert_sn|alipay_root_cert_sn)\b/,
]

/** Where they are at home: a family's folder (WeChat has some of the same field names), what is openapi's by name, tests, and real clients. */
const HOMES = [
  /^server\/protocols\/[^/]+\//,
  /\/[^/]*openapi[^/]*$/,
  /^cli\/init\/openapi-programs\//,
  /[.](?:test|fixture)[.]ts$/,
  /^server\/testing\//,
  /^client-tests\/(?:merchants|sdks)\//,
  /^(?:bench|tools)\//,
  /^[^/]+$/,
]

/** Single files that may say more than the rule allows, and why. */
export const EXCEPTIONS: Readonly<Record<string, string>> = {
  'server/control/clock.ts': 'the highest rate of the clock is the number 10000',
  'server/sandbox/api/clock.ts': 'the highest rate of the clock is the number 10000',
  'server/options/money.table.ts':
    'docs/options.md is made from it, and says which code each reading gives',
  'server/options/orders.table.ts':
    'docs/options.md is made from it, and says which code each reading gives',
  'cli/init/mapi-files.ts':
    'writes a program for the old gateway, which has some of the same field names',
  'server/pki/what-key.ts': 'says under which name the SDKs of openapi take what a file holds',
}

/** One line for each word that is not at home. */
export function strayWords(baseDir: string, files: readonly string[]): string[] {
  const suspects = files.filter((file) => !HOMES.some((home) => home.test(file)))
  const found = suspects.map((file) => ({ file, words: wordsIn(baseDir, file) }))
  const strays = found
    .filter(({ file }) => !Object.hasOwn(EXCEPTIONS, file))
    .flatMap(({ file, words }) => words.map((word) => `words-of-openapi: ${file}${word}`))
  const needless = found
    .filter(({ file, words }) => Object.hasOwn(EXCEPTIONS, file) && words.length === 0)
    .map(({ file }) => `words-of-openapi: ${file}: needs its exception no more`)
  return [...strays, ...needless]
}

function wordsIn(baseDir: string, file: string): string[] {
  const text = readFileSync(resolve(baseDir, file), 'utf8')
  if (!WORDS.some((word) => word.test(text))) return []
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest)
  const words: string[] = []
  const visit = (node: ts.Node): void => {
    const shown = textOf(node)
    const word = shown && WORDS.map((one) => one.exec(shown)?.[0]).find((one) => one !== undefined)
    if (word) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source))
      words.push(`:${line + 1}: ${word}`)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return words
}

/** What a node itself says; numbers are numbers, and a comment is no node. */
function textOf(node: ts.Node): string | undefined {
  const isText =
    ts.isStringLiteral(node) ||
    ts.isNoSubstitutionTemplateLiteral(node) ||
    ts.isTemplateHead(node) ||
    ts.isTemplateMiddle(node) ||
    ts.isTemplateTail(node) ||
    ts.isRegularExpressionLiteral(node) ||
    ts.isIdentifier(node)
  return isText ? node.text : undefined
}
