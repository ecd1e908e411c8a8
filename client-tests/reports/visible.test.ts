// A shop or a client may name an order as it likes: no report obeys the name.
import { expect, test } from 'vitest'
import type { Entry } from '../../server/journal/entry.ts'
import { readTrace } from '../../server/journal/trace.ts'
import { grade } from '../grade/grade.ts'
import { reportOf } from './formats.ts'
import { lateCancelRun } from '../grade/run.fixture.ts'

const EVIL = 'A1\u001B[31m\u202Eedis\u2066\u0085'

test.each(['terminal', 'markdown', 'html', 'junit'] as const)(
  'escape codes and marks that turn the writing are shown in the %s report',
  (as) => {
    const text = JSON.stringify(lateCancelRun().trace().entries)
    const entries = JSON.parse(text.replaceAll('"A1"', JSON.stringify(EVIL))) as Entry[]
    const card = grade(readTrace(entries))
    const format =
      as === 'terminal'
        ? ({ as, language: 'en', width: 100, color: false, all: true } as const)
        : ({ as, language: 'en' } as const)
    const report = reportOf(card, entries, format)
    for (const one of ['\u001B', '\u0085', '\u202E', '\u2066']) expect(report).not.toContain(one)
    expect(report.replaceAll('\\\\', '\\')).toContain(String.raw`\u202eedis`)
  },
)
