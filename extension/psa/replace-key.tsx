import { useState } from 'preact/hooks'
import type { Connection } from '#shared/contract.ts'
import type { PsaDefinition } from '#shared/psa/psa.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Credentials } from './credentials.tsx'

interface ReplaceKeyProps {
  psa: PsaDefinition
  connection: Connection
  onClose: () => void
}

/** The form once more. Which account it is says the form itself, so another one may come of it: then that is said. */
export function ReplaceKey({ psa, connection, onClose }: ReplaceKeyProps) {
  const [other, setOther] = useState<Connection | null>(null)
  const { account, disconnected } = connection
  if (other)
    return (
      <Notice
        kind="warning"
        title={`Another account was connected: ${other.account}.`}
        actions={<Button onClick={onClose}>Close</Button>}
      >
        {account} is as it was.
      </Notice>
    )
  return (
    <section class="form" aria-label={`Key of ${account}`}>
      <p class="quiet">
        Fill in the same account, <bdi>{account}</bdi>. The new key is checked first; mappings, links and
        contacts stay as they are.
      </p>
      <Credentials
        psa={psa}
        verb={disconnected ? 'Connect again' : 'Replace the key'}
        what={disconnected ? 'The account is not connected.' : 'The key was not replaced.'}
        onDone={(connected) => (connected.id === connection.id ? onClose() : setOther(connected))}
        onCancel={onClose}
      />
    </section>
  )
}
