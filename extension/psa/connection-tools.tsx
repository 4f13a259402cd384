import { useState } from 'preact/hooks'
import type { Connection } from '#shared/contract.ts'
import { findPsa } from '#shared/psa/index.ts'
import { ErrorNotice } from '../error-notice.tsx'
import { useWrite } from '../query.ts'
import { Button } from '../ui/button.tsx'
import * as icons from '../ui/icons.ts'
import { Notice } from '../ui/notice.tsx'
import { DisconnectPsa } from './disconnect-psa.tsx'
import { psaNameOf } from './psa-name-of.ts'
import { ReplaceKey } from './replace-key.tsx'
import { TrialForm } from './trial.tsx'

type Open = 'key' | 'disconnect' | Connection['trials'][number]['kind']

/** What an administrator can do about an account; one thing is open at a time. */
export function ConnectionTools({ connection }: { connection: Connection }) {
  const [open, setOpen] = useState<Open | null>(null)
  const check = useWrite('psas.check', ['psas.list'])
  const psa = findPsa(connection.psa)
  const name = `${psaNameOf(connection.psa)}, ${connection.account}`
  const close = () => setOpen(null)
  const { disconnected } = connection
  return (
    <>
      <div class="buttons">
        {!disconnected && (
          <Button
            size="small"
            icon={icons.refresh}
            label={`Check ${name}`}
            busy={check.isPending}
            onClick={() => check.mutate({ connectionId: connection.id })}
          >
            Check
          </Button>
        )}
        {psa && (
          <Button
            size="small"
            icon={icons.keyReset}
            label={`${disconnected ? 'Connect again' : 'Replace key'}: ${name}`}
            onClick={() => setOpen('key')}
          >
            {disconnected ? 'Connect again' : 'Replace key'}
          </Button>
        )}
        {!disconnected && <TrialButtons connection={connection} name={name} onOpen={setOpen} />}
        {!disconnected && (
          <Button
            size="small"
            icon={icons.unplugged}
            label={`Disconnect ${name}`}
            onClick={() => setOpen('disconnect')}
          >
            Disconnect
          </Button>
        )}
      </div>
      {check.error && <ErrorNotice error={check.error} what="The key was not checked." />}
      {check.data && !check.isPending && <CheckResult connection={check.data} />}
      {open === 'key' && psa && <ReplaceKey psa={psa} connection={connection} onClose={close} />}
      {open === 'disconnect' && <DisconnectPsa connection={connection} onClose={close} />}
      {(open === 'contact' || open === 'note') && (
        <TrialForm key={open} connection={connection} kind={open} onClose={close} />
      )}
    </>
  )
}

interface TrialButtonsProps {
  connection: Connection
  name: string
  onOpen: (kind: Open) => void
}
function TrialButtons({ connection, name, onOpen }: TrialButtonsProps) {
  const words = { contact: 'Try writing contacts', note: 'Try writing notes' }
  return (
    <>
      {connection.trials
        .filter(({ triedAt }) => triedAt === null)
        .map(({ kind }) => (
          <Button
            key={kind}
            size="small"
            icon={icons.edit}
            label={`${words[kind]}: ${name}`}
            onClick={() => onOpen(kind)}
          >
            {words[kind]}
          </Button>
        ))}
    </>
  )
}

function CheckResult({ connection: { problem, connectedAs } }: { connection: Connection }) {
  if (!problem)
    return (
      <Notice kind="success" title="The key works">
        {connectedAs && `It is ${connectedAs}.`}
      </Notice>
    )
  return (
    <Notice kind="danger" title="The check failed">
      {[problem.text, problem.next].filter(Boolean).join(' ')}
    </Notice>
  )
}
