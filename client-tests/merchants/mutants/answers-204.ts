import { mutant } from './mutant.ts'

export default mutant({
  name: 'answers-204',
  flaw: 'Every notification is answered HTTP 204, without a word.',
  bend: { notifyAnswer: () => new Response(undefined, { status: 204 }) },
  must: { 'NTF-09': 'F' },
  may: ['NTF-20'],
})
