import { useState } from 'preact/hooks'
import type { Connection } from '#shared/contract.ts'
import { ErrorNotice } from '../error-notice.tsx'
import { useWrite } from '../query.ts'
import { ticketAt } from '../ticket/pages.ts'
import { Button } from '../ui/button.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { TrialResult } from './trial.tsx'

interface NoteTrialProps {
  connection: Connection
  onClose: () => void
}

/** A note is written on a ticket that a person names; a person then looks whether the customer can see it. */
export function NoteTrial({ connection, onClose }: NoteTrialProps) {
  const [address, setAddress] = useState('')
  const [wrong, setWrong] = useState<string | null>(null)
  const written = useWrite('psas.trial')
  const write = () => {
    const ticketId = ticketOf(connection, address)
    setWrong(ticketId ? null : `This is no ticket’s address at ${connection.hosts.join(' or ')}.`)
    if (ticketId) written.mutate({ connectionId: connection.id, kind: 'note', ticketId })
  }
  if (written.data) {
    const isWritten = written.data.steps.every(({ state }) => state === 'done')
    return (
      <>
        <TrialResult
          trial={written.data}
          title={isWritten ? 'The trial note is on the ticket.' : 'The trial note was not written.'}
        />
        {isWritten ? (
          <Looked connection={connection} onClose={onClose} />
        ) : (
          <div class="buttons">
            <Button onClick={() => written.reset()}>Try once more</Button>
            <Button onClick={onClose}>Close</Button>
          </div>
        )}
      </>
    )
  }
  return (
    <>
      <p class="quiet">
        Sidelight writes one note on a ticket. You look there whether it is private. Take a ticket of your own
        company.
      </p>
      <TextInput
        label="Address of the ticket’s page"
        placeholder={`https://${connection.hosts[0] ?? ''}/…`}
        help="Open the ticket in your browser and copy its address."
        error={wrong}
        value={address}
        onInput={setAddress}
      />
      {written.error && <ErrorNotice error={written.error} what="The trial note was not written." />}
      <div class="buttons">
        <Button kind="primary" busy={written.isPending} onClick={write}>
          Write a trial note
        </Button>
        <Button onClick={onClose}>Cancel</Button>
      </div>
    </>
  )
}

function ticketOf({ psa, hosts }: Connection, address: string): string | null {
  const ticket = ticketAt(address.trim(), psa)
  return ticket && hosts.includes(ticket.host) ? ticket.ticketId : null
}

function Looked({ connection, onClose }: NoteTrialProps) {
  const seen = useWrite('psas.trial', ['psas.list'])
  const confirm = () =>
    seen.mutate({ connectionId: connection.id, kind: 'note', seen: true }, { onSuccess: onClose })
  return (
    <>
      {seen.error && <ErrorNotice error={seen.error} what="Notes are still off." />}
      <div class="buttons">
        <Button kind="primary" busy={seen.isPending} onClick={confirm}>
          I have looked: the customer cannot see it
        </Button>
        <Button onClick={onClose}>They can see it: leave notes off</Button>
      </div>
    </>
  )
}
