import { secret, text } from '../../field.ts'
import type { PsaDefinition } from '../psa.ts'

const suffixes = ['.shield.syncromsp.com', '.syncromsp.com']

/** A subdomain as DNS allows it; `shield` alone is a second domain of theirs, not an account. */
function validAccount(name: string): string | null {
  return /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(name) && name !== 'shield' ? name : null
}

function accountOf(host: string): string | null {
  const lower = host.toLowerCase()
  const suffix = suffixes.find((end) => lower.endsWith(end))
  return suffix ? validAccount(lower.slice(0, -suffix.length)) : null
}

const syncro: PsaDefinition = {
  id: 'syncro',
  name: 'Syncro',
  credentials: {
    subdomain: text('Subdomain', {
      required: true,
      maxLength: 120,
      placeholder: 'yourcompany',
      help: 'The first part of your Syncro address: yourcompany.syncromsp.com',
    }),
    apiKey: secret('API key', {
      help: 'In Syncro: Admin, API, API Tokens. The permissions it needs are listed below.',
    }),
  },
  // As the API's description names them ("Required permission: …"), one for each operation used.
  keyPermissions: [
    'Customers - List/Search',
    'Customers - View Detail',
    'Customers - Edit',
    'Tickets - View Details',
    'Tickets - Edit',
  ],
  accountOf,
  hostsOf: (account) => suffixes.toReversed().map((suffix) => account + suffix),
  accountFrom({ subdomain = '' }) {
    const typed = subdomain
      .trim()
      .toLowerCase()
      .replace(/^https:\/\//, '')
      .replace(/\/.*$/, '')
    return typed.includes('.') ? accountOf(typed) : validAccount(typed)
  },
}
export default syncro
