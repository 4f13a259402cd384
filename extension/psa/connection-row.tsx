import { i18n } from '#i18n'
import type { Connection } from '#shared/contract.ts'
import { problemSaid } from '../error-said.ts'
import { useOff } from '../role.ts'
import { Foreign } from '../ui/foreign.tsx'
import { Freshness } from '../ui/freshness.tsx'
import { Icon } from '../ui/icon.tsx'
import * as icons from '../ui/icons.ts'
import { Row } from '../ui/list.tsx'
import { Tag } from '../ui/tag.tsx'
import { ConnectionTools } from './connection-tools.tsx'
import { psaNameOf } from './psa-name-of.ts'
import { WhatWorks } from './what-works.tsx'

/** One account: whose key it is, whether it works, what works there, and what an administrator can do about it. */
export function ConnectionRow({ connection }: { connection: Connection }) {
  const off = useOff('psas.connect')
  const { psa, account, checkedAt, sealedBy, disconnected } = connection
  return (
    <>
      <Row
        start={<Icon of={icons.organisation} />}
        title={
          <>
            {psaNameOf(psa)}, <Foreign>{account}</Foreign>
          </>
        }
        text={
          <>
            {standing(connection)}
            {!disconnected && (
              <>
                {' · '}
                <Freshness asOf={checkedAt} what={i18n.t('psa.checked')} />
              </>
            )}
            {sealedBy === 'old' && ` · ${i18n.t('psa.sealedByOldKeyKeep')}`}
          </>
        }
        end={<StateTag connection={connection} />}
      />
      <li class="row-below connection-below">
        <WhatWorks connection={connection} />
        {!off && <ConnectionTools connection={connection} />}
      </li>
    </>
  )
}

function standing({ disconnected, problem, connectedAs, keyHint }: Connection): string {
  if (disconnected) return i18n.t('psa.keyRemovedMappingsAndLinks')
  if (problem) return problemSaid(problem)
  if (!keyHint) return connectedAs ? i18n.t('psa.asWithKey', { connectedAs }) : i18n.t('psa.withKey')
  return connectedAs
    ? i18n.t('psa.asKeyEndingIn', { connectedAs, keyHint })
    : i18n.t('psa.withKeyEndingIn', { keyHint })
}

function StateTag({ connection: { disconnected, problem } }: { connection: Connection }) {
  if (disconnected) return <Tag icon={icons.unplugged}>{i18n.t('psa.disconnected')}</Tag>
  if (problem)
    return (
      <Tag tone="danger" icon={icons.danger}>
        {i18n.t('psa.notWorking')}
      </Tag>
    )
  return (
    <Tag tone="success" icon={icons.done}>
      {i18n.t('psa.connected')}
    </Tag>
  )
}
