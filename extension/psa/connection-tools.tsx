import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import type { Connection } from '#shared/contract.ts'
import { findPsa } from '#shared/psa/index.ts'
import { ErrorNotice } from '../error-notice.tsx'
import { problemSaid } from '../error-said.ts'
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
            label={i18n.t('psa.check2', { name })}
            busy={check.isPending}
            onClick={() => check.mutate({ connectionId: connection.id })}
          >
            {i18n.t('psa.check')}
          </Button>
        )}
        {psa && (
          <Button
            size="small"
            icon={icons.keyReset}
            label={disconnected ? i18n.t('psa.connectAgain', { name }) : i18n.t('psa.replaceKey', { name })}
            onClick={() => setOpen('key')}
          >
            {disconnected ? i18n.t('psa.connectAgain2') : i18n.t('psa.replaceKey2')}
          </Button>
        )}
        {!disconnected && <TrialButtons connection={connection} name={name} onOpen={setOpen} />}
        {!disconnected && (
          <Button
            size="small"
            icon={icons.unplugged}
            label={i18n.t('psa.disconnect2', { name })}
            onClick={() => setOpen('disconnect')}
          >
            {i18n.t('psa.disconnect')}
          </Button>
        )}
      </div>
      {check.error && <ErrorNotice error={check.error} what={i18n.t('psa.keyNotChecked')} />}
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
  const words = { contact: i18n.t('psa.tryWritingContacts'), note: i18n.t('psa.tryWritingNotes') }
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
      <Notice kind="success" title={i18n.t('psa.keyWorks')}>
        {connectedAs && i18n.t('psa.it', { connectedAs })}
      </Notice>
    )
  return (
    <Notice kind="danger" title={i18n.t('psa.checkFailed')}>
      {problemSaid(problem)}
    </Notice>
  )
}
