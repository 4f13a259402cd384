import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import type { Connection } from '#shared/contract.ts'
import { ErrorNotice } from '../error-notice.tsx'
import { useWrite } from '../query.ts'
import { ticketAt } from '../ticket/pages.ts'
import { Button } from '../ui/button.tsx'
import { eitherOf } from '../ui/locale.ts'
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
    setWrong(ticketId ? null : i18n.t('psa.noTicketsAddressAt', { hosts: eitherOf(connection.hosts) }))
    if (ticketId) written.mutate({ connectionId: connection.id, kind: 'note', ticketId })
  }
  if (written.data) {
    const isWritten = written.data.steps.every(({ state }) => state === 'done')
    return (
      <>
        <TrialResult
          trial={written.data}
          title={isWritten ? i18n.t('psa.trialNoteOnTicket') : i18n.t('psa.trialNoteNotWritten')}
        />
        {isWritten ? (
          <Looked connection={connection} onClose={onClose} />
        ) : (
          <div class="buttons">
            <Button onClick={() => written.reset()}>{i18n.t('psa.tryOnceMore')}</Button>
            <Button onClick={onClose}>{i18n.t('psa.close')}</Button>
          </div>
        )}
      </>
    )
  }
  return (
    <>
      <p class="quiet">{i18n.t('psa.sidelightWritesOneNoteOn')}</p>
      <TextInput
        label={i18n.t('psa.addressTicketsPage')}
        placeholder={`https://${connection.hosts[0] ?? ''}/…`}
        help={i18n.t('psa.openTicketInYourBrowser')}
        error={wrong}
        value={address}
        onInput={setAddress}
      />
      {written.error && <ErrorNotice error={written.error} what={i18n.t('psa.trialNoteNotWritten')} />}
      <div class="buttons">
        <Button kind="primary" busy={written.isPending} onClick={write}>
          {i18n.t('psa.writeTrialNote')}
        </Button>
        <Button onClick={onClose}>{i18n.t('psa.cancel')}</Button>
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
      {seen.error && <ErrorNotice error={seen.error} what={i18n.t('psa.notesStillOff')} />}
      <div class="buttons">
        <Button kind="primary" busy={seen.isPending} onClick={confirm}>
          {i18n.t('psa.iHaveLookedCustomerCannot')}
        </Button>
        <Button onClick={onClose}>{i18n.t('psa.theyCanSeeItLeave')}</Button>
      </div>
    </>
  )
}
