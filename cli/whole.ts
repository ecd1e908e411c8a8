// A whole number on the command line, kept as the text that goes into a query.
import { InvalidArgumentError } from 'commander'

export function wholeText(text: string): string {
  if (/^\d+$/.test(text)) return text
  throw new InvalidArgumentError('A whole number, such as 200.')
}
