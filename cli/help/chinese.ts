// The help in Chinese. A text that has none stays English; cli/help/chinese.test.ts names it.
import { GRADE } from './grade.zh.table.ts'
import { OBJECTS } from './objects.zh.table.ts'
import { SERVE } from './serve.zh.table.ts'
import { SHARED } from './shared.zh.table.ts'
import type { Translate } from './help.ts'

/** English to Chinese. */
export const CHINESE: Readonly<Record<string, string>> = {
  ...SHARED,
  ...SERVE,
  ...OBJECTS,
  ...GRADE,
}

export const chinese: Translate = (english) => CHINESE[english] ?? english
