// Reads a scenario from YAML. Every mistake is said with the line it stands in.
import { readScenario, type Loaded } from './read.ts'
import { readLines } from './yaml-lines.ts'

export function readYaml(text: string): Loaded {
  const { value, mistakes, placeOf } = readLines(text)
  if (mistakes.length === 0) return readScenario(value, placeOf)
  return {
    mistakes: mistakes.map(({ message, ...place }) => ({
      ...place,
      field: 'YAML',
      remedy: message,
    })),
  }
}
