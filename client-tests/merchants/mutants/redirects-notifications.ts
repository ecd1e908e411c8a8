import { mutant } from './mutant.ts'

export default mutant({
  name: 'redirects-notifications',
  flaw: 'A notification is answered with a redirect to the page of the result.',
  bend: {
    notifyAnswer: () => new Response(null, { status: 302, headers: { location: '/result' } }),
  },
  must: { 'NTF-10': 'F' },
  may: ['NTF-20'],
})
