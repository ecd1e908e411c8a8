// A complaint of the validator in words for people. Schemas say what they want themselves; where one
// does not, the validator's own words must not be what a person reads.
const KINDS: Readonly<Record<string, string>> = {
  Object: 'a map of fields',
  Array: 'a list',
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
  undefined: 'nothing',
  null: 'nothing',
}

const wordFor = (kind: string) => KINDS[kind] ?? kind.replaceAll('"', '')

/** As much of a complaint as is needed to say it. */
interface Complaint {
  message: string
  expected: string | null
  received: string
}

export function plainMessage({ message, expected, received }: Complaint): string {
  if (!message.startsWith('Invalid ')) return message
  if (expected === null) return `must be otherwise; it is ${received}`
  const wanted = expected.split(' | ').map((one) => wordFor(one.replaceAll(/[()]/g, '')))
  return `must be ${wanted.join(' or ')}; it is ${KINDS[received] ?? received}`
}
