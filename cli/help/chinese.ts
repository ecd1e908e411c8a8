// The command line in Chinese. A text that has none stays English; cli/help/chinese.test.ts names it.
import type { Command } from 'commander'
import { GRADE } from './grade.zh.table.ts'
import { OBJECTS } from './objects.zh.table.ts'
import { SERVE } from './serve.zh.table.ts'
import { SHARED } from './shared.zh.table.ts'
import { speak, type Translate } from './help.ts'
import { MISTAKES } from './mistakes.zh.table.ts'

/** English to Chinese. */
export const CHINESE: Readonly<Record<string, string>> = {
  ...SHARED,
  ...SERVE,
  ...OBJECTS,
  ...GRADE,
}

export const chinese: Translate = (english) => CHINESE[english] ?? english

/** Help, and what is said of a wrong command line, by this command and those below it. */
export function speakChinese(program: Command): void {
  speak(program, chinese)
  sayMistakes(program)
}

function sayMistakes(command: Command): void {
  command.configureOutput({ outputError: (text, write) => write(mistake(text)) })
  for (const inner of command.commands) sayMistakes(inner)
}

export const mistake: Translate = (english) =>
  MISTAKES.reduce((line, [text, zh]) => line.replace(text, zh), english)
