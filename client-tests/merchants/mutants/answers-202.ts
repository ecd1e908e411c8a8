import { mutant } from './mutant.ts'

export default mutant({
  name: 'answers-202',
  flaw: 'A notification is answered success under HTTP 202, because it is worked on later.',
  bend: { notifyAnswer: (reply) => new Response(reply, { status: 202 }) },
  must: { 'NTF-09': 'F' },
  may: ['NTF-20'],
})
