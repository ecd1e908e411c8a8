// Programs to copy: one call of the gateway in each language, with the keys that lie beside them.
// Each SDK wants its keys in a form of its own; docs/sdks.md says which and why.
import { CSHARP } from './openapi-programs/csharp.ts'
import { GO } from './openapi-programs/go.ts'
import { JAVA } from './openapi-programs/java.ts'
import { NODE } from './openapi-programs/node.ts'
import { PHP } from './openapi-programs/php.ts'
import type { Programs } from './openapi-programs/program.ts'
import { PYTHON } from './openapi-programs/python.ts'
import { RUBY } from './openapi-programs/ruby.ts'

export const LANGUAGES = ['node', 'java', 'python', 'php', 'go', 'csharp', 'ruby'] as const

export type Language = (typeof LANGUAGES)[number]

export const PROGRAMS: Record<Language, Programs> = {
  node: NODE,
  java: JAVA,
  python: PYTHON,
  php: PHP,
  go: GO,
  csharp: CSHARP,
  ruby: RUBY,
}
