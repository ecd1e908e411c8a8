import { mutant } from './mutant.ts'

export default mutant({
  name: 'qr-without-notify-url',
  flaw: 'QR orders name no address for notifications, and are only polled.',
  bend: { sendsNotifyUrl: (kind) => kind !== 'qr' },
  must: { 'ORD-12': 'W' },
  may: ['NTF-14'],
})
