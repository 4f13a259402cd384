import { i18n } from '#i18n'
import { Foreign } from '../../../ui/foreign.tsx'
import { Icon } from '../../../ui/icon.tsx'
import * as icons from '../../../ui/icons.ts'
import { joinForeign } from '../../../ui/join-foreign.ts'
import { List, Row } from '../../../ui/list.tsx'
import type { Part } from './part.ts'

type Group = Part<'groups'>['groups'][number]

/** Directly or through others; what fills itself or comes from AD is not changed by hand. */
export function Groups({ groups }: { groups: Group[] }) {
  if (groups.length === 0) return <p class="quiet">{i18n.t('panel.person.live.inNoGroup')}</p>
  return (
    <List label={i18n.t('panel.person.live.groups')}>
      {groups.map((group) => (
        <Row
          key={group.id}
          start={<Icon of={icons.people} />}
          title={<Foreign>{group.name}</Foreign>}
          text={joinForeign([
            group.kind,
            group.dynamic && 'dynamic',
            group.synced && i18n.t('panel.person.live.syncedFromAd'),
          ])}
        />
      ))}
    </List>
  )
}
