import { i18n } from '#i18n'
import { Foreign } from '../../../ui/foreign.tsx'
import { Icon, type Tone } from '../../../ui/icon.tsx'
import * as icons from '../../../ui/icons.ts'
import { joinForeign } from '../../../ui/join-foreign.ts'
import { List, Row } from '../../../ui/list.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { ago } from '../../../ui/time.ts'
import { useNow } from '../../../ui/use-now.ts'
import type { Part } from './part.ts'

type Device = Part<'devices'>['devices'][number]
interface Look {
  icon?: string
  tone: Tone
  word: string
}
/** https://learn.microsoft.com/graph/api/resources/intune-devices-compliancestate */
const states: Record<string, Look> = {
  compliant: { icon: icons.done, tone: 'success', word: i18n.t('panel.person.live.compliant') },
  noncompliant: { icon: icons.warning, tone: 'warning', word: i18n.t('panel.person.live.notCompliant') },
  inGracePeriod: { icon: icons.clock, tone: 'warning', word: i18n.t('panel.person.live.inGracePeriod') },
  error: { icon: icons.warning, tone: 'warning', word: i18n.t('panel.person.live.complianceError') },
  conflict: { icon: icons.warning, tone: 'warning', word: i18n.t('panel.person.live.policiesConflict') },
  configManager: { tone: 'neutral', word: i18n.t('panel.person.live.byConfigurationManager') },
}
const unknownState: Look = { tone: 'neutral', word: i18n.t('panel.person.live.complianceNotKnown') }

/** Those that Intune manages. */
export function Devices({ devices }: { devices: Device[] }) {
  const now = useNow()
  if (devices.length === 0)
    return <p class="quiet">{i18n.t('panel.person.live.intuneManagesNoDevicePerson')}</p>
  return (
    <List label={i18n.t('panel.person.live.devices')}>
      {devices.map((device) => {
        const { icon, tone, word } = stateOf(device)
        return (
          <Row
            key={device.id}
            start={<Icon of={isHandheld(device) ? icons.phone : icons.laptop} />}
            title={<Foreign>{device.name}</Foreign>}
            text={
              <span class="stacked">
                <Foreign>{kindOf(device)}</Foreign>
                <span>
                  {device.lastSyncAt
                    ? i18n.t('panel.person.live.lastSeen', { ago: ago(device.lastSyncAt, now) })
                    : i18n.t('panel.person.live.neverSeen')}
                </span>
                <span>
                  <Tag icon={icon} tone={tone}>
                    {word}
                  </Tag>{' '}
                  {device.encrypted === false && (
                    <Tag icon={icons.warning} tone="warning">
                      {i18n.t('panel.person.live.notEncrypted')}
                    </Tag>
                  )}
                </span>
              </span>
            }
          />
        )
      })}
    </List>
  )
}

const isHandheld = ({ system }: Device) => /android|ios|ipados/i.test(system ?? '')

function stateOf({ compliance }: Device): Look {
  return (Object.hasOwn(states, compliance) ? states[compliance] : null) ?? unknownState
}

function kindOf({ system, version, model, serialNumber, owner }: Device): string {
  const whose = { company: 'company’s', personal: 'personal' }[owner]
  return joinForeign([joinForeign([system, version], ' '), model, serialNumber, whose])
}
