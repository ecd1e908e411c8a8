// Flaws of answering notifications.
import type { Mutant } from './mutant.ts'

const fieldsOf = (text: string) => Object.fromEntries(new URLSearchParams(text))

export const notificationReplies: readonly Mutant[] = [
  {
    name: 'answers-202',
    flaw: 'A notification is answered success under HTTP 202, because it is worked on later.',
    bend: { notifyAnswer: (reply) => new Response(reply, { status: 202 }) },
    must: { 'NTF-09': 'F' },
    may: ['NTF-20'],
  },
  {
    name: 'answers-204',
    flaw: 'Every notification is answered HTTP 204, without a word.',
    bend: { notifyAnswer: () => new Response(undefined, { status: 204 }) },
    must: { 'NTF-09': 'F' },
    may: ['NTF-20'],
  },
  {
    name: 'answers-in-capitals',
    flaw: 'The reply to a notification is SUCCESS.',
    bend: { notifyReply: (accepted) => (accepted ? 'SUCCESS' : 'failure') },
    must: { 'NTF-09': 'F' },
    may: ['NTF-20'],
  },
  {
    name: 'answers-in-quotes',
    flaw: 'The reply to a notification is the word success in quotes.',
    bend: { notifyReply: (accepted) => (accepted ? '"success"' : 'failure') },
    must: { 'NTF-09': 'F' },
    may: ['NTF-20'],
  },
  {
    name: 'answers-twice',
    flaw: 'The reply to a notification is the word success, and the word once more.',
    bend: { notifyReply: (accepted) => (accepted ? 'successsuccess' : 'failure') },
    must: { 'NTF-09': 'F' },
    may: ['NTF-20'],
  },
  {
    name: 'answers-with-a-byte-order-mark',
    flaw: 'Before the word success stands the byte order mark of the file.',
    bend: { notifyReply: (accepted) => (accepted ? '\uFEFFsuccess' : 'failure') },
    must: { 'NTF-09': 'F' },
    may: ['NTF-20'],
  },
  {
    name: 'books-and-answers-failure',
    flaw: 'Notifications are booked, and answered failure.',
    bend: { notifyReply: () => 'failure' },
    must: { 'NTF-09': 'F' },
    may: ['NTF-05', 'NTF-06', 'NTF-11', 'NTF-20', 'NTF-21'],
  },
  {
    name: 'lays-query-and-form-together',
    flaw: 'What the address of a notification carries is verified with its form, as frameworks hand it out.',
    bend: { readForm: (body, query) => ({ ...fieldsOf(query), ...fieldsOf(body) }) },
    must: { 'NTF-09': 'F' },
    may: ['NTF-13', 'NTF-20'],
  },
  {
    name: 'success-with-newline',
    flaw: 'The reply to a notification is `success` and a line break.',
    bend: { notifyReply: (accepted) => (accepted ? 'success\n' : 'failure') },
    must: { 'NTF-09': 'F' },
    may: ['NTF-20'],
  },
  {
    name: 'redirects-notifications',
    flaw: 'A notification is answered with a redirect to the page of the result.',
    bend: {
      notifyAnswer: () => new Response(null, { status: 302, headers: { location: '/result' } }),
    },
    must: { 'NTF-10': 'F' },
    may: ['NTF-20'],
  },
  {
    name: 'replies-after-12s',
    flaw: 'A notification is answered after twelve seconds.',
    bend: { notifyReplyAfterMs: 12_000 },
    must: { 'NTF-12': 'F' },
    may: [],
  },
  {
    name: 'refuses-duplicates',
    flaw: 'A notification of what is known already is answered `failure`.',
    bend: {
      notifyReply: (accepted, heard) => (accepted && heard !== 'known' ? 'success' : 'failure'),
    },
    must: { 'NTF-20': 'F' },
    may: ['NTF-09'],
  },
]
