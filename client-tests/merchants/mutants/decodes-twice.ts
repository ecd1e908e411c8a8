import { mutant } from './mutant.ts'

/** As a framework does it, and then by hand. */
function readForm(body: string): Record<string, string> {
  const once = [...new URLSearchParams(body)]
  return Object.fromEntries(once.map(([name, value]) => [name, decoded(value)]))
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value.replaceAll('+', ' '))
  } catch {
    return value
  }
}

export default mutant({
  name: 'decodes-twice',
  flaw: 'The form of a notification is decoded once more than it was encoded.',
  bend: { readForm },
  must: { 'NTF-21': 'F' },
  may: ['NTF-05', 'NTF-09', 'NTF-08', 'NTF-11', 'NTF-13', 'NTF-20'],
})
