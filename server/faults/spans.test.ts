// Lengths of time among the options of faults.
import { describe, expect, test } from 'vitest'
import { bindFault } from './faults.ts'

describe('a length of time in the options of a fault', () => {
  test.each([
    [{ gap: '10m' }, 600_000],
    [{ gapMs: '10m' }, 600_000],
    [{ gapMs: 600_000 }, 600_000],
    [{ gapMs: '600000' }, 600_000],
    [{ gap: '1m30s' }, 90_000],
  ])('%j is read', (options, gapMs) => {
    expect(bindFault('N01', options)).toMatchObject({ name: 'duplicate-notification' })
    const made = bindFault('N01', options)
    expect('options' in made && Number(made.options['gapMs'])).toBe(gapMs)
  })
  test.each([
    [{ gap: 600_000 }, 'options.gap', 'a duration such as 500ms, 8s, 10m or 25h, not 600000'],
    [{ gap: 'soon' }, 'options.gap', 'a duration such as 500ms, 8s, 10m or 25h, not "soon"'],
    [{ gap: '1s', gapMs: 5 }, 'options.gapMs', 'given twice: gap and gapMs are the same'],
    [{ gapps: '1s' }, 'options.gapps', 'there is no such option; did you mean gap?'],
    [{ how: 'often' }, 'options.how', 'there is no such option; known here: copies, gap, notifyId'],
    [{ notifyId: 7 }, 'options.notifyId', 'same or new'],
  ])('%j is refused by name', (options, field, remedy) => {
    const made = bindFault('N01', options)
    expect('wrong' in made && made.wrong).toMatchObject({
      field,
      remedy: `${remedy} (fault duplicate-notification)`,
    })
  })
})
